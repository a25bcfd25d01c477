# shellcheck shell=bash
# PostgreSQL: a cluster of this clone alone, on a unix socket and no port, so that it can neither
# disturb nor be disturbed. Who sets PGHOST uses that server instead.
#
# It runs as long as one of the commands needs it: each holds a shared lock on one file, and the one
# that finds itself alone at its end stops the server.

PG_USERS=$LOCAL/postgres.users # the file behind that lock

provide_postgres() {
    if [[ -n ${PGHOST:-} ]]; then
        check_server
        return
    fi
    place_cluster
    exec 9>>"$PG_USERS"
    flock --shared 9
    trap release_postgres EXIT
    exec 6>>"$PG_USERS.start"
    flock 6 # of two commands at the same time one starts it
    if ! is_made "$PG" "$PG_MADE_FROM"; then
        [[ $PG == "$LOCAL"/* ]] || say "The databases go to $PG, as user $PG_OWNER cannot reach this clone."
        step initdb "Creating a private PostgreSQL" make_cluster
    fi
    as_postgres "$PG_BIN/pg_ctl" status -D "$PG/data" >/dev/null || step postgres "Starting PostgreSQL" start_postgres
    exec 6>&-
    export PGHOST=$PG_SOCKET PGUSER=odoo PGPORT=5432
    unset PGDATABASE PGPASSWORD PGSERVICE # a person's own settings are about another server
}

check_server() {
    local said
    said=$(psql -XAtqc "SELECT CASE
        WHEN current_user = 'postgres' THEN 'Odoo refuses to be postgres, set PGUSER'
        WHEN NOT (rolsuper OR rolcreatedb) THEN 'role ' || current_user || ' may not create databases'
        END FROM pg_roles WHERE rolname = current_user" postgres 2>&1) && [[ -z $said ]] ||
        die "mend how PGHOST and the like name a server, or unset PGHOST for a private one (${said//[$'\n\t']/ })."
    export PGOPTIONS="-c jit=off ${PGOPTIONS:-}" # as below
}

# PostgreSQL refuses to run as root. For root it runs as its own user, who has to reach the folder.
place_cluster() {
    PG=$LOCAL/postgres
    PG_OWNER=$(id -un)
    if ((EUID == 0)); then
        PG_OWNER=postgres
        id -u $PG_OWNER >/dev/null 2>&1 || PG_OWNER=nobody
        as_postgres test -x "$LOCAL" || PG=/var/lib/huifang_followup/$(key "$ROOT")
    fi
    # A socket's path has at most 107 bytes.
    PG_SOCKET=$PG/socket
    ((${#PG_SOCKET} < 90)) || PG_SOCKET=/tmp/huifang-$(key "$ROOT")
    PG_MADE_FROM=$(key "$("$PG_BIN/postgres" --version | cut -d. -f1)" "$PG_OWNER")
}

# From /, as that user may not see the folder this command was called in.
as_postgres() (
    cd /
    if ((EUID)); then "$@"; else runuser -u "$PG_OWNER" -- "$@"; fi
)

make_cluster() {
    [[ ! -d $PG/data ]] || as_postgres "$PG_BIN/pg_ctl" stop -m fast -D "$PG/data" || true
    rm -rf "$PG"
    install -d -m 700 -o "$PG_OWNER" "$PG"
    as_postgres "$PG_BIN/initdb" -D "$PG/data" --username=odoo --auth=trust --encoding=UTF8 --locale=C.UTF-8
    mark_made "$PG" "$PG_MADE_FROM"
}

# jit=off: Odoo's many small queries with long conditions take several times as long to compile as to
# run. synchronous_commit=off: a power cut may lose the last half second, which can be remade.
#
# The server outlives this command, so it must not inherit the command's locks.
start_postgres() {
    local options=(-c listen_addresses= -c port=5432 -c unix_socket_directories="'$PG_SOCKET'"
        -c unix_socket_permissions=0700 -c shared_buffers=256MB -c synchronous_commit=off -c jit=off)
    install -d -m 700 -o "$PG_OWNER" "$PG_SOCKET"
    as_postgres "$PG_BIN/pg_ctl" start --wait --timeout=60 -D "$PG/data" -l "$PG/server.log" \
        -o "${options[*]}" 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- || {
        tail -n 5 "$PG/server.log"
        return 1
    }
}

release_postgres() {
    flock --exclusive --nonblock 9 2>/dev/null || return 0 # in use, or not ours
    as_postgres "$PG_BIN/pg_ctl" stop -m fast -D "$PG/data" >/dev/null 2>&1 || true
}
