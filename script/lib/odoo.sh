# shellcheck shell=bash
# Odoo 19 and the Python it runs on.
#
# Odoo is not on PyPI, but Debian packages all of it. The package belongs to Debian unstable, so it is
# fetched through an apt configuration of its own and unpacked here: the system's packages and apt
# settings stay as they are. Who has an Odoo 19 sets ODOO_HOME to its folder instead.

VENV=$LOCAL/venv

provide_odoo() {
    if [[ -n ${ODOO_HOME:-} ]]; then
        find_odoo "$ODOO_HOME" || die "ODOO_HOME is $ODOO_HOME, but there is no Odoo 19 in it:" \
            "give the folder of a source checkout or of a package (the one that holds odoo/release.py)."
        return
    fi
    # The package's fonts and three of its scripts are links into other packages. The last two are taken
    # from the stable release, as the files have other names in unstable.
    local stable
    stable=$(stable_release)
    provide_tree odoo-19 "Odoo 19" "unstable $stable" finish_odoo printf '%s\n' odoo-19 \
        libjs-jquery libjs-jquery-form libjs-underscore fonts-roboto-unhinted fonts-ocr-b \
        fonts-glyphicons-halflings fonts-montserrat "fonts-font-awesome/$stable" "fonts-inconsolata/$stable"
    find_odoo "$TREE"
}

finish_odoo() {
    local addons=usr/lib/python3/dist-packages/odoo/addons
    # A second copy of the addons, without their data, stands where Odoo looks for addons too.
    rm -r usr/lib/python3/dist-packages/addons
    # Debian leaves out one script (it blurs the background of video calls), but every page of the
    # back end asks for it: an empty one stands in.
    mkdir $addons/mail/static/lib/selfie_segmentation
    touch $addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js
    if find . -xtype l | grep .; then
        echo "Error: Odoo's package links to files of a package that script/lib/odoo.sh does not name"
        return 1
    fi
}

# Sets ODOO_PATH to what Python has to find on its path.
find_odoo() {
    local home
    home=$(realpath -m -- "$1")
    for ODOO_PATH in "$home" "$home/usr/lib/python3/dist-packages"; do
        grep -qs '^version_info = (19, 0' "$ODOO_PATH/odoo/release.py" && return
    done
    return 1
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
    # Looked up, not imported: in a checkout Odoo finds its own addons only once it is set up.
    "$VENV/bin/python" -c 'import importlib.util, odoo.tools, odoo.http
importlib.util.find_spec("odoo.addons.helpdesk_mgmt").origin'
}

# pip_install VENV FILE…: the files pin everything, so nothing is resolved; all wheels, so nothing is built.
pip_install() {
    local venv=$1
    shift
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-deps --only-binary :all: \
        "${@/#/--requirement=}"
}
