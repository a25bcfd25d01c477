# shellcheck shell=bash
# Packages of any release of Debian, unpacked without touching the system: apt gets sources, lists and
# a status of its own, and nothing is installed. They are kept in the cache, for all clones.

# provide_tree NAME WHAT RELEASES FINISH COMMAND…: unpacks the packages that COMMAND prints (it may ask
# private_apt) into a folder, calls FINISH there and sets TREE to it.
#
# The folder gets its name when it is complete, and the name changes with what it is made from. The
# packages stay beside it until then, so that a download that was cut off goes on where it was.
provide_tree() {
    TREE=$CACHE/$1-$(key "$@" "$(declare -f "$4")")
    [[ ! -d $TREE ]] || return 0
    has apt-get || die "$2 is taken from Debian's packages, which needs apt-get."
    mkdir -p "$CACHE" || die "cannot write to $CACHE: set XDG_CACHE_HOME to a folder that can be written."
    exec 7>"$TREE.lock" # another clone may be at it
    flock 7
    if [[ ! -d $TREE ]]; then
        DEBS=$TREE.debs
        step "lookup-$1" "Looking up $2 in Debian" look_up "$3" "${@:5}"
        step "download-$1" "Downloading $2 ($(awk '{ n += $3 } END { printf "%.0f", n / 1e6 }' "$DEBS/apt/uris") MB)" download
        step "unpack-$1" "Unpacking $2" unpack "$4"
        rm -rf "$DEBS"
    fi
    exec 7>&-
}

look_up() {
    mkdir -p "$DEBS"/apt/{lists,archives}/partial
    cd "$DEBS/apt" || return
    local mirror release names
    mirror=$(debian_mirror)
    for release in $1; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main"
    done >sources.list
    : >status # as if nothing was installed
    private_apt update
    "${@:2}" >names
    mapfile -t names <names
    private_apt download --print-uris "${names[@]}" >uris # 'URI' file-name size SHA256:checksum
    awk '{ sub("SHA256:", "", $4); print $4 "  " $2 }' uris >../SHA256SUMS
}

download() {
    cd "$DEBS" || return
    local names
    # apt fetches a file of the wrong size again, but takes one with the wrong contents as it is.
    { sha256sum --check SHA256SUMS 2>/dev/null || true; } | sed -n 's/: FAILED.*//p' | xargs --no-run-if-empty rm -f
    mapfile -t names <apt/names
    private_apt download "${names[@]}"
    sha256sum --check --quiet SHA256SUMS
}

unpack() {
    rm -rf "$TREE.new"
    local deb
    while read -r _ deb; do dpkg-deb -x "$DEBS/$deb" "$TREE.new"; done <"$DEBS/SHA256SUMS"
    cd "$TREE.new" || return
    "$1"
    mv -T "$TREE.new" "$TREE"
}

private_apt() {
    local own=$DEBS/apt
    apt-get -o Dir::Etc::SourceList="$own/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$own/lists" -o Dir::State::Status="$own/status" -o Dir::Cache="$own" \
        -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=3 \
        -o APT::Update::Error-Mode=any "$@"
}

# The mirror this machine takes Debian from, so that a company's own mirror serves here too.
debian_mirror() {
    local mirror
    # shellcheck disable=SC2016 # apt's own variable
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | awk '/\/debian\/$/ && !found++')
    echo "${mirror:-http://deb.debian.org/debian/}"
}

# The stable release whose packages fit here best.
stable_release() {
    local release
    release=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release 2>/dev/null) || true
    case $release in bookworm | trixie) echo "$release" ;; *) echo trixie ;; esac
}
