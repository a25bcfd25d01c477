"""Strangers read and change nothing, whatever they call (I1, I2, I6).

Every model, field and public method of the addon is tried over both RPC interfaces as
somebody whom the follow-ups are none of the business of; then chatter, attachments,
activities, answer sheets and their print pages. What customers and staff said holds a
word that stands nowhere else, and may come back in no response.
"""

import base64
import inspect
import json

from odoo import Command
from odoo.models import MAGIC_COLUMNS
from odoo.tests import freeze_time

from .common import NOW, PNG
from .common_http import LinkCommon

SECRET = "Quetzalcoatl"

# Refusals of a healthy server; any other error is a defect.
REFUSALS = {
    "odoo.exceptions.AccessError",
    "odoo.exceptions.MissingError",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "werkzeug.exceptions.NotFound",
    "werkzeug.exceptions.Forbidden",
}
# Odoo lets every employee see which colleague follows which record, by its number.
OPEN_TO_EMPLOYEES = ("mail.followers",)


# What the office has set up names no customer; see ``test_multi_company``.
SET_UP = {
    "huifang.aspect",
    "huifang.office",
    "huifang.function",
    "huifang.policy",
    "huifang.policy.step",
    "huifang.policy.share",
    "huifang.retention",
}

# Methods of Odoo that the addon extends; they are tried with arguments of their own.
ODOOS_OWN = ("create", "write", "unlink", "copy", "export_data")


