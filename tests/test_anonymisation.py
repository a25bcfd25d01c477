"""Nothing that names a person is left anywhere; the figures are (I4)."""

from odoo.tests import freeze_time
from odoo.tools import SQL

from .common import NOW, PNG
from .common_retention import UNSATISFIED, RetentionCommon

# Found nowhere else in the database.
WORDS = "Zhuge-Qilin"
PHONE = "13977731931"

# The contact itself is left to Odoo's own tools.
CONTACT = {
    f"res_partner.{name}"
    for name in ("name", "complete_name", "email", "email_normalized", "phone")
} | {"res_partner.phone_sanitized"}

# Whatever else leads to a case must be anonymised with it, and be filled below.
CASE = ("huifang.followup", "huifang.rectification")
PARTS = {
    "huifang.followup.line",
    "huifang.followup.attempt",
    "huifang.followup.correction",
    "huifang.followup.appointment",
    "huifang.promise",
    "huifang.visit.expense",
    "huifang.conflict.waiver",
    "huifang.quality.check",
    "huifang.rectification.photo",
    "huifang.rectification.postponement",
    "huifang.rectification.rejection",
    "survey.user_input",
}

TEXTS = ("char", "text", "html")
NAMELESS = {"number", "legal_hold"}  # the number of a ticket; a hold would keep it all


