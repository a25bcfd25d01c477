"""Fill a new database with the demo company; script/server runs this in `odoo shell`.

What it prints is shown at every start: one line for each role, login and password.
"""

from odoo.addons.huifang_followup.demo.company import load, logins

load(env)  # noqa: F821 - Odoo's shell provides env
env["ir.qweb"]._pregenerate_assets_bundles()  # noqa: F821 - else the first page takes long
env.cr.commit()  # noqa: F821
for role, login, password in logins(env):  # noqa: F821
    print(f"  {login:<20} {password:<12} {role}")