class StrangersCommon(LinkCommon):
    """An office full of secrets, and those who have no part in it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.followup = cls._create_secrets()
        cls.rectification = cls.followup.rectification_ids
        cls.sheet = cls._create_sheet()
        cls.records = cls._collect_records()
        cls.strangers = cls._create_strangers()

    @classmethod
    def _create_secrets(cls):
        """Return an answered follow-up, with everything that can come of it."""
        followup = cls.contact_ticket(category_id=cls.category("leak").id)
        cls.env["huifang.followup.appointment"].create(
            {"followup_id": followup.id, "date": "2026-04-01", "place": SECRET}
        )
        with freeze_time(NOW):
            cls.answer_by_customer(
                followup, levels={"c": "unsatisfied"}, opinion=SECRET, needs=SECRET
            )
            followup._process_answers()
        followup.signature = PNG
        cls.env["huifang.followup.attempt"].create(
            {
                "followup_id": followup.id,
                "channel": "phone",
                "outcome": "reached",
                "note": SECRET,
            }
        )
        cls.env["huifang.followup.correction"].create(
            {"followup_id": followup.id, "text": SECRET}
        )
        cls.env["huifang.conflict.waiver"].create(
            {
                "followup_id": followup.id,
                "user_id": cls.handler.id,
                "reason": SECRET,
            }
        )
        cls.env["huifang.visit.expense"].create(
            {"followup_id": followup.id, "purpose": SECRET, "amount": 4}
        )
        cls.env["huifang.public.answer"].create(
            {"name": SECRET, "text": SECRET, "followup_ids": followup.ids}
        )
        cls.create_promise(followup, question=SECRET).sudo().answer = SECRET
        cls.draw_check(followup).note = SECRET
        followup.rectification_ids.write({"problem": SECRET, "measure": SECRET})
        cls._send_back(followup.rectification_ids)
        cls.env.flush_all()
        cls.env.cr.precommit.run()  # puts the changes into the chatter
        for record in (followup, followup.rectification_ids):
            record.message_post(body=SECRET, subtype_xmlid="mail.mt_comment")
            record.activity_schedule(summary=SECRET, user_id=cls.head.id)
            cls.env["ir.attachment"].create(
                {
                    "name": SECRET,
                    "raw": SECRET.encode(),
                    "res_model": record._name,
                    "res_id": record.id,
                }
            )
        return followup

    @classmethod
    def _send_back(cls, rectification):
        """Move its deadlines, then reject the work with a photo."""
        about = {"rectification_id": rectification.id, "reason": SECRET}
        days = {"plan_deadline": "2036-01-01", "deadline": "2036-01-01"}
        cls.env["huifang.rectification.postponement"].create({**about, **days})
        rectification._set_to_verify()
        photo = {"image": PNG, "name": SECRET}
        cls.env["huifang.rectification.rejection"].create(
            {**about, "photo_ids": [Command.create(photo)]}
        )

    @classmethod
    def _create_sheet(cls):
        """Return an escalation sheet about another ticket, with ordered work."""
        sheet = cls.env["huifang.escalation.sheet"].create(
            {
                "ticket_id": cls.create_ticket().id,
                "handler_id": cls.dispatcher.id,
                "superior_id": cls.head.id,
                "function_id": cls.function.id,
                "state": "department",
            }
        )
        cls.env["huifang.work.order"].create(
            {
                "sheet_id": sheet.id,
                "task": SECRET,
                "user_id": cls.supervisor.id,
                "deadline": "2099-03-10 09:00:00",
            }
        )
        sheet.remark = SECRET
        return sheet

    @classmethod
    def _collect_records(cls):
        """Return the records of each model: the addon's own, and the back doors."""
        followup, rectification = cls.followup, cls.rectification
        env = cls.env
        env["huifang.erasure"].create({"company_id": cls.company.id, "reason": SECRET})
        own = [env[name].search([]) for name in cls._list_own_models() - SET_UP]
        about = ["|", ("res_id", "=", followup.id), ("res_id", "=", rectification.id)]
        named = [("res_model", "in", (followup._name, rectification._name)), *about]
        messages = followup.message_ids | rectification.message_ids
        found = [
            *own,
            followup.user_input_id,
            followup.user_input_id.user_input_line_ids,
            messages,
            messages.sudo().tracking_value_ids,
            env["mail.activity"].search(named),
            env["mail.followers"].search(named),
            env["ir.attachment"].search([*named, ("res_field", "in", (False, "x"))]),
        ]
        return {records._name: records for records in found}

    @classmethod
    def _list_own_models(cls):
        """Return the names of the models the addon adds, whoever thought of them."""
        return {
            name
            for name, model in cls.env.registry.items()
            if model._original_module == "huifang_followup"
            and not (model._abstract or model._transient)
        }

    @classmethod
    def _create_strangers(cls):
        """Return those who must see nothing, by what they are."""
        neighbour = cls.create_household(name="Li Si", unit_number="2-202")
        head, dispatcher, supervisor = (
            cls.create_user(login)
            for login in ("elsewhere", "elsewhere_two", "elsewhere_three")
        )
        function = {"name": "Repairs", "supervisor_id": supervisor.id}
        cls.create_office(
            name="Hillside",
            head_id=head.id,
            dispatcher_ids=[Command.set(dispatcher.ids)],
            function_ids=[Command.create(function)],
        )
        abroad = cls.env["res.company"].create({"name": "Abroad"})
        places = {"company_id": abroad.id, "company_ids": [Command.set(abroad.ids)]}
        return {
            "neighbour": cls.create_user(
                "neighbour", groups="base.group_portal", partner_id=neighbour.id
            ),
            "employee": cls.create_user("employee"),
            "handler": cls.handler,
            "head elsewhere": head,
            "dispatcher elsewhere": dispatcher,
            "supervisor elsewhere": supervisor,
            "manager abroad": cls.create_user(
                "abroad", groups="huifang_followup.group_company_manager", **places
            ),
            "reviewer abroad": cls.create_user(
                "abroad_two", groups="huifang_followup.group_quality_reviewer", **places
            ),
        }

    # === CALLS === #

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def call(self, model, method, *args, **kwargs):
        """Return what the web client's RPC answers: (result or None, whole text)."""
        response = self.opener.post(
            f"{self.base_url()}/web/dataset/call_kw/{model}/{method}",
            json={
                "jsonrpc": "2.0",
                "method": "call",
                "params": {
                    "model": model,
                    "method": method,
                    "args": args,
                    "kwargs": kwargs,
                },
            },
            timeout=30,
        )
        answer = response.json()
        if "error" in answer:
            self.assertIn(answer["error"]["data"]["name"], REFUSALS, answer)
        return answer.get("result"), response.text

    def call_with_key(self, key, model, method, **body):
        """Return the response to an API key's call of a method."""
        return self.opener.post(
            f"{self.base_url()}/json/2/{model}/{method}",
            json=body,
            headers={"Authorization": f"Bearer {key}"},
        )

    def create_key(self, user):
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        return keys._generate("rpc", "test", None)

    def assert_no_secret(self, text):
        for word in (SECRET, json.dumps(self.followup.name), self.followup.name):
            self.assertNotIn(word, text)
        self.assertNotIn(base64.b64encode(SECRET.encode()).decode(), text)


