# shellcheck shell=bash
# wkhtmltopdf, which makes Odoo's PDFs, is in Debian 12 for the last time. Elsewhere that package is
# unpacked here, together with every library it needs down to libc.

WKHTMLTOPDF=$LOCAL/wkhtmltopdf

provide_wkhtmltopdf() {
    has wkhtmltopdf || is_made "$WKHTMLTOPDF" bookworm && return
    has apt-get || die "wkhtmltopdf was not found: install it, then run this again."
    fetch_debs wkhtmltopdf-bookworm wkhtmltopdf bookworm with_dependencies wkhtmltopdf
    step wkhtmltopdf "Unpacking wkhtmltopdf" unpack_wkhtmltopdf
    mark_made "$WKHTMLTOPDF" bookworm
}

with_dependencies() {
    private_apt install --yes --no-install-recommends --print-uris "$@" |
        sed -n "s/^'.* \\([^_ ]*\\)_.*/\\1/p" # 'URI' name_version_arch.deb …
}

unpack_wkhtmltopdf() {
    unpack_debs "$WKHTMLTOPDF"
    mkdir "$WKHTMLTOPDF/bin"
    cat >"$WKHTMLTOPDF/bin/wkhtmltopdf" <<'SH'
#!/bin/sh
# Started by its own loader with its own libraries, so that those of the system do not matter.
root=$(dirname "$(dirname "$(readlink -f "$0")")")
QT_PLUGIN_PATH=$(echo "$root"/usr/lib/*/qt5/plugins)
export QT_PLUGIN_PATH
exec "$(echo "$root"/lib*/ld-linux*.so.*)" \
    --library-path "$(echo "$root"/lib/*-linux-gnu):$(echo "$root"/usr/lib/*-linux-gnu)" \
    "$root/usr/bin/wkhtmltopdf" "$@"
SH
    chmod +x "$WKHTMLTOPDF/bin/wkhtmltopdf"
    "$WKHTMLTOPDF/bin/wkhtmltopdf" --version
}
