"""Who may read, write and verify a rectification (C12, E2, I1, I5)."""

from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time

from .common import NOW
from .test_huifang_rectification import RectificationCommon


@freeze_time(NOW)
class TestVerifying(RectificationCommon):
    def assert_barred(self, rectification, user):
        for action in ("action_verify", "action_reject"):
            with self.subTest(action=action), self.assertRaises(UserError):
                getattr(rectification.with_user(user), action)()
        self.assertEqual(rectification.state, "to_verify")
        self.assertFalse(rectification.with_user(user).can_verify)

    def test_the_responsible_person_does_not_verify(self):
        self.assert_barred(self.finish(self.rectify()), self.supervisor)

    def test_whoever_handled_the_ticket_does_not_verify(self):
        self.office.dispatcher_ids += self.handler
        self.assert_barred(self.finish(self.rectify()), self.handler)

    def test_taking_the_handler_off_the_ticket_does_not_help(self):
        rectification = self.create_by_hand(
            ticket_id=self.create_ticket(user_id=self.dispatcher.id).id
        )
        rectification.sudo().ticket_id.user_id = False
        self.finish(rectification)
        with self.assertRaises(UserError):
            rectification.with_user(self.dispatcher).action_verify()

    def test_handing_it_on_after_the_work_does_not_help(self):
        rectification = self.finish(self.rectify())
        rectification.with_user(self.supervisor).responsible_id = self.dispatcher
        self.assert_barred(rectification, self.supervisor)
        self.assert_barred(rectification, self.dispatcher)

    def test_handing_it_on_before_it_is_done_does_not_help_either(self):
        rectification = self.rectify()
        rectification.write({"cause_category": "people", "measure": "Fixed."})
        rectification.with_user(self.supervisor).action_plan()
        rectification.with_user(self.supervisor).responsible_id = self.dispatcher
        self.finish(rectification)
        self.assert_barred(rectification, self.supervisor)

    def test_whoever_says_that_it_is_done_does_not_verify(self):
        rectification = self.rectify()
        work = rectification.with_user(self.dispatcher)
        work.write({"cause_category": "people", "measure": "Washer."})
        work.action_finish()
        self.assert_barred(rectification, self.dispatcher)
        rectification.with_user(self.supervisor).responsible_id = self.head
        self.assert_barred(rectification, self.supervisor)

    def test_whoever_did_it_the_first_time_does_not_verify_the_second(self):
        rectification = self.finish(self.rectify())
        self.send_back(rectification)
        rectification.with_user(self.head).responsible_id = self.dispatcher
        self.finish(rectification)
        self.assert_barred(rectification, self.supervisor)
        rectification.with_user(self.dispatcher_two).action_verify()
        self.assertEqual(rectification.state, "to_accept")

    def test_whoever_did_it_does_not_ask_the_customer(self):
        rectification = self.rectify()
        rectification.with_user(self.head).responsible_id = self.dispatcher
        self.finish(rectification)
        rectification.with_user(self.head).responsible_id = self.dispatcher_two
        rectification.with_user(self.head).action_verify()
        second = rectification.followup_ids
        second.role = "dispatcher"
        second._plan()
        self.assertNotIn(second.user_id, self.dispatcher + self.dispatcher_two)
        with self.assertRaises(ValidationError):
            second.user_id = self.dispatcher