@freeze_time(NOW)
class TestNothingPersonalIsLeft(RetentionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.household.write(
            {"name": WORDS, "email": f"{WORDS}@example.com", "phone": PHONE}
        )
        cls.files = cls.env["ir.attachment"]
        cls.team.ticket_properties = [{"name": "note", "type": "char", "string": "N"}]
        cls.ticket_values = {
            "name": WORDS,
            "description": WORDS,
            "properties": {"note": WORDS},
            "feedback_type": "complaint",
        }

    def fill(self, records, *kept):
        """Write the words into every stored text of records, present and future."""
        self.env.flush_all()
        for name, field in records._fields.items():
            is_free = field.store and not field.translate and name not in kept
            if is_free and field.type in TEXTS and name not in NAMELESS:
                query = SQL(
                    "UPDATE %s SET %s = %s || id WHERE id = ANY(%s)",
                    SQL.identifier(records._table),
                    SQL.identifier(name),
                    f"{WORDS} {PHONE} ",
                    records.ids,
                )
                self.env.cr.execute(query)
        self.env.invalidate_all()

    def fill_case(self, ticket, *records):
        """Name the person wherever that is possible."""
        for record in (ticket, *records):
            self.add_traces(record, WORDS)
            self.add_files(record)
        self.env.cr.precommit.run()
        self.fill(ticket)
        for record in records:
            self.fill(record, "name")

    def add_files(self, record):
        """Put a file into every field for files, as a form does before it is saved."""
        loose = {"name": WORDS, "raw": WORDS, "res_model": record._name, "res_id": 0}
        for name, field in record._fields.items():
            kind = (field.type, field.comodel_name)
            if field.store and kind == ("many2many", "ir.attachment"):
                file = self.env["ir.attachment"].create(loose)
                record[name] = file
                self.files |= file

    def assert_only_contact_left(self):
        for words in (WORDS, PHONE):
            self.assertLessEqual(self.find_everywhere(words), CONTACT)
        self.assertTrue(self.files)
        self.assertFalse(self.files.exists())

    def test_of_a_case_recorded_by_staff_only_the_contact_is_left(self):
        first, rectification = self.open_case(**self.ticket_values)
        self.env["huifang.rectification.postponement"].create(
            {
                "rectification_id": rectification.id,
                "plan_deadline": rectification.plan_deadline,
                "deadline": "2036-01-01",
                "reason": WORDS,
            }
        )
        rectification._set_to_verify()
        rejection = self.env["huifang.rectification.rejection"].create(
            {
                "rectification_id": rectification.id,
                "reason": WORDS,
                "photo_ids": [(0, 0, {"image": PNG, "name": WORDS})],
            }
        )
        second = self.ask_again(rectification)
        rounds = first | second
        for about in (
            {"followup_id": first.id},
            {"rectification_id": rectification.id},
        ):
            self.env["huifang.conflict.waiver"].create(
                {**about, "user_id": self.handler.id, "reason": WORDS}
            )
        self.env["huifang.followup.correction"].create(
            {"followup_id": first.id, "text": WORDS}
        )
        today = {"date_from": NOW.date(), "date_to": NOW.date()}
        draw = self.env["huifang.quality.draw"].create(today)
        self.env["huifang.quality.check"].create(
            {"draw_id": draw.id, "followup_id": first.id, "note": WORDS}
        )
        promise = self.create_promise(first)
        expense = self.env["huifang.visit.expense"].create(
            {"followup_id": first.id, "purpose": WORDS, "amount": 4, "receipt": PNG}
        )
        self.fill(expense)
        promise._set_answered({"answer": WORDS})
        self.fill_case(first.ticket_id, first, second, rectification, promise)
        self.fill(rejection)
        self.fill(rounds.line_ids)
        self.fill(rounds.attempt_ids)
        rounds.signature = PNG
        self.assertGreater(len(self.find_everywhere(WORDS)), 25)

        self.anonymise(months=37)
        self.assert_only_contact_left()
        self.assertFalse(rounds.partner_id | rounds.household_id)
        self.assertFalse(any(rounds.mapped("signature")))
        self.assertEqual((expense.amount, expense.receipt), (4, False))

    def test_of_an_answer_by_link_only_the_contact_is_left(self):
        self.household.preferred_channel = "email"
        followup = self.contact_ticket(**self.ticket_values)
        self.assertEqual(followup.attempt_ids.outcome, "sent")
        self.answer_by_customer(
            followup, levels=UNSATISFIED, opinion=WORDS, needs=WORDS
        )
        sheet = followup.user_input_id
        followup._process_answers()
        followup.rectification_ids._set_cancelled(WORDS)
        self.fill_case(followup.ticket_id, followup, sheet, followup.rectification_ids)
        self.fill(followup.attempt_ids, "message_id")

        self.anonymise(months=37)
        self.assert_only_contact_left()
        self.assertFalse(sheet.partner_id)
        self.assertFalse(sheet.message_partner_ids)

    def test_of_an_appointment_only_the_contact_is_left(self):
        followup = self.plan_ticket(**self.ticket_values)
        appointment = self.env["huifang.followup.appointment"].create(
            {"followup_id": followup.id, "date": "2026-03-05 02:00:00", "place": WORDS}
        )
        self.answer_by_staff(followup)
        self.fill_case(followup.ticket_id, followup)
        self.fill(appointment)
        self.anonymise(months=37)
        self.assert_only_contact_left()
        self.assertEqual(str(appointment.date), "2026-03-05 02:00:00")

    def test_no_part_of_a_case_is_forgotten(self):
        parts = {
            name
            for name, model in self.env.registry.items()
            if model._auto and not model._transient
            for field in model._fields.values()
            if field.store and field.type == "many2one" and field.comodel_name in CASE
        }
        self.assertEqual(parts - set(CASE), PARTS)

    def test_no_way_leads_to_a_ticket_that_still_names_somebody(self):
        leak = {"feedback_type": "inquiry", "category_id": self.category("leak").id}
        followup, rectification = self.open_case(**leak)
        ticket = followup.ticket_id
        rectification._set_cancelled("Nothing to do.")
        self.anonymise(months=37)
        self.assertEqual(ticket.partner_id, self.household)
        self.assertFalse(followup.ticket_id | rectification.ticket_id)
        self.assertFalse(ticket.followup_ids)

    def test_of_a_ticket_that_is_the_helpdesks_own_nothing_is_touched(self):
        values = self.ticket_values | {"feedback_type": "praise"}
        followup = self.answer_ticket(**values)
        ticket = followup.ticket_id
        self.add_traces(ticket, WORDS)
        followup.public_attachment_ids = ticket.attachment_ids
        self.anonymise(months=37)
        self.assertFalse(followup.public_attachment_ids)
        self.assertEqual((ticket.name, ticket.partner_id), (WORDS, self.household))
        self.assertTrue(ticket.message_ids)
        self.assertTrue(ticket.attachment_ids)


@freeze_time(NOW)
class TestLinksLeadNowhere(RetentionCommon):
    def test_the_personal_link_and_the_sheet_are_found_no_more(self):
        followup = self.answer_by_customer(self.contact_ticket())
        link, sheet = followup.access_token, followup.user_input_id.access_token
        self.anonymise(months=37)
        self.assertFalse(followup._find_by_token(link))
        self.assertNotEqual(followup.user_input_id.access_token, sheet)

    def test_what_was_chosen_on_the_sheet_stays(self):
        followup = self.answer_by_customer(self.contact_ticket(), opinion="Too loud.")
        lines = followup.user_input_id.user_input_line_ids
        chosen = lines.suggested_answer_id
        self.anonymise(months=37)
        self.assertEqual(lines.suggested_answer_id, chosen)
        self.assertFalse(any(lines.mapped("value_text_box")))


@freeze_time(NOW)
class TestFiguresStay(RetentionCommon):
    """Figures before and after are equal (I4)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        others = "[('feedback_type', '!=', 'complaint')]"
        cls.create_policy(share_rate=50, ticket_domain=others)
        asked = cls.env["huifang.followup"].union(
            *(cls.plan_ticket() for _ in range(8))
        )
        asked = asked.filtered(lambda followup: followup.state == "planned")
        cls.answer_by_staff(asked[0], {"m": "fair", "c": "na"})
        asked[1]._contact()
        cls.answer_by_customer(asked[1], levels={"m": "unsatisfied"})
        asked[2]._set_dropped("refused")
        cls.plan_ticket(is_anonymous=True)
        _, rectification = cls.open_case()
        rectification._set_to_verify()
        rectification._set_rejected()
        cls.ask_again(rectification)
        cls.close_ticket(feedback_type="complaint")._set_dropped("exempted")

    def get_table(self, model, *groupby):
        """Return how many records there are of each combination."""
        groups = self.env[model]._read_group([], groupby, ["__count"])
        return {tuple(map(str, group)): count for *group, count in groups}

    def assert_equal_after(self, get_figures):
        before = get_figures()
        self.assertTrue(before)
        self.anonymise(months=37)
        self.assertEqual(get_figures(), before)

    def test_all_has_gone_but_what_is_open(self):
        self.anonymise(months=37)
        followups = self.env["huifang.followup"].search([])
        gone = followups.filtered("anonymised_date")
        self.assertEqual(gone, followups.filtered("ended_date"))
        self.assertGreater(len(gone), 8)

    def test_every_rating_with_all_its_dimensions(self):
        report = self.env["huifang.rating.report"]
        names = [name for name in report._fields if name != "display_name"]
        self.assert_equal_after(lambda: report.search_read([], names))

    def test_the_cards_of_the_offices(self):
        names = ["open_count", "overdue_count", "month_ballots", "month_rate_text"]
        self.assert_equal_after(lambda: self.office.read(names))

    def test_the_outcomes_of_all_closings(self):
        names = ("state", "drop_reason", "kind", "round", "office_id", "function_id")
        more = ("policy_id", "step_number", "team_id", "category_id", "handler_id")
        how = ("channel", "role", "user_id", "answer_mode", "recorder_id", "survey_id")
        what = (
            "overall_level",
            "is_resolved",
            "is_on_time",
            "is_counted",
            "draw_number",
        )
        when = ("closing_date:day", "planned_date:day", "due_date:day", "done_day:day")
        self.assert_equal_after(
            lambda: self.get_table(
                "huifang.followup", *names, *more, *how, *what, *when, "closing_number"
            )
        )

    def test_the_attempts(self):
        names = ("followup_id", "date:day", "channel", "outcome", "user_id")
        self.assert_equal_after(
            lambda: self.get_table("huifang.followup.attempt", *names)
        )

    def test_the_rectifications(self):
        names = ("state", "office_id", "function_id", "aspect_ids", "followup_id")
        more = ("cause_category", "party", "is_on_time", "rejection_count", "name")
        who = ("responsible_id", "worker_ids", "verifier_id")
        when = ("deadline:day", "finished_date:day", "closed_date:day")
        self.assert_equal_after(
            lambda: self.get_table("huifang.rectification", *names, *more, *who, *when)
        )

    def test_the_draws_run_again(self):
        draws = self.env["huifang.draw"].search([])
        self.assertIn(8, draws.mapped("frame_count"))

        def rerun():
            return [draw.action_rerun()["params"] for draw in draws]

        self.assert_equal_after(rerun)
        self.assertEqual({params["type"] for params in rerun()}, {"success"})

    def test_no_closing_is_recorded_a_second_time(self):
        tickets = self.env["helpdesk.ticket"]
        self.anonymise(months=37)
        self.assertFalse(tickets._catch_up_followups())
