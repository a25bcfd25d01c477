"""The README's table of roles and models is what a live database allows (I1, I6).

A small letter is a right on records of the user's own office, function or task, a
capital one on all of the company: r(ead), c(reate), w(rite), d(elete).
"""

from pathlib import Path

from odoo import Command
from odoo.tests import freeze_time, new_test_user

from .common import NOW, PNG, HuifangCommon

README = Path(__file__).parent.parent / "README.md"
LETTERS = {"read": "r", "create": "c", "write": "w", "unlink": "d"}
NOTHING = "–"
ROLES = (
    "dispatcher",
    "supervisor",
    "head",
    "reviewer",
    "manager",
    "responsible",
    "everybody else",
)


def read_table():
    """Return the README's table: model to the cells of its row."""
    table = {}
    for line in README.read_text().splitlines():
        if line.startswith("| `huifang."):
            model, *cells = (cell.strip() for cell in line.strip("|").split("|"))
            table[model.strip("`")] = cells
    return table


@freeze_time(NOW)
class TestAccessTable(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.create_user("worker")
        cls.users = {
            "dispatcher": cls.dispatcher,
            "supervisor": cls.supervisor,
            "head": cls.head,
            "reviewer": cls.reviewer,
            "manager": cls.manager,
            "responsible": cls.worker,
        }
        cls.outsiders = [
            cls.handler,
            cls.create_user("employee"),
            new_test_user(cls.env, "hf_portal", "base.group_portal"),
        ]
        cls.own = cls.create_records(cls.office, responsible_id=cls.worker.id)
        cls.elsewhere = cls.create_records(cls.create_other_office())
        cls.abroad = cls.create_records(
            cls.create_other_office(
                company_id=cls.env["res.company"].create({"name": "Abroad"}).id
            )
        )

    @classmethod
    def create_other_office(cls, **values):
        return cls.create_office(
            name="Elsewhere",
            head_id=False,
            dispatcher_ids=False,
            function_ids=[Command.create({"name": "Repairs"})],
            **values,
        )

    @classmethod
    def create_records(cls, office, **rectification):
        """Return a record of every model, all of one office.

        :rtype: dict[str, odoo.models.BaseModel]
        """
        company, function = office.company_id, office.function_ids
        place = {"office_id": office.id, "function_id": function.id}
        policy = cls.create_policy(
            office_ids=[Command.set(office.ids)],
            company_id=company.id,
            share_ids=[Command.create({"role": "head", "rate": 100})],
        )
        draw = {"policy_id": policy.id, "month": "2026-03-01", **place}
        followup = cls.env["huifang.followup"].create(
            {
                "company_id": company.id,
                "state": "in_progress",
                "survey_id": policy.survey_id.id,
                "handler_id": cls.handler.id,
                "done_day": "2026-03-04",
                **place,
            }
        )
        about = {"followup_id": followup.id}
        appointment = cls.env["huifang.followup.appointment"].create(
            {"date": "2026-03-10 02:00:00", **about}
        )
        followup.state = "done"
        rating = followup.line_ids[0]
        sheet, order = cls.create_sheet(office, rectification.get("responsible_id"))
        checked = cls.env["huifang.quality.draw"].create({"company_id": company.id})
        rectification = cls.env["huifang.rectification"].create(
            {"problem": "Dirty stairs.", **place, **rectification}
        )
        concerning = {"rectification_id": rectification.id, "reason": "Rain."}
        postponement = cls.env["huifang.rectification.postponement"].create(
            {
                "plan_deadline": rectification.plan_deadline,
                "deadline": "2036-01-01",
                **concerning,
            }
        )
        rectification._set_to_verify()
        return {
            "huifang.office": office,
            "huifang.function": function,
            "huifang.responsibility": cls.env["huifang.responsibility"].create(
                {"office_id": office.id, "user_id": cls.handler.id}
            ),
            "huifang.aspect": cls.aspect("overall"),
            "huifang.cause.tag": cls.env["huifang.cause.tag"].create(
                {"name": f"Frost in {office.id}"}
            ),
            "huifang.policy": policy,
            "huifang.policy.step": policy.step_ids,
            "huifang.policy.share": policy.share_ids,
            "huifang.draw": cls.env["huifang.draw"].create(draw),
            "huifang.followup": followup,
            "huifang.followup.line": rating,
            "huifang.followup.attempt": cls.env["huifang.followup.attempt"].create(
                {"channel": "phone", "outcome": "reached", **about}
            ),
            "huifang.followup.correction": cls.env[
                "huifang.followup.correction"
            ].create({"text": "She said fair.", **about}),
            "huifang.followup.appointment": appointment,
            "huifang.promise": cls.env["huifang.promise"].create(
                {
                    "question": "When is it painted?",
                    "promised_date": "2026-03-10",
                    "user_id": (rectification.responsible_id or cls.manager).id,
                    **about,
                }
            ),
            "huifang.public.answer": cls.env["huifang.public.answer"].create(
                {"name": "Water", "text": "It flows again.", **place}
            ),
            "huifang.visit.expense": cls.env["huifang.visit.expense"].create(
                {
                    "purpose": "Bus",
                    "amount": 4,
                    "user_id": (office.dispatcher_ids[:1] or cls.handler).id,
                    **about,
                }
            ),
            "huifang.conflict.waiver": cls.env["huifang.conflict.waiver"].create(
                {"user_id": cls.handler.id, "reason": "Nobody else.", **about}
            ),
            "huifang.quality.draw": checked,
            "huifang.quality.check": cls.env["huifang.quality.check"].create(
                {"draw_id": checked.id, "state": "genuine", **about}
            ),
            "huifang.rectification": rectification,
            "huifang.rectification.postponement": postponement,
            "huifang.rectification.rejection": cls.env[
                "huifang.rectification.rejection"
            ].create(concerning),
            "huifang.rectification.photo": cls.env[
                "huifang.rectification.photo"
            ].create(
                {
                    "rectification_id": rectification.id,
                    "moment": "before",
                    "image": PNG,
                }
            ),
            "huifang.escalation.sheet": sheet,
            "huifang.escalation.opinion": sheet.opinion_ids,
            "huifang.work.order": order,
            "huifang.rating.report": cls.env["huifang.rating.report"].browse(rating.id),
            "huifang.retention": cls.env["huifang.retention"].search([], limit=1),
            "huifang.erasure": cls.env["huifang.erasure"].create(
                {"company_id": company.id, "reason": "Asked so by letter."}
            ),
        }

    @classmethod
    def create_sheet(cls, office, person=None):
        """Return an escalation sheet and its work order, both of one person."""
        person = person or cls.env.uid
        team = cls.create_team(office, company_id=office.company_id.id)
        ticket = cls.create_ticket(team_id=team.id, user_id=False)
        sheet = cls.env["huifang.escalation.sheet"].create(
            {
                "ticket_id": ticket.id,
                "handler_id": person,
                "function_id": office.function_ids.id,
                "superior_id": cls.env.uid,
                "state": "department",
            }
        )
        order = cls.env["huifang.work.order"].create(
            {
                "sheet_id": sheet.id,
                "task": "Clean the stairs.",
                "user_id": person,
                "deadline": "2026-03-10 09:00:00",
            }
        )
        return sheet, order

    def describe(self, user, model):
        """Return the letters that say what a user may do with a model's records."""
        own, elsewhere = (
            {op for op in LETTERS if records[model].with_user(user).has_access(op)}
            for records in (self.own, self.elsewhere)
        )
        letters = [
            letter.upper() if operation in elsewhere else letter
            for operation, letter in LETTERS.items()
            if operation in own | elsewhere
        ]
        return "".join(letters) or NOTHING

    def test_the_table_holds_cell_by_cell(self):
        table = read_table()
        for model in self.own:
            for role, user in self.users.items():
                with self.subTest(model=model, role=role):
                    cell = table[model][ROLES.index(role)]
                    self.assertEqual(self.describe(user, model), cell)
            for user in self.outsiders:
                with self.subTest(model=model, user=user.login):
                    internal = user.has_group("base.group_user")
                    cell = table[model][-1] if internal else NOTHING
                    self.assertEqual(self.describe(user, model), cell)

    def test_no_role_reaches_records_of_another_company(self):
        for model, record in self.abroad.items():
            if "company_id" in record._fields or "followup_id" in record._fields:
                for user in (*self.users.values(), *self.outsiders):
                    for operation in LETTERS:
                        with self.subTest(model, user=user.login, op=operation):
                            self.assertFalse(
                                record.with_user(user).has_access(operation)
                            )

    def test_the_table_has_every_model(self):
        models = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("huifang.") and not model._abstract
            if not model._transient
        }
        self.assertEqual(models, set(read_table()))
        self.assertEqual(models, set(self.own))

    def test_a_supervisor_sees_no_other_function_of_the_office(self):
        other = self.env["huifang.function"].create(
            {"name": "Cleaning", "office_id": self.office.id}
        )
        for model in ("huifang.followup", "huifang.rectification"):
            record = self.own[model].sudo()
            copy = record.create(
                {
                    "company_id": self.company.id,
                    "office_id": self.office.id,
                    "function_id": other.id,
                    **({"problem": "Dust."} if "problem" in record._fields else {}),
                }
            )
            with self.subTest(model):
                self.assertFalse(copy.with_user(self.supervisor).has_access("read"))
                self.assertTrue(copy.with_user(self.dispatcher).has_access("read"))