@freeze_time(NOW)
class TestWriting(RectificationCommon):
    PROBLEM = {"problem": "All fine", "partner_id": False, "function_id": False}
    WORK = {"measure": "None.", "cause_category": "method", "party": "outside"}

    def assert_refused(self, rectification, user, values):
        for name, value in values.items():
            with (
                self.subTest(user=user.login, field=name, state=rectification.state),
                self.assertRaises(AccessError),
            ):
                rectification.with_user(user).write({name: value})

    def test_nobody_moves_a_deadline_or_the_state_by_hand(self):
        rectification = self.rectify()
        values = {
            "deadline": "2027-01-01",
            "state": "closed",
            "rejection_count": 0,
            "is_on_time": True,
            "worker_ids": [(5,)],
            "planned_date": NOW,
            "company_id": self.company.id,
        }
        for user in (self.supervisor, self.head, self.manager):
            self.assert_refused(rectification, user, values)

    def test_nobody_rewrites_what_the_customer_said(self):
        rectification = self.rectify()
        for user in (self.supervisor, self.head, self.manager):
            self.assert_refused(rectification, user, self.PROBLEM)

    def test_what_was_noted_by_hand_is_corrected_until_work_begins(self):
        rectification = self.create_by_hand()
        rectification.with_user(self.dispatcher).write(self.PROBLEM)
        self.assertEqual(rectification.problem, "All fine")
        rectification.with_user(self.head).action_start()
        self.assert_refused(rectification, self.head, self.PROBLEM)

    def test_a_responsible_without_role_writes_about_the_work_only(self):
        worker = self.create_user("worker")
        rectification = self.create_by_hand(responsible_id=worker.id)
        rectification.with_user(worker).write(self.WORK)
        self.assertEqual(rectification.measure, "None.")
        self.assert_refused(rectification, worker, self.PROBLEM)
        self.assert_refused(rectification, worker, {"responsible_id": self.head.id})

    def test_superiors_hand_the_task_on_and_dispatchers_do_not(self):
        rectification = self.rectify()
        for user in (self.supervisor, self.head, self.manager):
            rectification.with_user(user).responsible_id = user
            self.assertEqual(rectification.responsible_id, user)
        change = {"responsible_id": self.dispatcher.id}
        self.assert_refused(rectification, self.dispatcher, change)

    def test_a_supervisor_of_another_function_hands_nothing_on(self):
        rectification = self.rectify()
        self.office.dispatcher_ids += self.cleaner
        change = {"responsible_id": self.cleaner.id}
        self.assert_refused(rectification, self.cleaner, change)

    def test_what_is_to_be_verified_stands(self):
        rectification = self.finish(self.rectify())
        self.assert_refused(rectification, self.supervisor, self.WORK)
        rectification.with_user(self.head).action_verify()
        self.assert_refused(rectification, self.head, self.WORK)

    def test_work_sent_back_is_described_anew(self):
        rectification = self.finish(self.rectify())
        self.send_back(rectification)
        rectification.with_user(self.supervisor).write(self.WORK)
        self.assertEqual(rectification.measure, "None.")

    def test_nothing_changes_after_the_end(self):
        responsible = {"responsible_id": self.head.id}
        for outcome in ("closed", "cancelled"):
            rectification = self.finish(self.create_by_hand())
            self.end(rectification, outcome=outcome)
            for user in (self.cleaner, self.head, self.manager):
                values = self.WORK | self.PROBLEM | responsible
                self.assert_refused(rectification, user, values)

    def test_several_at_once_are_written_as_the_furthest_allows(self):
        both = self.rectify() + self.finish(self.rectify())
        with self.assertRaises(AccessError):
            both.with_user(self.head).measure = "None."

    def test_corrections_are_on_record(self):
        rectification = self.create_by_hand()
        self.flush_tracking()
        rectification.write({"problem": "Dirty cellar", "partner_id": False})
        self.flush_tracking()
        values = rectification.message_ids.sudo().tracking_value_ids
        self.assertIn("Dirty cellar", values.mapped("new_value_text"))

    def flush_tracking(self):
        self.env.flush_all()
        self.cr.precommit.run()

    def test_the_form_lets_nobody_type_what_is_refused(self):
        rectification = self.rectify()
        for user, names in (
            (self.supervisor, {"measure", "responsible_id"}),
            (self.dispatcher, {"measure"}),
            (self.reviewer, set()),
        ):
            form = Form(rectification.with_user(user))
            with self.subTest(user=user.login):
                self.assertEqual(self.get_editable(form), names)

    def test_the_form_of_a_new_one_is_filled_in_by_the_office(self):
        form = Form(self.env["huifang.rectification"].with_user(self.dispatcher))
        form.office_id = self.office
        form.function_id = self.cleaning
        form.responsible_id = self.cleaner
        form.problem = "Dirty stairs"
        self.assertEqual(form.save().responsible_id, self.cleaner)

    def get_editable(self, form):
        names = ("problem", "office_id", "responsible_id", "measure")
        return {name for name in names if not form._get_modifier(name, "readonly")}


