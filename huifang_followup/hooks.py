from odoo.tools import SQL

# What figures are grouped by: a few dozen rows each.
SMALL_TABLES = (
    "huifang_aspect",
    "huifang_function",
    "huifang_office",
    "huifang_policy",
)


def post_init_hook(env):
    """Give every company the shipped contact hours, to change as it likes."""
    calendar = env.ref("huifang_followup.resource_calendar_contact")
    companies = env["res.company"].search([])
    companies.followup_contact_calendar_id = calendar
    # Tickets came in when they were created, not when the addon was.
    env.cr.execute(SQL("UPDATE helpdesk_ticket SET received_date = create_date"))
    _analyze_small_tables(env)


def _analyze_small_tables(env):
    """Have PostgreSQL count small tables too, which it takes for hundreds of rows.

    Where it expects too many groups it gives up reading a pivot in parallel.
    """
    for table in SMALL_TABLES:
        env.cr.execute(
            SQL(
                "ALTER TABLE %s SET (autovacuum_analyze_threshold = 1)",
                SQL.identifier(table),
            )
        )
