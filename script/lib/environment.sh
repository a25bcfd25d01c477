# shellcheck shell=bash
# Sourced first by every command: afterwards `odoo`, `pytest` and `psql` are the right ones and reach
# the right server. What is missing is installed; when nothing is, this takes a fraction of a second.

# shellcheck source=script/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
for part in debian system wkhtmltopdf odoo postgres; do
    # shellcheck disable=SC1090
    source "$ROOT/script/lib/$part.sh"
done

exec 8>"$LOCAL/bootstrap.lock"
flock --nonblock 8 || { say "Waiting for another bootstrap of this clone" && flock 8; }
provide_system
provide_wkhtmltopdf
provide_odoo
provide_venv
exec 8>&-
provide_postgres

export PYTHONPATH=$ROOT/script/lib
export PATH=$VENV/bin:$PATH${PG_BIN:+:$PG_BIN}
export ODOO_RC=$LOCAL/odoo.conf # the one way to name it that every sub-command of Odoo understands
cat >"$ODOO_RC" <<CONF
[options]
addons_path = $ROOT
data_dir = $LOCAL/data
http_interface = 127.0.0.1
screenshots = $LOCAL/screenshots
CONF
odoo() { python -m odoo "$@"; }
