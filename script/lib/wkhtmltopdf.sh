# shellcheck shell=bash
# wkhtmltopdf, which makes Odoo's PDFs, is in Debian 12 for the last time. Elsewhere that package is
# unpacked here, together with every library it needs down to libc.

provide_wkhtmltopdf() {
    has wkhtmltopdf && return
    provide_tree wkhtmltopdf wkhtmltopdf bookworm finish_wkhtmltopdf with_dependencies wkhtmltopdf
    export PATH=$PATH:$TREE/launcher
}

with_dependencies() {
    private_apt install --yes --no-install-recommends --print-uris "$@" |
        sed -n "s/^'.* \\([^_ ]*\\)_.*/\\1/p" # 'URI' name_version_arch.deb …
}

finish_wkhtmltopdf() {
    mkdir launcher
    cat >launcher/wkhtmltopdf <<'SH'
#!/bin/sh
# Started by its own loader with its own libraries, so that those of the system do not matter.
tree=$(dirname "$(dirname "$(readlink -f "$0")")")
QT_PLUGIN_PATH=$(echo "$tree"/usr/lib/*/qt5/plugins)
export QT_PLUGIN_PATH
exec "$(echo "$tree"/lib/*-linux-gnu/ld-linux*.so.*)" \
    --library-path "$(echo "$tree"/lib/*-linux-gnu):$(echo "$tree"/usr/lib/*-linux-gnu)" \
    "$tree/usr/bin/wkhtmltopdf" "$@"
SH
    chmod +x launcher/wkhtmltopdf
    launcher/wkhtmltopdf --version
}
