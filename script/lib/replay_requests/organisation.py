"""The offices, their people and the helpdesk teams: one of each per owner.

Everything is looked up before it is made, so that a second run finds the first one's.
"""

from odoo import Command

from .kinds import kind_of

DISPATCHERS = 3


class Organisation:
    """Finds or makes what the tickets need."""

    def __init__(self, env):
        self.env = env
        self._found = {}

    def prepare(self, requests):
        """Make everything the requests need."""
        self._prepare_company(min(request.created for request in requests).date())
        for owner, name in dict.fromkeys((r.owner, r.type) for r in requests):
            function = self.function(owner, kind_of(name))
            function.category_ids = [Command.link(self.category(name).id)]
        for owner, name in dict.fromkeys((r.owner, r.handler) for r in requests):
            handler = self.handler(owner, name)
            self.team(owner).user_ids = [Command.link(user.id) for user in handler]

    def office(self, owner):
        """Return the office of an owner, with head and dispatchers."""
        return self._ensure(
            "huifang.office",
            {"code": owner},
            lambda: {
                "name": f"Office {owner}",
                "head_id": self._user(owner, "head").id,
                "dispatcher_ids": [
                    Command.link(self._user(owner, f"dispatcher {number}").id)
                    for number in range(1, DISPATCHERS + 1)
                ],
            },
        )

    def function(self, owner, kind):
        """Return the function of an owner's office for a kind of request."""
        aspect = self.env.ref(f"huifang_followup.aspect_{kind.aspect}")
        return self._ensure(
            "huifang.function",
            {"name": kind.function, "office_id": self.office(owner).id},
            lambda: {
                "supervisor_id": self._user(owner, f"supervisor {kind.function}").id,
                "aspect_ids": [Command.link(aspect.id)],
            },
        )

    def team(self, owner):
        """Return the helpdesk team of an owner."""
        office = self.office(owner)
        return self._ensure(
            "helpdesk.ticket.team", {"name": owner, "office_id": office.id}
        )

    def handler(self, owner, name):
        """Return who does the work, nobody where the file names nobody."""
        if not name:
            return self.env["res.users"]
        return self._user(owner, f"crew {name}", "helpdesk_mgmt.group_helpdesk_user")

    def category(self, name):
        """Return the category of a type, below the shipped one of its kind."""
        parent = kind_of(name).category
        return self._ensure(
            "helpdesk.ticket.category",
            {"name": name},
            lambda: {
                "parent_id": parent
                and self.env.ref(f"huifang_followup.category_{parent}").id,
                "company_id": False,
            },
        )

    def channel(self, name):
        """Return the helpdesk channel of a source."""
        return self._ensure("helpdesk.ticket.channel", {"name": name})

    # === PARTS === #

    def _prepare_company(self, first_day):
        """Follow up from the first request on, with an address to write from.

        The helpdesk's own mails to customers are switched off: they are not what is
        replayed.
        """
        company = self.env.company
        company.email = company.email or "office@example.com"
        if not company.followup_start_date or company.followup_start_date > first_day:
            company.followup_start_date = first_day
        self.env["helpdesk.ticket.stage"].search([]).mail_template_id = False

    def _user(self, owner, role, group="base.group_user"):
        login = f"{owner}.{role}".lower().replace(" ", "-")
        return self._ensure(
            "res.users",
            {"login": login},
            lambda: {
                "name": f"{owner} {role}",
                "email": f"{login}@example.com",
                "notification_type": "inbox",
                "group_ids": [Command.set(self.env.ref(group).ids)],
            },
        )

    def _ensure(self, model, key, prepare=dict):
        """Return the record with some values, made where there is none.

        :param dict key: the values it is known by
        :param prepare: returns the other values of a new one
        """
        place = (model, *key.values())
        if place not in self._found:
            records = self.env[model].with_context(
                active_test=False, no_reset_password=True
            )
            domain = [(name, "=", value) for name, value in key.items()]
            found = records.search(domain, limit=1)
            self._found[place] = found or records.create({**key, **prepare()})
        return self._found[place]
