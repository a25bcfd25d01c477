# shellcheck shell=bash
# Databases with the addon in them. Sourced after environment.sh; what other scripts use:
#
#   fresh_database NAME              makes NAME, dropping one that is there: a copy of the base database,
#                                    with its files, and huifang_followup of this clone installed in it
#   lasting_database NAME COMMAND…   the same unless NAME is there complete, and COMMAND fills it; in one
#                                    that is there the addon is upgraded if its source has changed
#   scratch_database NAME            the same as fresh_database, for this process alone: NAME ends in its
#                                    number, so that what a killed one left behind is known and dropped
#   leave_scratch NAME               drops it, or keeps it for good where HUIFANG_KEEP_DB=1
#   drop_database NAME               drops it, with its files, if it is there
#   query SQL [NAME]                 prints the rows
#
# The base database holds what the addon depends on, so that a copy is there in seconds: English and
# Chinese, a company in China, no demo data. A database carries what it was made from as its comment,
# written last: one without is half-made and is made anew.

ADDON=huifang_followup
BASE=huifang_base_$(key "$ROOT") # several clones may share the server that PGHOST names

fresh_database() {
    drop_database "$1"
    exec 5>>"$LOCAL/base.lock" # two commands at a time must neither both make it nor copy it half-made
    flock 5
    provide_base
    step duplicate "Copying the base database" odoo db duplicate "$BASE" "$1"
    exec 5>&-
    step install "Installing $ADDON" install_addon "$1"
}

lasting_database() {
    local source mark
    source=$(addon_source)
    mark=$(made_from "$1")
    if [[ -z $mark ]]; then
        fresh_database "$1"
        "${@:2}"
    elif [[ $mark != "$source" ]]; then
        step upgrade "Upgrading $ADDON, its source has changed" upgrade_addon "$1"
    fi
    mark_database "$1" "$source"
}

scratch_database() {
    drop_left_behind
    fresh_database "$1"
}

leave_scratch() {
    if [[ ${HUIFANG_KEEP_DB:-} == 1 ]]; then
        mark_database "$1" kept
        say "Kept database $1."
    else
        drop_database "$1"
    fi
}

# On a server that PGHOST names the process may be another machine's.
drop_left_behind() {
    local name
    [[ $PGHOST == "${PG_SOCKET:-}" ]] || return 0
    for name in $(query "SELECT datname FROM pg_database
        WHERE datname ~ '^huifang_(test|lint|bench)_[0-9]+' AND shobj_description(oid, 'pg_database') IS NULL"); do
        [[ -d /proc/$(cut -d_ -f3 <<<"$name") ]] || drop_database "$name"
    done
}

drop_database() {
    [[ -z $(query "SELECT 1 FROM pg_database WHERE datname = '$1'") ]] ||
        step drop "Dropping database $1" odoo db drop "$1"
}

provide_base() {
    local depends made_from
    depends=$(addon_depends)
    made_from=$(key "$depends" "$(<"$VENV/.made-from")" "$(declare -f make_base)")
    [[ $(made_from "$BASE") == "$made_from" && -d $LOCAL/data/filestore/$BASE ]] && return
    drop_database "$BASE"
    step base "Making the base database (once)" make_base "$depends"
    mark_database "$BASE" "$made_from"
}

make_base() {
    # Odoo's own `db init` first: installing straight into a new database gives no country.
    odoo db init --country CN "$BASE"
    odoo --database "$BASE" --load-language zh_CN --init "$1" --stop-after-init --no-http
    check_installed "$BASE" "$1"
}

install_addon() {
    odoo --database "$1" --init $ADDON --stop-after-init --no-http
    check_installed "$1" $ADDON
}

upgrade_addon() { odoo --database "$1" --update $ADDON --stop-after-init --no-http; }

# Odoo ignores an unknown module with a warning only.
check_installed() {
    local missing
    missing=$(query "SELECT name FROM unnest(string_to_array('$2', ',')) name
        WHERE name NOT IN (SELECT name FROM ir_module_module WHERE state = 'installed')" "$1")
    [[ -z $missing ]] || { echo "Odoo did not install ${missing//$'\n'/, }" && return 1; }
}

addon_source() {
    find "$ROOT/$ADDON" -type f ! -name '*.pyc' -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-12
}

addon_depends() {
    python - "$ROOT/$ADDON/__manifest__.py" <<-'PY'
		import ast, sys
		print(",".join(sorted(ast.literal_eval(open(sys.argv[1]).read())["depends"])))
	PY
}

query() { psql -XAtqv ON_ERROR_STOP=1 -c "$1" "${2:-postgres}"; }
made_from() { query "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '$1'"; }
mark_database() { query "COMMENT ON DATABASE \"$1\" IS '$2'"; }