@freeze_time(NOW)
class TestReading(StrangersCommon):
    def list_readers(self, records):
        """Yield (method, args, kwargs) of everything that could show something."""
        names = [name for name in records._fields if name not in MAGIC_COLUMNS]
        plain = [n for n in names if not records._fields[n].relational]
        stored = [
            n
            for n in names
            if records._fields[n].store
            and records._fields[n].type in ("char", "text", "selection", "many2one")
        ]
        yield "search_read", [[], names], {}
        yield "web_search_read", [[], {name: {} for name in names}], {}
        yield "search", [[]], {}
        yield "search_count", [[]], {}
        yield "name_search", [""], {"limit": None}
        yield "name_search", [SECRET], {"operator": "ilike"}
        yield "read", [records.ids, names], {}
        yield "web_read", [records.ids, {name: {} for name in names}], {}
        yield "export_data", [records.ids, ["id", "display_name", *plain]], {}
        if "state" in names:
            bar = {"field": "state", "colors": {}}
            options = {"domain": [], "group_by": "state", "progress_bar": bar}
            yield "read_progress_bar", [], options
        for name in names:
            yield "read", [records.ids, [name]], {}
        for name in stored:
            yield "formatted_read_group", [[], [name], ["__count"]], {}
            yield "web_read_group", [[], [name], ["__count"]], {}
            if records._fields[name].type in ("char", "text"):
                yield "search_count", [[(name, "ilike", SECRET)]], {}

    def read_everything(self, kind):
        """Try every way to read, as one kind of stranger."""
        self.log_in(self.strangers[kind])
        for model, records in self.records.items():
            for method, args, kwargs in self.list_readers(records):
                with self.subTest(kind, model=model, method=method, args=args):
                    result, text = self.call(model, method, *args, **kwargs)
                    self.assert_no_secret(text)
                    if method == "search" and model not in OPEN_TO_EMPLOYEES:
                        self.assertFalse(set(records.ids) & set(result or ()))
                    if method == "search_count" and "ilike" in str(args):
                        self.assertFalse(result)

    def test_a_neighbour_reads_nothing(self):
        self.read_everything("neighbour")

    def test_an_employee_reads_nothing(self):
        self.read_everything("employee")

    def test_whoever_did_the_work_reads_nothing(self):
        self.read_everything("handler")

    def test_the_people_of_another_office_read_nothing(self):
        for kind in ("head elsewhere", "dispatcher elsewhere", "supervisor elsewhere"):
            self.read_everything(kind)

    def test_the_people_of_another_company_read_nothing(self):
        for kind in ("manager abroad", "reviewer abroad"):
            self.read_everything(kind)

    def test_no_customer_is_among_the_followers_employees_can_see(self):
        followers = self.records["mail.followers"].partner_id
        self.assertTrue(followers)
        self.assertFalse(followers.filtered("is_household"))

    def test_an_api_key_opens_no_more_than_the_screens(self):
        self.authenticate(None, None)
        for kind, user in self.strangers.items():
            key = self.create_key(user)
            for model, records in self.records.items():
                for method, body in (
                    ("search_read", {"domain": []}),
                    ("read", {"ids": records.ids}),
                ):
                    with self.subTest(kind, model=model, method=method):
                        response = self.call_with_key(key, model, method, **body)
                        self.assertIn(response.status_code, (200, 403, 404))
                        self.assert_no_secret(response.text)

    def test_ticket_and_customer_tell_strangers_nothing_of_it(self):
        for kind, user in self.strangers.items():
            self.log_in(user)
            for record in (self.followup.ticket_id, self.household):
                names = [
                    name
                    for name, field in record._fields.items()
                    if field._module == "huifang_followup"
                ]
                for name in names:
                    with self.subTest(kind, model=record._name, field=name):
                        _, text = self.call(record._name, "read", record.ids, [name])
                        self.assert_no_secret(text)
                        self.assertNotIn('"satisfied"', text)
                        self.assertNotIn('"unsatisfied"', text)