@freeze_time(NOW)
class TestLeaving(HuifangCommon):
    """Who is taken out of an office sees nothing of it from that moment on (I1)."""

    def setUp(self):
        super().setUp()
        self.followup = self.answer_by_staff(
            self.contact_ticket(category_id=self.category("leak").id)
        )

    def assert_access_goes_with(self, user, leave):
        """Check that a user sees the follow-up until ``leave()`` was called."""
        records = (self.followup, self.followup.line_ids, self.followup.attempt_ids)
        for record in records:
            mine = record.with_user(user)
            self.assertEqual(mine.search([("id", "in", record.ids)]), mine)
        leave()
        for record in records:
            mine = record.with_user(user)
            with self.subTest(record._name):
                self.assertFalse(mine.search([("id", "in", record.ids)]))
                self.assertFalse(mine.has_access("read"))

    def test_a_dispatcher(self):
        def leave():
            self.office.dispatcher_ids -= self.dispatcher

        self.assert_access_goes_with(self.dispatcher, leave)

    def test_a_head(self):
        def leave():
            self.office.head_id = self.manager

        self.assert_access_goes_with(self.head, leave)

    def test_a_supervisor(self):
        def leave():
            self.function.supervisor_id = self.head

        self.assert_access_goes_with(self.supervisor, leave)

    def test_a_newcomer_sees_it_at_once(self):
        newcomer = self.create_user("newcomer")
        self.assertFalse(self.followup.with_user(newcomer).has_access("read"))
        self.office.dispatcher_ids += newcomer
        self.assertTrue(self.followup.with_user(newcomer).has_access("read"))
