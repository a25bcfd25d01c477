# shellcheck shell=bash
# Odoo 19 and the Python it runs on.
#
# Odoo is not on PyPI, but Debian packages all of it. The package belongs to Debian unstable, so it is
# fetched through an apt configuration of its own and unpacked here: the system's packages and apt
# settings stay as they are. Who has an Odoo 19 sets ODOO_HOME to its folder instead.

ODOO=$LOCAL/odoo
VENV=$LOCAL/venv

# The package's fonts and three of its scripts are links into other packages. The last two are taken
# from the stable release, as the files have other names in unstable.
UNSTABLE_PACKAGES=(odoo-19 libjs-jquery libjs-jquery-form libjs-underscore fonts-roboto-unhinted
    fonts-ocr-b fonts-glyphicons-halflings fonts-montserrat)
STABLE_PACKAGES=(fonts-font-awesome fonts-inconsolata)

provide_odoo() {
    if [[ -n ${ODOO_HOME:-} ]]; then
        find_odoo "$ODOO_HOME" || die "ODOO_HOME is $ODOO_HOME, but there is no Odoo 19 in it:" \
            "give the folder of a source checkout or of a package (the one that holds odoo/release.py)."
        return
    fi
    local made_from
    made_from=$(key "${UNSTABLE_PACKAGES[@]}" "${STABLE_PACKAGES[@]}" "$(declare -f unpack_odoo)")
    if ! is_made "$ODOO" "$made_from"; then
        has apt-get || die "Odoo 19 is taken from a Debian package, which needs apt-get:" \
            "set ODOO_HOME to an Odoo 19 of yours (a source checkout will do), then run this again."
        download_odoo
        step unpack "Unpacking Odoo 19" unpack_odoo
        mark_made "$ODOO" "$made_from"
    fi
    find_odoo "$ODOO"
}

# Sets ODOO_PATH to what Python has to find on its path.
find_odoo() {
    for ODOO_PATH in "$1" "$1/usr/lib/python3/dist-packages"; do
        grep -qs '^version_info = (19, 0' "$ODOO_PATH/odoo/release.py" && return
    done
    return 1
}

# The packages of one release, complete, are a folder of the cache with their checksums in it. Until
# then they are gathered in a folder beside it, where apt goes on with a file that was cut off.
download_odoo() {
    DEBS=$CACHE/odoo-19-$(stable_release)
    mkdir -p "$CACHE" || die "cannot write to $CACHE: set XDG_CACHE_HOME to a folder that can be written."
    exec 7>"$CACHE/lock"
    flock 7 # clones share the cache
    if ! (cd "$DEBS" && sha256sum --check --status SHA256SUMS) 2>/dev/null; then
        rm -rf "$DEBS"
        step apt "Looking up Odoo 19 in Debian" list_debs
        step download "Downloading Odoo 19 ($(awk '{ n += $3 } END { printf "%.0f", n / 1e6 }' "$DEBS.part/uris") MB)" fetch_debs
    fi
    exec 7>&-
}

list_debs() {
    mkdir -p "$DEBS.part/lists/partial" "$DEBS.part/archives/partial"
    cd "$DEBS.part" || return
    local mirror release
    mirror=$(debian_mirror)
    for release in unstable "$(stable_release)"; do
        echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $release main"
    done >sources.list
    private_apt update
    private_apt download --print-uris "${UNSTABLE_PACKAGES[@]}" "${STABLE_PACKAGES[@]/%//$(stable_release)}" >uris.new
    mv uris.new uris # 'URI' file-name size SHA256:checksum
}

fetch_debs() {
    cd "$DEBS.part" || return
    private_apt download "${UNSTABLE_PACKAGES[@]}" "${STABLE_PACKAGES[@]/%//$(stable_release)}"
    awk '{ sub("SHA256:", "", $4); print $4 "  " $2 }' uris >SHA256SUMS
    sha256sum --check SHA256SUMS
    rm -rf lists archives
    mv -T "$DEBS.part" "$DEBS"
}

private_apt() {
    apt-get -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$PWD/lists" -o Dir::Cache="$PWD" -o APT::Sandbox::User=root \
        -o Acquire::Languages=none -o Acquire::Retries=3 -o APT::Update::Error-Mode=any "$@"
}

# The mirror this machine takes Debian from, so that a company's own mirror serves here too.
debian_mirror() {
    # shellcheck disable=SC2016 # apt's own variable
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' |
        grep -m 1 '/debian/$' || echo http://deb.debian.org/debian/
}

stable_release() {
    local release
    release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    case $release in bookworm | trixie) echo "$release" ;; *) echo trixie ;; esac
}

unpack_odoo() {
    local deb
    rm -rf "$ODOO" "$ODOO.new"
    for deb in "$DEBS"/*.deb; do dpkg-deb -x "$deb" "$ODOO.new"; done
    # A second copy of the addons, without their data, stands where Odoo looks for addons too.
    rm -r "$ODOO.new/usr/lib/python3/dist-packages/addons"
    # Debian leaves out one script (it blurs the background of video calls), but every page of the
    # back end asks for it: an empty one stands in.
    local library=$ODOO.new/usr/lib/python3/dist-packages/odoo/addons/mail/static/lib/selfie_segmentation
    mkdir -p "$library"
    touch "$library/selfie_segmentation.js"
    if find "$ODOO.new" -xtype l | grep .; then
        echo "Odoo's package links to files of packages that script/lib/odoo.sh does not list"
        return 1
    fi
    mv "$ODOO.new" "$ODOO"
}

# The virtual environment is made in one go or not at all: pip's own cache makes a second try short.
provide_venv() {
    local made_from
    made_from=$(key "$ROOT" "$("$PYTHON" -c 'import sys; print(sys.version, sys.prefix)')" "$ODOO_PATH" \
        "$(cat "$ROOT"/script/requirements{,-test}.txt)")
    is_made "$VENV" "$made_from" && return
    step venv "Installing the Python packages" make_venv
    mark_made "$VENV" "$made_from"
}

make_venv() {
    "$PYTHON" -m venv --clear "$VENV"
    pip_install "$VENV" "$ROOT/script/requirements.txt" "$ROOT/script/requirements-test.txt"
    echo "$ODOO_PATH" >"$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/odoo.pth"
    "$VENV/bin/python" -c 'import odoo.tools, odoo.http, odoo.addons.helpdesk_mgmt'
}

# pip_install VENV FILE…: the files pin everything, so nothing is resolved; all wheels, so nothing is built.
pip_install() {
    local venv=$1
    shift
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --only-binary :all: \
        "${@/#/--requirement=}"
}