@freeze_time(NOW)
class TestChanging(StrangersCommon):
    """Anything that changes a watched row is a defect."""

    def list_public_methods(self, records):
        """Return the names of the addon's methods that RPC can reach."""
        return sorted(
            name
            for name, _ in inspect.getmembers(type(records), inspect.isfunction)
            if not name.startswith("_")
            and any(
                name in vars(base)
                and base.__module__.startswith("odoo.addons.huifang_followup")
                for base in type(records).__mro__
            )
        )

    def list_writers(self, records):
        """Yield (method, args) of everything that could change something."""
        ids = records.ids
        yield "write", [ids, {"state": "done"}]
        yield "web_save", [ids, {"opinion": "Marvellous."}, {}]
        yield "write", [ids, {"level": "satisfied"}]
        yield "write", [ids, {"active": False}]
        if records._name.startswith("huifang."):
            yield (
                "create",
                [json.loads(json.dumps(records[:1].copy_data(), default=str))],
            )
            yield "copy", [ids]
        yield "unlink", [ids]
        if "active" in records._fields:
            yield "action_archive", [ids]
        yield "message_post", [ids]
        yield "message_subscribe", [ids, [self.household.id]]
        yield "activity_schedule", [ids]

    def try_everything(self, kind):
        self.log_in(self.strangers[kind])
        for model, records in self.records.items():
            calls = list(self.list_writers(records))
            calls += [
                (name, [records.ids])
                for name in self.list_public_methods(records)
                if name not in ODOOS_OWN
            ]
            for method, args in calls:
                if not hasattr(records, method):
                    continue
                with self.subTest(kind, model=model, method=method):
                    with self.assert_nothing_written():
                        _, text = self.call(model, method, *args)
                    self.assert_no_secret(text)

    def test_a_neighbour(self):
        self.try_everything("neighbour")

    def test_an_employee(self):
        self.try_everything("employee")

    def test_whoever_did_the_work(self):
        self.try_everything("handler")

    def test_the_people_of_another_office(self):
        for kind in ("head elsewhere", "dispatcher elsewhere"):
            self.try_everything(kind)

    def test_the_people_of_another_company(self):
        self.try_everything("manager abroad")

    def test_an_api_key_reaches_no_method_either(self):
        self.authenticate(None, None)
        for kind, user in self.strangers.items():
            key = self.create_key(user)
            with self.assert_nothing_written():
                for model, records in self.records.items():
                    for method in self.list_public_methods(records):
                        with self.subTest(kind, model=model, method=method):
                            response = self.call_with_key(
                                key, model, method, ids=records.ids
                            )
                            self.assertLess(response.status_code, 500)
                            self.assert_no_secret(response.text)

    def test_there_is_something_to_try(self):
        self.assertIn("action_done", self.list_public_methods(self.followup))
        self.assertIn("action_verify", self.list_public_methods(self.rectification))

    def test_dialogues_about_foreign_records_lead_nowhere(self):
        dialogues = {
            "huifang.followup.log.attempt": (
                {"followup_id": self.followup.id, "outcome": "refused"},
                "action_log",
            ),
            "huifang.rectification.close": (
                {"rectification_id": self.rectification.id, "reason": "Mine."},
                "action_close",
            ),
            "huifang.rectification.evaluate": (
                {
                    "rectification_id": self.rectification.id,
                    "effect": "ineffective",
                    "note": "Mine.",
                },
                "action_evaluate",
            ),
            "helpdesk.ticket.invalidate": (
                {"ticket_id": self.sheet.ticket_id.id, "reason": "Mine."},
                "action_invalidate",
            ),
        }
        for kind, user in self.strangers.items():
            self.log_in(user)
            for model, (values, action) in dialogues.items():
                with self.subTest(kind, model=model), self.assert_nothing_written():
                    result, text = self.call(model, "create", [values])
                    if result:
                        _, text = self.call(model, action, result)
                    self.assert_no_secret(text)


