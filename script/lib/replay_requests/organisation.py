"""The offices, their people and the helpdesk teams: one of each per owner.

Everything is looked up before it is made, so that a second run finds the first one's.
"""

from functools import cached_property

from odoo import Command

from .kinds import kind_of

DISPATCHERS = 3


class Organisation:
    """Finds or makes what the tickets of one owner need."""

    def __init__(self, env):
        self.env = env
        self._offices = {}
        self._teams = {}
        self._handlers = {}
        self._categories = {}
        self._channels = {}

    def prepare(self, requests):
        """Make everything the requests need."""
        self._prepare_company(requests)
        for request in requests:
            self.category(request)
            self.handler(request)
            if request.source:
                self.channel(request)

    def office(self, owner):
        """Return the office of an owner, with head and dispatchers."""
        if owner not in self._offices:
            self._offices[owner] = self._find("huifang.office", [("code", "=", owner)]) or (
                self.env["huifang.office"].create(
                    {
                        "name": f"Office {owner}",
                        "code": owner,
                        "head_id": self._user(owner, "head").id,
                        "dispatcher_ids": [
                            Command.link(self._user(owner, f"dispatcher-{number}").id)
                            for number in range(1, DISPATCHERS + 1)
                        ],
                    }
                )
            )
        return self._offices[owner]

    def team(self, owner):
        """Return the helpdesk team of an owner."""
        if owner not in self._teams:
            office = self.office(owner)
            self._teams[owner] = office.team_ids[:1] or self.env[
                "helpdesk.ticket.team"
            ].create({"name": owner, "office_id": office.id})
        return self._teams[owner]

    def handler(self, request):
        """Return who does the work, a member of the owner's team; nobody where the file
        names nobody."""
        if not request.handler:
            return self.env["res.users"]
        key = (request.owner, request.handler)
        if key not in self._handlers:
            handler = self._user(
                request.owner, f"crew-{request.handler}", "helpdesk_mgmt.group_helpdesk_user"
            )
            team = self.team(request.owner)
            if handler not in team.user_ids:
                team.user_ids = [Command.link(handler.id)]
            self._handlers[key] = handler
        return self._handlers[key]

    def category(self, request):
        """Return the category of a type, owned by a function of the owner's office."""
        key = (request.owner, request.type)
        if key not in self._categories:
            kind = kind_of(request.type)
            category = self._category(request.type, kind)
            function = self._function(request.owner, kind)
            function.category_ids = [Command.link(category.id)]
            self._categories[key] = category
        return self._categories[key]

    def channel(self, request):
        """Return the helpdesk channel of a request's source."""
        if request.source not in self._channels:
            self._channels[request.source] = self._find(
                "helpdesk.ticket.channel", [("name", "=", request.source)]
            ) or self.env["helpdesk.ticket.channel"].create({"name": request.source})
        return self._channels[request.source]

    # === PARTS === #

    def _prepare_company(self, requests):
        """Follow up from the first request on, with an address to write from.

        The helpdesk's own mails to customers are switched off: they are not what is
        replayed.
        """
        company = self.env.company
        company.email = company.email or "office@example.com"
        first = min(request.created for request in requests).date()
        if company.followup_start_date > first:
            company.followup_start_date = first
        self.env["helpdesk.ticket.stage"].search([]).mail_template_id = False

    def _category(self, name, kind):
        parent = kind.category and self.env.ref(
            f"huifang_followup.category_{kind.category}"
        )
        return self._find("helpdesk.ticket.category", [("name", "=", name)]) or self.env[
            "helpdesk.ticket.category"
        ].create({"name": name, "parent_id": parent and parent.id, "company_id": False})

    def _function(self, owner, kind):
        office = self.office(owner)
        found = office.function_ids.filtered(lambda f: f.name == kind.function)
        return found or self.env["huifang.function"].create(
            {
                "name": kind.function,
                "office_id": office.id,
                "supervisor_id": self._user(owner, f"supervisor-{kind.function}").id,
                "aspect_ids": [
                    Command.link(self.env.ref(f"huifang_followup.aspect_{kind.aspect}").id)
                ],
            }
        )

    def _user(self, owner, role, group="base.group_user"):
        login = f"{owner}.{role}".lower()
        return self._find("res.users", [("login", "=", login)]) or self._users.create(
            {
                "name": f"{owner} {role.replace('-', ' ')}",
                "login": login,
                "email": f"{login.replace(' ', '-')}@example.com",
                "notification_type": "inbox",
                "group_ids": [Command.set(self.env.ref(group).ids)],
            }
        )

    @cached_property
    def _users(self):
        return self.env["res.users"].with_context(no_reset_password=True)

    def _find(self, model, domain):
        return self.env[model].with_context(active_test=False).search(domain, limit=1)
