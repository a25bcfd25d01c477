# shellcheck shell=bash
# What only the machine itself can provide: Python, Chromium, wkhtmltopdf, a Chinese font and the
# programs of PostgreSQL. What is there already is used, the rest comes from the distribution.

provide_system() {
    local missing=()
    if [[ -n ${PYTHON:-} ]]; then
        find_python || die "PYTHON is $PYTHON, which is not a Python from 3.11 to 3.13 with its venv module:" \
            "name another one or unset PYTHON, then run this again."
    else
        find_python || missing+=(python3 python3-venv)
    fi
    has wkhtmltopdf || [[ $(stable_release) != bookworm ]] || missing+=(wkhtmltopdf) # else wkhtmltopdf.sh
    has chromium || has google-chrome || has chromium-browser || missing+=(chromium)
    exists '/usr/share/fonts/*/noto/NotoSansCJK*' || missing+=(fonts-noto-cjk)
    exists '/usr/lib/*/libmagic.so.1' || exists '/usr/lib*/libmagic.so.1' || missing+=(libmagic1)
    if [[ -n ${PGHOST:-} ]]; then
        has psql || missing+=(postgresql-client)
    else
        find_postgres || missing+=(postgresql)
    fi
    ((${#missing[@]} == 0)) || install_packages "${missing[@]}"
    find_python || die "no Python from 3.11 to 3.13 with its venv module was found (python3 is" \
        "$(python3 -V 2>&1)): install one, or name one with PYTHON=/path/to/python3, then run this again."
    [[ -n ${PGHOST:-} ]] || find_postgres || die "the programs of a PostgreSQL server were not found:" \
        "install PostgreSQL 13 or newer, or set PGHOST to use a server elsewhere, then run this again."
}

has() { command -v "$1" >/dev/null; }
exists() { compgen -G "$1" >/dev/null; }

# Sets PYTHON to an interpreter that Odoo 19 and every pinned wheel run on and that can make a venv.
find_python() {
    local candidate
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 /usr/bin/python3}; do
        "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            &>/dev/null && PYTHON=$candidate && return
    done
    return 1
}

# Sets PG_BIN to the programs of the newest PostgreSQL server installed; Debian keeps them off PATH.
find_postgres() {
    PG_BIN=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -n 1)
    [[ -x $PG_BIN ]] || PG_BIN=$(command -v initdb) || return 1
    PG_BIN=${PG_BIN%/initdb}
}

install_packages() {
    has apt-get || die "please install these with your system's package manager (only Debian 12 and 13" \
        "are done for you), then run this again: $*."
    if ((EUID)); then
        has sudo || die "neither root nor sudo, so have these packages installed" \
            "(apt-get install --no-install-recommends $*), then run this again."
        if [[ -t 0 ]]; then sudo -v || die "sudo refused, so nothing could be installed: $*."; fi
    fi
    step system "Installing $*" apt_install "$@"
}

apt_install() {
    as_root dpkg --configure -a # an earlier run may have been cut off half-way
    as_root apt-get update
    keep_postgres_idle
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
}

# Debian's server package makes and starts a cluster of the system when it is first installed. None is
# wanted here, and this is the switch Debian gives for it; it is taken back as soon as apt has ended.
keep_postgres_idle() {
    local folder=/etc/postgresql-common/createcluster.d
    # shellcheck disable=SC2064 # the folder is meant as it is now
    trap "as_root rm -f $folder/huifang_followup.conf; as_root rmdir --ignore-fail-on-non-empty $folder" EXIT
    as_root mkdir -p "$folder"
    as_root tee "$folder/huifang_followup.conf" <<<'create_main_cluster = false'
}

as_root() {
    if ((EUID)); then sudo "$@"; else "$@"; fi
}