@freeze_time(NOW)
class TestSideEntrances(StrangersCommon):
    """Chatter, files, answer sheets and print pages."""

    def ask(self, route, **params):
        """Return what a JSON route of the web client answers."""
        return self.opener.post(
            f"{self.base_url()}{route}",
            json={"jsonrpc": "2.0", "method": "call", "params": params},
        ).text

    def test_the_chatter_opens_for_no_stranger(self):
        for kind, user in self.strangers.items():
            self.log_in(user)
            for record in (self.followup, self.rectification):
                thread = {"thread_model": record._name, "thread_id": record.id}
                with self.subTest(kind, model=record._name):
                    for route in ("/mail/thread/messages", "/mail/thread/data"):
                        extra = (
                            {"request_list": ["attachments", "activities", "followers"]}
                            if route.endswith("data")
                            else {}
                        )
                        self.assert_no_secret(self.ask(route, **thread, **extra))
                    with self.assert_nothing_written():
                        self.ask(
                            "/mail/message/post", **thread, post_data={"body": "x"}
                        )

    def test_files_and_signatures_are_served_to_no_stranger(self):
        files = self.records["ir.attachment"]
        signature = f"/web/image/huifang.followup/{self.followup.id}/signature"
        photo_id = self.rectification.photo_ids.id
        photo = f"/web/image/huifang.rectification.photo/{photo_id}/image"
        contents = [f"/web/content/{file.id}" for file in files]
        self.assertEqual(len(contents), 2)
        paths = [signature, *contents, photo]
        for kind, user in (*self.strangers.items(), ("nobody", None)):
            self.authenticate(user and user.login, user and user.login)
            for path in paths:
                with self.subTest(kind, path=path):
                    response = self.url_open(path)
                    self.assertNotIn(SECRET.encode(), response.content)
                    self.assertNotEqual(
                        response.content[:60], base64.b64decode(PNG)[:60]
                    )
        self.log_in(self.dispatcher)
        self.assertIn(SECRET.encode(), self.url_open(paths[1]).content)

    def test_answer_sheets_are_printed_for_no_stranger(self):
        survey = self.followup.survey_id
        paths = [
            f"/survey/print/{survey.access_token}",
            f"/survey/results/{survey.id}",
            f"/survey/{survey.access_token}/{self.followup.user_input_id.id}",
            f"/survey/print/{survey.access_token}"
            f"?answer_token={self.followup.user_input_id.id}",
        ]
        for kind, user in (*self.strangers.items(), ("nobody", None)):
            self.authenticate(user and user.login, user and user.login)
            for path in paths:
                with self.subTest(kind, path=path):
                    self.assert_no_secret(self.url_open(path).text)

    def test_the_secrets_are_there_to_be_found(self):
        """Else nothing above would tell anything."""
        self.log_in(self.head)
        _, text = self.call("huifang.followup", "read", self.followup.ids, ["opinion"])
        self.assertIn(SECRET, text)
        thread = {
            "thread_model": self.followup._name,
            "thread_id": self.followup.id,
        }
        self.assertIn(SECRET, self.ask("/mail/thread/messages", **thread))
        for model, records in self.records.items():
            self.assertTrue(records, model)
