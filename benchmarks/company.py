"""The company all benchmarks work in: four offices, their people, many households."""

from . import rows

OFFICES = 4
DISPATCHERS = 4
HANDLERS = 3


class Company:
    """Offices with head, dispatchers, supervisors, a helpdesk team and handlers."""

    def __init__(self, env):
        self.env = env
        self.offices = env["huifang.office"].create(
            [self._prepare_office(number) for number in range(OFFICES)]
        )
        self.teams = env["helpdesk.ticket.team"].create(
            [self._prepare_team(office) for office in self.offices]
        )
        self.done_stage = self._create_done_stage()
        self.open_stage = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")
        self.dispatcher = self.offices[0].dispatcher_ids[0]
        self.manager = self._create_users(
            "manager", 1, "huifang_followup.group_company_manager"
        )
        self.agent = self._create_users(
            "agent", 1, "helpdesk_mgmt.group_helpdesk_manager"
        )

    def create_households(self, count):
        """Return new households spread over the offices, each with an address."""
        pattern = self.env["res.partner"].create(
            {
                "name": "Household",
                "email": "household@example.com",
                "phone": "13800000000",
                "is_household": True,
                "unit_number": "1-101",
                "office_id": self.offices[0].id,
                "lang": "en_US",
            }
        )
        address = "'household' || new.id || '@example.com'"
        ids = rows.multiply(
            pattern,
            count,
            name="'Household ' || new.id",
            complete_name="'Household ' || new.id",
            email=address,
            email_normalized=address,
            commercial_partner_id="new.id",
            office_id=self._cycle(self.offices),
        )
        return pattern.browse(ids)

    def create_closed_tickets(self, count, households):
        """Return closed tickets without follow-ups, of the usual mix.

        Of ten tickets two are complaints, one a leak, one a safety facility, four
        other repairs and two other services; every fifth household has two.
        """
        pattern = self.env["helpdesk.ticket"].create(
            {
                **self.prepare_tickets(1, households)[0],
                "stage_id": self.open_stage.id,
            }
        )
        handlers = [team.user_ids[0] for team in self.teams]
        household = f"{households[0].id} + n %% {len(households)}"
        ids = rows.multiply(
            pattern,
            count,
            number="'B' || new.id",
            name="'Ticket ' || new.id",
            stage_id=str(self.done_stage.id),
            closed_date="now() AT TIME ZONE 'UTC'",
            team_id=self._cycle(self.teams),
            user_id=self._cycle(handlers),
            category_id=self._cycle([self._category(n) for n in range(10)]),
            feedback_type="CASE WHEN n %% 10 < 2 THEN 'complaint' END",
            partner_id=household,
            commercial_partner_id=household,
        )
        return pattern.browse(ids)

    def create_followups(self, count, **expressions):
        """Return the ids of follow-ups that no ticket stands behind.

        :param expressions: column to SQL text, see ``rows.multiply``
        """
        office = self.offices[0]
        pattern = self.env["huifang.followup"].create(
            {
                "company_id": office.company_id.id,
                "office_id": office.id,
                "kind": "service",
                "channel": "phone",
            }
        )
        functions = [office.function_ids[0] for office in self.offices]
        return rows.multiply(
            pattern,
            count,
            name="'B' || new.id",
            office_id=self._cycle(self.offices),
            function_id=self._cycle(functions),
            team_id=self._cycle(self.teams),
            handler_id=self._cycle([team.user_ids[0] for team in self.teams]),
            user_id=self._cycle([o.dispatcher_ids[0] for o in self.offices]),
            **expressions,
        )

    def create_rectifications(self, count, **expressions):
        """Return the ids of rectifications noted by hand that nobody has planned.

        :param expressions: column to SQL text, see ``rows.multiply``
        """
        office = self.offices[0]
        pattern = self.env["huifang.rectification"].create(
            {"office_id": office.id, "problem": "The gate squeaks."}
        )
        functions = [office.function_ids[0] for office in self.offices]
        return rows.multiply(
            pattern,
            count,
            name="'B' || new.id",
            office_id=self._cycle(self.offices),
            function_id=self._cycle(functions),
            responsible_id=self._cycle([f.supervisor_id for f in functions]),
            **expressions,
        )

    def prepare_tickets(self, count, households):
        """Return the values of open tickets, to be created through the ORM."""
        return [
            {
                "name": f"Tap {number} drips",
                "description": "<p>It drips.</p>",
                "team_id": self.teams[number % OFFICES].id,
                "user_id": self.teams[number % OFFICES].user_ids[0].id,
                "partner_id": households[number % len(households)].id,
                "category_id": self._category(number).id,
            }
            for number in range(count)
        ]

    def _prepare_office(self, number):
        head = self._create_users(f"head{number}", 1)
        supervisors = self._create_users(f"supervisor{number}", 2)
        categories = [self._category(n).id for n in (2, 3, 4)]
        return {
            "name": f"Office {number}",
            "head_id": head.id,
            "dispatcher_ids": [
                (6, 0, self._create_users(f"dispatcher{number}", DISPATCHERS).ids)
            ],
            "function_ids": [
                (
                    0,
                    0,
                    {
                        "name": "Repairs",
                        "supervisor_id": supervisors[0].id,
                        "category_ids": [(6, 0, categories)],
                    },
                ),
                (0, 0, {"name": "Services", "supervisor_id": supervisors[1].id}),
            ],
        }

    def _prepare_team(self, office):
        handlers = self._create_users(
            f"handler{office.id}", HANDLERS, "helpdesk_mgmt.group_helpdesk_user"
        )
        return {
            "name": f"Desk of {office.name}",
            "office_id": office.id,
            "user_ids": [(6, 0, handlers.ids)],
        }

    def _create_users(self, login, count, group="base.group_user"):
        return (
            self.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {
                        "name": f"{login} {number}",
                        "login": f"{login}-{number}",
                        "email": f"{login}-{number}@example.com",
                        "tz": "Asia/Shanghai",
                        "group_ids": [(4, self.env.ref(group).id)],
                    }
                    for number in range(count)
                ]
            )
        )

    def _create_done_stage(self):
        """Return a closing stage without a mail to the customer.

        That mail is the helpdesk's own and takes many times as long as closing.
        """
        return self.env["helpdesk.ticket.stage"].create(
            {
                "name": "Done",
                "sequence": 90,
                "closed": True,
                "asks_followup": True,
                "mail_template_id": False,
            }
        )

    def _category(self, number):
        """Return the category of the n-th ticket of ten."""
        name = {2: "leak", 3: "safety", 8: "", 9: ""}.get(number % 10, "repair")
        return (
            self.env.ref(f"huifang_followup.category_{name}")
            if name
            else self.env["helpdesk.ticket.category"]
        )

    def _cycle(self, records):
        """Return the SQL text that gives each row the next of a few records."""
        ids = ", ".join(str(record.id or "NULL") for record in records)
        return f"(ARRAY[{ids}])[1 + n %% {len(records)}]"
