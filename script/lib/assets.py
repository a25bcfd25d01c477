"""Compile the scripts and styles of the pages that people and tests open first.

Odoo does so on the first visit. That takes several seconds, and on a busy machine so
long that a browser test gives up.
"""

BUNDLES = (
    "web.assets_web",
    "web.assets_web_print",
    "web.assets_frontend",
    "web.assets_frontend_lazy",
    "survey.survey_assets",
)


def compile_assets(env, *more):
    for name in (*BUNDLES, *more):
        bundle = env["ir.qweb"]._get_asset_bundle(name)
        bundle.css()
        bundle.js()
    env.cr.commit()