@freeze_time(NOW)
class TestFitting(RectificationCommon):
    def create_other_office(self):
        """Return an office of another company, which the head may use too."""
        company = self.env["res.company"].create({"name": "Other"})
        self.head.company_ids += company
        return self.create_office(name="Hilltop", company_id=company.id)

    def test_a_function_of_another_office_is_refused(self):
        other = self.create_office(name="Hilltop").function_ids
        with self.assertRaises(ValidationError):
            self.create_by_hand(function_id=other.id)
        with self.assertRaises(ValidationError):
            self.create_by_hand().function_id = other

    def test_it_does_not_move_to_another_company(self):
        other = self.create_other_office()
        head = self.head.with_context(allowed_company_ids=self.head.company_ids.ids)
        rectification = self.create_by_hand().with_context(head.env.context)
        with self.assertRaises(UserError):
            rectification.write({"office_id": other.id, "function_id": False})

    def test_the_responsible_person_works_in_the_company(self):
        other = self.create_other_office()
        stranger = self.create_user(
            "stranger",
            company_id=other.company_id.id,
            company_ids=[other.company_id.id],
        )
        with self.assertRaises(UserError):
            self.create_by_hand(responsible_id=stranger.id)

    def test_it_belongs_to_the_company_of_its_office(self):
        other = self.create_other_office()
        rectification = self.env["huifang.rectification"].create(
            {"office_id": other.id, "problem": "Dirty stairs"}
        )
        self.assertEqual(rectification.company_id, other.company_id)

    def test_defaults_of_the_screen_smuggle_nothing_in(self):
        rectifications = self.env["huifang.rectification"].with_context(
            default_state="closed",
            default_is_on_time=True,
            default_close_reason="Nothing to do.",
        )
        rectification = rectifications.with_user(self.head).create(
            {"office_id": self.office.id, "problem": "Dirty stairs"}
        )
        self.assertEqual(rectification.state, "new")
        self.assertFalse(rectification.is_on_time or rectification.close_reason)


@freeze_time(NOW)
class TestWithoutRole(RectificationCommon):
    """What somebody without any role sees who is responsible for a rectification."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.worker = cls.create_user("worker")

    def get_own(self):
        """Return a rectification with everything in it, as the responsible sees it."""
        rectification = self.rectify()
        rectification.with_user(self.head).responsible_id = self.worker
        self.ask_again(rectification)
        self.send_back(rectification, self.dispatcher)
        self.env.invalidate_all()
        return rectification.with_user(self.worker)

    def get_specification(self, records, view_type):
        """Return what the web client reads for a view."""
        arch = etree.fromstring(records.get_view(view_type=view_type)["arch"])
        nodes = arch.xpath("//field[not(ancestor::field)]")  # lists read their own
        names = {node.get("name") for node in nodes}
        return {
            name: {"fields": {"display_name": {}}}
            if records._fields[name].relational
            else {}
            for name in names
        }

    def test_the_form_opens_and_is_saved(self):
        with Form(self.get_own()) as form:
            self.assertEqual(form.state, "in_progress")
            form.measure = "Another washer."

    def test_the_form_leaves_out_what_the_customer_answered(self):
        names = self.get_specification(self.get_own(), "form")
        self.assertFalse({"followup_id", "followup_ids", "ticket_id"} & names.keys())

    def test_list_and_kanban_are_read(self):
        own = self.get_own()
        for view_type in ("list", "kanban"):
            specification = self.get_specification(own, view_type)
            found = own.browse().web_search_read([], specification)
            with self.subTest(view_type=view_type):
                self.assertEqual([row["id"] for row in found["records"]], own.ids)

    def test_every_grouping_of_the_search_is_read(self):
        own = self.get_own()
        arch = etree.fromstring(own.get_view(view_type="search")["arch"])
        contexts = [node.get("context") for node in arch.iter("filter")]
        names = [text.split("'")[3] for text in contexts if text]
        self.assertIn("office_id", names)
        for name in names:
            groups = own.browse().web_read_group([], [name], ["__count"])["groups"]
            with self.subTest(name=name):
                self.assertEqual(sum(group["__count"] for group in groups), 1)

    def test_other_rectifications_and_answers_stay_hidden(self):
        own = self.get_own()
        self.rectify()
        self.assertEqual(own.search([]), own)
        with self.assertRaises(AccessError):
            own.followup_id.read(["opinion"])

    def test_the_work_is_planned_and_done(self):
        work = self.create_by_hand(responsible_id=self.worker.id)
        work = work.with_user(self.worker)
        work.write({"cause_category": "people", "measure": "Washer."})
        work.action_plan()
        work.action_start()
        work.action_finish()
        self.assertEqual(work.state, "to_verify")
