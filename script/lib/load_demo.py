"""Fill a new database with the demo company; script/server runs this in `odoo shell`.

What it prints is shown at every start: one line for each role, login and password.
"""

from odoo.addons.huifang_followup.demo.company import load, logins

load(env)

# Else the first pages would take several seconds each.
for name in ("assets_frontend", "assets_frontend_lazy", "assets_web", "assets_web_print"):
    bundle = env["ir.qweb"]._get_asset_bundle(f"web.{name}")
    bundle.css()
    bundle.js()

env.cr.commit()

for role, login, password in logins(env):
    print(f"  {login:<20} {password:<12} {role}")
