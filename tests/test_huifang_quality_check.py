"""A quality check: who checks what, what a verdict does, and that it stands (C13)."""

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon

REASON = "The customer was never called."


@freeze_time(NOW)
class TestHuifangQualityCheck(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.followup = cls.answer_by_staff(cls.plan_repair())

    @classmethod
    def plan_repair(cls):
        """Return the planned follow-up of a leak repair in a household of its own."""
        household = cls.create_household()
        leak = cls.category("leak")
        return cls.plan_ticket(partner_id=household.id, category_id=leak.id)

    def check_record(self, user=None):
        """Return the check of the record, as who drew it sees it."""
        return self.draw_check(self.followup, user)

    def refute(self, check):
        """Find a record not genuine."""
        check.note = REASON
        check.action_not_genuine()
        return check

    # === THE VERDICT AND THE FIGURES === #

    def overall_rate(self):
        """Return (ballots, rate) of the overall evaluation, as the pivot does."""
        [(ballots, rate)] = self.env["huifang.rating.report"]._read_group(
            [("aspect_id.is_overall", "=", True)], [], ["returned:sum", "rate:avg"]
        )
        return ballots, rate

    def test_a_record_found_genuine_stays_in_the_figures(self):
        before = self.overall_rate()
        self.check_record().action_genuine()
        self.assertEqual(self.overall_rate(), before)
        self.assertTrue(self.followup.is_counted)
        self.assertEqual(self.followup.quality_verdict, "genuine")

    def test_a_record_found_not_genuine_leaves_the_rates(self):
        bad = self.plan_ticket(partner_id=self.create_household().id)
        self.answer_by_staff(bad, {"m": "unsatisfied"})
        self.assertEqual(self.overall_rate(), (2, 50.0))
        self.refute(self.check_record())
        self.assertEqual(self.overall_rate(), (1, 0.0))

    def test_it_leaves_the_card_of_the_office(self):
        office = self.office.with_user(self.head)
        self.assertEqual((office.month_ballots, office.month_rate_text), (1, "100.0 %"))
        self.refute(self.check_record())
        office.invalidate_recordset()
        self.assertEqual((office.month_ballots, office.month_rate_text), (0, "–"))

    def test_it_leaves_the_ticket(self):
        ticket = self.followup.ticket_id.with_user(self.head)
        self.assertEqual(ticket.satisfaction, "satisfied")
        self.refute(self.check_record())
        self.assertFalse(ticket.satisfaction)

    def test_the_figures_stay_while_it_is_not_decided(self):
        before = self.overall_rate()
        self.check_record().note = "Not reached yet."
        self.assertEqual(self.overall_rate(), before)

    def test_the_answer_and_its_rectifications_stay_as_they_are(self):
        followup = self.plan_repair()
        self.answer_by_staff(followup, {"c": "unsatisfied"})
        ratings = followup.line_ids.mapped("level")
        rectification = followup.rectification_ids
        self.refute(self.draw_check(followup))
        self.assertEqual(followup.line_ids.mapped("level"), ratings)
        self.assertEqual((followup.state, rectification.state), ("done", "new"))

    # === IT SHOWS WHY === #

    def test_the_record_says_who_found_it_when_and_why(self):
        self.refute(self.check_record())
        for user in (self.dispatcher, self.supervisor, self.head, self.manager):
            record = self.followup.with_user(user)
            with self.subTest(user.login):
                self.assertEqual(record.quality_verdict, "not_genuine")
                self.assertEqual(record.quality_reviewer_id, self.reviewer)
                self.assertEqual(record.quality_date, NOW)
                self.assertEqual(record.quality_note, REASON)

    def test_the_history_of_the_record_names_the_reviewer(self):
        self.flush_tracking()
        self.refute(self.check_record())
        self.flush_tracking()
        message = self.followup.message_ids[0]
        self.assertEqual(message.author_id, self.reviewer.partner_id)
        value = message.sudo().tracking_value_ids.new_value_char
        self.assertEqual(value, "Found not genuine")

    def flush_tracking(self):
        """Write what has been tracked, as the end of a request does."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def test_the_list_finds_what_is_not_genuine(self):
        self.refute(self.check_record())
        found = self.env["huifang.followup"].search(
            [("quality_verdict", "=", "not_genuine")]
        )
        self.assertEqual(found, self.followup)

    def test_a_reason_is_needed_and_blanks_are_none(self):
        check = self.check_record()
        for note in (False, "", " \n "):
            check.note = note
            with self.subTest(note), self.assertRaisesRegex(UserError, "why"):
                check.action_not_genuine()
        self.assertEqual(check.state, "open")

    # === A VERDICT STANDS (I5) === #

    def test_nothing_is_decided_twice(self):
        check = self.check_record()
        check.action_genuine()
        for user in (self.reviewer, self.manager):
            with self.subTest(user.login), self.assertRaisesRegex(UserError, "already"):
                check.with_user(user).action_genuine()
        self.assertEqual((check.state, check.reviewer_id), ("genuine", self.reviewer))

    def test_nobody_changes_or_deletes_a_verdict(self):
        check = self.refute(self.check_record())
        for user in (self.reviewer, self.manager, self.admin):
            for change in (
                lambda theirs: theirs.write({"note": "It was not so bad."}),
                lambda theirs: theirs.write({"state": "genuine"}),
                lambda theirs: theirs.write({"reviewer_id": self.head.id}),
                lambda theirs: theirs.write({"date": False}),
                lambda theirs: theirs.write({"followup_id": False}),
                lambda theirs: theirs.copy(),
                lambda theirs: theirs.unlink(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    change(check.with_user(user))

    def test_even_the_system_keeps_a_check(self):
        with self.assertRaises(UserError):
            self.check_record().sudo().unlink()

    def test_nobody_writes_the_verdict_onto_the_record(self):
        self.refute(self.check_record())
        for user in (
            self.dispatcher,
            self.head,
            self.reviewer,
            self.manager,
            self.admin,
        ):
            for values in (
                {"quality_verdict": "genuine"},
                {"quality_note": "Fine."},
                {"quality_check_ids": [Command.clear()]},
                {"is_counted": True},
            ):
                with self.subTest(user.login, **values), self.assertRaises(AccessError):
                    self.followup.with_user(user).write(values)

    def test_an_open_check_takes_nothing_but_a_note(self):
        check = self.check_record()
        check.note = "Not reached yet."
        for values in ({"state": "genuine"}, {"reviewer_id": False}, {"date": NOW}):
            with self.subTest(values), self.assertRaises(AccessError):
                check.write(values)

    def test_nobody_makes_a_check_without_a_draw(self):
        check = self.check_record()
        values = {"draw_id": check.draw_id.id, "followup_id": self.followup.id}
        for user in (self.reviewer, self.manager, self.admin):
            with self.subTest(user.login), self.assertRaises(AccessError):
                check.with_user(user).create(values)

    # === NOBODY CHECKS HIS OWN (C12) === #

    def test_who_asked_recorded_or_handled_is_not_given_the_check(self):
        self.office.dispatcher_ids += self.manager
        for name in ("user_id", "recorder_id", "handler_id"):
            followup = self.answer_many(1)
            followup.sudo()[name] = self.manager
            check = self.draw_check(followup, self.manager)
            with self.subTest(name):
                self.assertFalse(check.reviewer_id)
                self.assertFalse(check.can_decide)

    def test_who_took_part_decides_nothing(self):
        check = self.check_record()
        self.followup.recorder_id = self.manager
        theirs = check.with_user(self.manager)
        theirs.note = REASON
        for action in (theirs.action_genuine, theirs.action_not_genuine):
            with self.assertRaisesRegex(AccessError, "Somebody else"):
                action()
        self.assertEqual(check.state, "open")

    def test_who_put_it_right_does_not_check_what_the_customer_said_to_that(self):
        first = self.plan_repair()
        self.answer_by_staff(first, {"c": "unsatisfied"})
        rectification = first.rectification_ids
        rectification.responsible_id = self.manager
        rectification._set_to_verify()
        rectification._set_to_accept()
        second = rectification.followup_ids
        second._plan()
        self.answer_by_staff(second)
        check = self.draw_check(second, self.manager)
        self.assertFalse(check.can_decide)
        self.assertTrue(check.with_user(self.reviewer).can_decide)

    def test_who_was_allowed_to_ask_his_own_customer_is_not_allowed_to_check(self):
        followup = self.plan_repair()
        followup.sudo().handler_id = self.reviewer
        self.env["huifang.conflict.waiver"].with_user(self.head).create(
            {
                "followup_id": followup.id,
                "user_id": self.reviewer.id,
                "reason": "Nobody else is there.",
            }
        )
        self.answer_by_staff(followup)
        self.assertFalse(self.draw_check(followup).can_decide)

    def test_a_colleague_may_decide_and_is_named(self):
        check = self.check_record()
        self.assertEqual(check.reviewer_id, self.reviewer)
        check.with_user(self.manager).action_genuine()
        self.assertEqual(check.reviewer_id, self.manager)

    # === WHO SEES WHAT (I1, I3) === #

    def test_the_phone_is_seen_on_the_check_until_it_is_decided(self):
        check = self.check_record()
        self.assertEqual(check.phone, self.household.phone)
        check.action_genuine()
        self.assertFalse(check.phone)

    def test_the_reviewer_does_not_see_phone_and_address_on_the_record(self):
        record = self.followup.with_user(self.reviewer)
        for name in ("phone", "email", "unit_number"):
            with self.subTest(name), self.assertRaises(AccessError):
                record.read([name])
        self.assertNotIn('name="phone"', record.get_view(view_type="form")["arch"])
        self.assertTrue(self.followup.with_user(self.dispatcher).phone)

    def test_the_reviewer_sees_the_answer_beside_it(self):
        check = self.check_record()
        self.assertEqual(check.line_ids, self.followup.line_ids)
        self.assertEqual(check.surveyor_id, self.followup.user_id)
        self.assertEqual(check.recorder_id, self.followup.recorder_id)

    def test_superiors_learn_of_a_check_once_it_is_decided(self):
        check = self.check_record()
        superiors = (self.supervisor, self.head)
        for user in superiors:
            self.assertFalse(check.with_user(user).search([]))
        self.refute(check)
        for user in superiors:
            with self.subTest(user.login):
                found = check.with_user(user).search([])
                self.assertEqual((found, found.note), (check, REASON))
                self.assertFalse(found.has_access("write"))
                with self.assertRaises(AccessError):
                    found.read(["phone"])

    def test_superiors_of_others_learn_nothing(self):
        self.refute(self.check_record())
        stranger = self.create_user("stranger")
        self.create_office(name="Hillside", head_id=stranger.id)
        self.assertFalse(
            self.env["huifang.quality.check"].with_user(stranger).search([])
        )

    def test_dispatchers_and_handlers_read_no_checks(self):
        check = self.refute(self.check_record())
        for user in (self.dispatcher, self.handler):
            for attempt in (
                lambda theirs: theirs.search([]),
                lambda theirs: theirs.read(["note"]),
                lambda theirs: theirs.action_genuine(),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    attempt(check.with_user(user))

    def test_nobody_of_the_office_finds_out_what_is_being_checked(self):
        self.check_record()
        for user in (self.dispatcher, self.supervisor, self.head):
            record = self.followup.with_user(user)
            with self.subTest(user.login):
                self.assertFalse(record.quality_verdict)
                with self.assertRaises(AccessError):
                    record.search([("quality_check_ids", "!=", False)])
                self.assertNotIn("quality_check_ids", record.fields_get())

    def test_a_check_of_another_company_is_not_seen(self):
        check = self.check_record()
        company = self.env["res.company"].create({"name": "Elsewhere"})
        outsider = self.create_user(
            "outsider",
            groups="huifang_followup.group_quality_reviewer",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        self.assertFalse(check.with_user(outsider).search([]))
        for action in ("action_genuine", "action_not_genuine"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(check.with_user(outsider), action)()

    def test_a_reviewer_writes_checks_only(self):
        check = self.check_record()
        for records in (self.followup, self.followup.line_ids, self.household):
            with self.subTest(records._name):
                self.assertFalse(records.with_user(self.reviewer).has_access("write"))
        self.assertTrue(check.has_access("write"))
