"""Fill a new database with the demo company; script/server runs this in Odoo's shell.

What it prints is shown at every start: one line for each role, login and password.
"""

from assets import compile_assets

from odoo.addons.huifang_followup.demo.company import load, logins

load(env)
compile_assets(env)

for role, login, password in logins(env):
    print(f"  {login:<20} {password:<12} {role}")
