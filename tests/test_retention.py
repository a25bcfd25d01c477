"""How long records are kept, by kind, and what keeps them longer (I4)."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW
from .common_retention import UNSATISFIED, RetentionCommon

QUEUE_LOGGER = "odoo.addons.huifang_followup.models.huifang_queue_mixin"
SECOND = timedelta(seconds=1)
DAYS = timedelta(days=40)


class Killed(BaseException):
    """The process ends in the middle of its work."""


class ClockCommon(RetentionCommon):
    def assert_kept_for(self, record, since, months):
        """Check that a record is kept to the second, and not longer."""
        end = Datetime.add(since, months=months)
        for moment, is_gone in ((end - SECOND, False), (end, True)):
            with freeze_time(moment):
                self.run_cron("anonymise")
            self.env.invalidate_all()
            with self.subTest(moment=moment):
                self.assertEqual(bool(record.anonymised_date), is_gone)

    def assert_kept(self, *records, **delay):
        self.anonymise(**delay or {"years": 20})
        for record in records:
            with self.subTest(record._name):
                self.assertFalse(any(record.mapped("anonymised_date")))


@freeze_time(NOW)
class TestFollowupsAreKept(ClockCommon):
    def test_an_answer_is_kept_36_months(self):
        self.assert_kept_for(self.answer_ticket(), NOW, 36)

    def test_what_was_dropped_is_kept_36_months_from_then(self):
        followup = self.plan_ticket()
        with freeze_time(NOW + DAYS):
            followup._set_dropped("refused")
        self.assert_kept_for(followup, NOW + DAYS, 36)

    def test_a_later_change_does_not_keep_it_longer(self):
        followup = self.answer_ticket()
        with freeze_time(NOW + DAYS):
            followup.with_user(self.head).action_review()
        self.assert_kept_for(followup, NOW, 36)

    def test_the_company_says_for_how_many_months(self):
        self.company.retention_followup_months = 6
        self.assert_kept_for(self.answer_ticket(), NOW, 6)

    def test_a_case_is_kept_until_its_last_rectification_has_its_time(self):
        first, rectification = self.open_case()
        with freeze_time(NOW + DAYS):
            second = self.ask_again(rectification)
        self.assertEqual(second.ended_date, NOW + DAYS)
        self.assert_kept_for(first, NOW + DAYS, 36)
        for record in (second, rectification):
            self.assertTrue(record.anonymised_date)

    def test_what_a_further_round_led_to_belongs_to_the_case(self):
        cleaning = {"name": "Cleaning", "office_id": self.office.id}
        aspects = [(6, 0, self.aspect("attitude").ids)]
        self.env["huifang.function"].create({**cleaning, "aspect_ids": aspects})
        first, rectification = self.open_case()
        second = self.ask_again(rectification, {"k": "unsatisfied"})
        third = second.rectification_ids.ensure_one()
        self.assertEqual(third.first_followup_id, first)
        self.assert_kept(first, second, rectification)

        with freeze_time(NOW + DAYS):
            third._set_cancelled("Nothing to do.")
        self.assert_kept_for(first, NOW + DAYS, 36)
        self.assertTrue(third.anonymised_date)

    def test_what_is_open_is_never_anonymised(self):
        asked, (answered, rectification) = self.contact_ticket(), self.open_case()
        self.assert_kept(asked, answered, rectification)

    def test_a_step_of_a_cycle_that_is_still_to_be_asked_does_not_keep_the_others(self):
        self.create_policy(step_ids=[(0, 0, {"delay": days}) for days in (0, 30)])
        first = self.answer_ticket()
        later = first.ticket_id.followup_ids - first
        self.anonymise(months=37)
        self.assertTrue(first.anonymised_date)
        self.assertEqual(later.partner_id, self.household)


@freeze_time(NOW)
class TestRectificationsAreKept(ClockCommon):
    def test_one_noted_by_hand_is_kept_36_months_from_its_end(self):
        rectification = self.create_rectification()
        with freeze_time(NOW + DAYS):
            rectification._set_cancelled("Oiled.")
        self.assert_kept_for(rectification, NOW + DAYS, 36)
        self.assertEqual(rectification.problem, "–")
        self.assertFalse(rectification.partner_id)

    def test_an_open_one_is_kept(self):
        self.assert_kept(self.create_rectification())


@freeze_time(NOW)
class TestComplaintPapersAreKept(ClockCommon):
    def complain(self, **values):
        """Return a complaint, closed and followed up."""
        followup = self.answer_ticket(feedback_type="complaint", **values)
        return followup.ticket_id

    def test_a_complaint_is_kept_24_months(self):
        ticket = self.complain()
        number = ticket.number
        self.assert_kept_for(ticket, NOW, 24)
        self.assertEqual((ticket.number, ticket.name), (number, "–"))
        self.assertTrue(ticket.followup_ids.partner_id)

    def test_the_time_counts_from_the_last_closing(self):
        ticket = self.complain()
        ticket.stage_id = self.new_stage
        with freeze_time(NOW + DAYS):
            ticket.stage_id = self.done_stage
            ticket.followup_ids._drop_open("exempted")
        self.assert_kept_for(ticket, NOW + DAYS, 24)

    def test_it_counts_where_the_helpdesk_noted_no_date(self):
        ticket = self.complain()
        with freeze_time(NOW + DAYS):
            self.close_by_team(ticket)
        self.assertEqual(ticket.closed_date, NOW)
        self.assert_kept_for(ticket, NOW + DAYS, 24)

    def close_by_team(self, ticket):
        """Open the ticket, then close it by moving it to another team."""
        ticket.stage_id = self.new_stage
        stage = self.env["helpdesk.ticket.stage"].create(
            {"name": "Over", "closed": True, "asks_followup": True, "sequence": -1}
        )
        team = self.create_team(self.office, name="Night Desk")
        stage.team_ids = team
        self.new_stage.team_ids = self.team
        ticket.team_id = team
        self.assertEqual(ticket.stage_id, stage)
        ticket.followup_ids._drop_open("exempted")

    def test_one_imported_closed_counts_from_its_last_change(self):
        ticket = self.create_ticket(
            stage_id=self.done_stage.id, feedback_type="complaint"
        )
        ticket.followup_ids._drop_open("exempted")
        self.assertFalse(ticket.closed_date)
        self.assert_kept_for(ticket, NOW, 24)

    def test_an_archived_one_goes_too(self):
        ticket = self.complain()
        ticket.active = False
        self.assert_kept_for(ticket, NOW, 24)

    def test_the_company_says_for_how_many_months(self):
        self.company.retention_complaint_months = 12
        self.assert_kept_for(self.complain(), NOW, 12)

    def test_it_goes_though_its_follow_up_went_before_it(self):
        self.company.retention_complaint_months = 48
        ticket = self.complain()
        self.anonymise(months=37)
        self.assertFalse(ticket.followup_ids)
        self.assert_kept_for(ticket, NOW, 48)

    def test_what_is_open_is_kept(self):
        reopened, asked = (
            self.complain(),
            self.contact_ticket(feedback_type="complaint"),
        )
        reopened.stage_id = self.new_stage
        answered, _ = self.open_case()
        by_hand = self.complain()
        self.create_rectification(ticket_id=by_hand.id)
        tickets = reopened | (asked | answered).ticket_id | by_hand
        self.assert_kept(tickets)

    def test_tickets_that_are_the_helpdesks_own_are_kept(self):
        never_followed_up = self.create_ticket(feedback_type="complaint")
        never_followed_up.stage_id = self.cancelled_stage
        repair = self.answer_ticket(feedback_type="inquiry").ticket_id
        self.assert_kept(never_followed_up | repair)
        self.assertEqual(repair.partner_id, self.household)


@freeze_time(NOW)
class TestRetentionOfCompanies(ClockCommon):
    def test_each_company_has_its_own_months(self):
        other = self.env["res.company"].create(
            {"name": "Elsewhere Ltd", "retention_followup_months": 60}
        )
        theirs = self.create_rectification(
            office_id=self.create_office(name="There", company_id=other.id).id,
            function_id=False,
        )
        ours = self.create_rectification()
        (theirs | ours)._set_cancelled("Nothing to do.")
        self.anonymise(months=37)
        self.assertTrue(ours.anonymised_date)
        self.assert_kept_for(theirs, NOW, 60)


@freeze_time(NOW)
class TestRetentionRun(ClockCommon):
    """The scheduled action may be killed at any moment and run twice."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.followups = cls.env["huifang.followup"]
        for _ in range(5):
            cls.followups += cls.answer_ticket()
            cls.followups[-1].message_post(body="Called.")
        cls.followups.opinion = "Too loud."
        cls.patch_batch(2)

    @classmethod
    def patch_batch(cls, size):
        module = "odoo.addons.huifang_followup.models.huifang_retention_mixin.BATCH"
        cls.startClassPatcher(patch(module, size))

    def break_on(self, broken, error):
        """Let the last thing fail that is done for this record."""
        real = type(broken)._forget_chatter

        def _forget_chatter(records):
            real(records)
            if records._name == broken._name and broken.id in records.ids:
                raise error

        return patch.object(type(broken), "_forget_chatter", _forget_chatter)

    def get_names(self):
        return [bool(followup.partner_id) for followup in self.followups]

    def test_what_a_killed_run_finished_stays_and_the_next_run_does_the_rest(self):
        with self.break_on(self.followups[3], Killed()), suppress(Killed):
            self.anonymise(months=37)
        self.env.invalidate_all()
        self.assertEqual(self.get_names(), [False, False, True, True, True])
        whole = self.followups[3]
        self.assertTrue(whole.message_ids)
        self.assertEqual(whole.opinion, "Too loud.")
        self.assertTrue(whole.ticket_id)

        self.anonymise(months=37)
        self.assertFalse(any(self.get_names()))

    def test_a_second_run_finds_nothing_to_do(self):
        self.anonymise(months=37)
        when = self.followups.mapped("anonymised_date")
        self.assertTrue(all(when))
        self.anonymise(months=38)
        self.assertEqual(self.followups.mapped("anonymised_date"), when)

    @mute_logger(QUEUE_LOGGER)
    def test_a_record_that_fails_stays_whole_and_the_others_go(self):
        with self.break_on(self.followups[1], ValueError("No.")):
            self.anonymise(months=37)
        self.assertEqual(self.get_names(), [False, True, False, False, False])
        self.assertEqual(self.followups[1].queue_error, "No.")

    def test_nobody_sets_its_marks_by_hand(self):
        for user in (self.manager, self.head):
            with self.assertRaises(AccessError):
                self.followups[0].with_user(user).anonymised_date = NOW
        ticket = self.create_ticket().with_user(self.handler)
        for name, value in {
            "anonymised_date": NOW,
            "had_followups": True,
            "queue_retry_date": "2099-01-01",
        }.items():
            with self.subTest(name), self.assertRaises(AccessError):
                ticket.write({name: value})

    def test_a_verdict_on_what_was_anonymised_opens_nothing_any_more(self):
        followup = self.contact_ticket()
        form = self.answer_form(followup, levels=UNSATISFIED)
        followup._start_answer()._submit_followup(form)
        self.anonymise(months=37)
        followup.with_user(self.reviewer).action_confirm_suspect()
        self.run_cron("process")
        self.assertTrue(followup.is_counted)
        self.assertFalse(followup.rectification_ids)
