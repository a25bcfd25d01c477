def post_init_hook(env):
    """Give every company the shipped contact hours, to change as it likes."""
    calendar = env.ref("huifang_followup.resource_calendar_contact")
    companies = env["res.company"].search([])
    companies.followup_contact_calendar_id = calendar
