# shellcheck shell=bash
# Packages of any release of Debian, fetched without touching the system: apt gets sources, lists and a
# status of its own, and nothing is installed.

# fetch_debs NAME WHAT RELEASES COMMAND…: fetches the packages that COMMAND prints (it may ask
# private_apt). Sets DEBS to the folder of the cache that holds the .deb files.
#
# A complete set is a folder with its checksums in it. Until then it is gathered in a folder beside it,
# so that a download that was cut off goes on where it was.
fetch_debs() {
    DEBS=$CACHE/$1
    mkdir -p "$CACHE" || die "cannot write to $CACHE: set XDG_CACHE_HOME to a folder that can be written."
    exec 7>"$CACHE/lock" # clones share the cache
    flock 7
    if ! (cd "$DEBS" && sha256sum --check --status SHA256SUMS) 2>/dev/null; then
        rm -rf "$DEBS"
        step "lookup-$1" "Looking up $2 in Debian" look_up "$3" "${@:4}"
        step "download-$1" "Downloading $2 ($(awk '{ n += $3 } END { printf "%.0f", n / 1e6 }' "$DEBS.part/uris") MB)" download
    fi
    exec 7>&-
}

look_up() {
    mkdir -p "$DEBS.part"/{lists,archives}/partial
    cd "$DEBS.part" || return
    local mirror release
    mirror=$(debian_mirror)
    for release in $1; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main"
    done >sources.list
    private_apt update
    "${@:2}" >names
    private_apt download --print-uris $(<names) >uris # 'URI' file-name size SHA256:checksum
    awk '{ sub("SHA256:", "", $4); print $4 "  " $2 }' uris >SHA256SUMS
}

download() {
    cd "$DEBS.part" || return
    # apt fetches a file of the wrong size again, but takes one with the wrong contents as it is.
    { sha256sum --check SHA256SUMS 2>/dev/null || true; } | sed -n 's/: FAILED.*//p' | xargs --no-run-if-empty rm -f
    private_apt download $(<names)
    sha256sum --check --quiet SHA256SUMS
    rm -rf lists archives
    mv -T "$DEBS.part" "$DEBS"
}

# An empty status: as if nothing was installed.
private_apt() {
    : >status
    apt-get -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$PWD/lists" -o Dir::State::Status="$PWD/status" -o Dir::Cache="$PWD" \
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

# unpack_debs FOLDER: all that fetch_debs has fetched.
unpack_debs() {
    local deb
    rm -rf "$1"
    for deb in "$DEBS"/*.deb; do dpkg-deb -x "$deb" "$1"; done
}
