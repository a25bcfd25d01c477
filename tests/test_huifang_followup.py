"""What a follow-up is: its states, what people may write, what counts (B13, I5)."""

from datetime import datetime, timedelta

import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.models import MAGIC_COLUMNS
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.huifang_followup import const
from odoo.addons.huifang_followup.models.huifang_followup_state import (
    LATE_FIELDS,
    PEOPLE_FIELDS,
    REVIEW_FIELDS,
)

from .common import NOW, HuifangCommon

# setter: arguments, states it starts from, state it reaches
SETTERS = {
    "_set_planned": ((), ("new",), "planned"),
    "_set_in_progress": ((), ("planned",), "in_progress"),
    "_set_dropped": (("refused",), ("new", "planned", "in_progress"), "dropped"),
    "_set_done": (({"answer_mode": "staff"},), ("planned", "in_progress"), "done"),
    "_set_reviewed": ((), ("done",), "reviewed"),
}
STATES = [state for state, _label in const.FOLLOWUP_STATES]
GATE_LOGGER = "odoo.addons.huifang_followup.models.huifang_state_mixin"


@freeze_time(NOW)
class TestHuifangFollowup(HuifangCommon, CronMixinCase):
    # === STATES === #

    @mute_logger(GATE_LOGGER)
    def test_every_setter_starts_from_its_own_states_only(self):
        followup = self.plan_ticket()
        for name, (arguments, allowed, target) in SETTERS.items():
            for state in STATES:
                followup.state = state
                changed = getattr(followup, name)(*arguments)
                expected = target if state in allowed else state
                self.assertEqual(followup.state, expected, (name, state))
                self.assertEqual(bool(changed), state in allowed, (name, state))

    def test_a_setter_called_twice_changes_nothing_the_second_time(self):
        followup = self.plan_ticket()
        followup._set_done({"answer_mode": "staff"})
        with freeze_time(NOW + timedelta(days=1)):
            self.assertFalse(followup._set_done({"answer_mode": "customer"}))
        self.assertEqual(followup.done_date, NOW)
        self.assertEqual(followup.answer_mode, "staff")

    @mute_logger(GATE_LOGGER)
    def test_the_fit_ones_of_a_batch_move_and_the_others_stay(self):
        self.company.followup_gap_days = 0
        planned, done = self.plan_ticket(), self.plan_ticket()
        done._set_done({"answer_mode": "staff"})
        dropped = (planned + done)._set_dropped("refused")
        self.assertEqual(dropped, planned)
        self.assertEqual(done.state, "done")

    def test_a_way_that_does_not_exist_is_logged(self):
        followup = self.close_ticket()
        with self.assertLogs(GATE_LOGGER, "WARNING"):
            followup._set_reviewed()

    def test_nobody_writes_the_state_by_hand(self):
        followup = self.contact_ticket()
        for user in (self.dispatcher, self.supervisor, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                followup.with_user(user).state = "dropped"

    def test_an_answer_wakes_the_drawing_of_consequences(self):
        followup = self.plan_ticket()
        with self.capture_triggers(
            "huifang_followup.ir_cron_followup_process"
        ) as captured:
            followup._set_done({"answer_mode": "staff"})
        self.assertEqual(len(captured.records), 1)

    def test_what_is_finished_leaves_no_task_behind(self):
        leak = {"category_id": self.category("leak").id}
        followup = self.contact_ticket(**leak)
        self.assertTrue(followup.activity_ids)
        followup._set_dropped("unreachable")
        self.assertFalse(followup.activity_ids)

    # === ONE RECORD PER CLOSING (B13) === #

    @mute_logger("odoo.sql_db")
    def test_a_closing_has_one_record_in_the_database_itself(self):
        followup = self.close_ticket()
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            followup.create(followup._prepare_closing_values())

    def test_another_closing_or_step_has_a_record_of_its_own(self):
        followup = self.close_ticket()
        values = followup._prepare_closing_values()
        followup.create(values | {"closing_number": 2})
        followup.create(values | {"step_number": 2})
        self.assertEqual(len(followup.ticket_id.followup_ids), 3)

    @mute_logger("odoo.sql_db")
    def test_a_round_of_a_rectification_has_one_record(self):
        followup = self.answer_by_staff(self.plan_ticket(), {"m": "unsatisfied"})
        rectification = followup.rectification_ids
        values = rectification._prepare_round_values(followup)
        followup.create(values)
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            followup.create(values)

    def test_nobody_deletes_a_followup(self):
        followup = self.close_ticket()
        with self.assertRaises(UserError):
            followup.unlink()
        for user in (self.dispatcher, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                followup.with_user(user).unlink()

    def test_nobody_makes_a_followup_by_hand(self):
        values = self.close_ticket()._prepare_closing_values()
        followups = self.env["huifang.followup"]
        for user in (self.dispatcher, self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                followups.with_user(user).create(values | {"closing_number": 2})

    # === WHAT PEOPLE MAY WRITE (I5) === #

    def test_the_surveyor_writes_what_is_agreed_and_what_was_said(self):
        followup = self.contact_ticket()
        followup.with_user(self.dispatcher).write(
            {
                "user_id": self.dispatcher_two.id,
                "planned_date": NOW + timedelta(days=1),
                "channel": "phone",
                "opinion": "A bench at the gate",
            }
        )
        self.assertEqual(followup.user_id, self.dispatcher_two)
        self.assertEqual(followup.opinion, "A bench at the gate")

    def test_everything_else_is_refused(self):
        followup = self.contact_ticket().with_user(self.manager)
        chatter = ("message_", "activity_", "website_message_")
        others = {
            name
            for name, field in followup._fields.items()
            if field.store and not name.startswith(chatter)
        } - PEOPLE_FIELDS
        others -= set(MAGIC_COLUMNS)
        self.assertIn("overall_level", others)
        for name in others:
            with self.subTest(name), self.assertRaises(AccessError):
                followup.write({name: False})

    def test_an_answer_that_stands_is_changed_by_nobody(self):
        followup = self.answer_by_staff(self.plan_ticket())
        for user in (self.dispatcher, self.head, self.manager):
            for name in PEOPLE_FIELDS - REVIEW_FIELDS - LATE_FIELDS:
                with self.subTest((user.login, name)), self.assertRaises(AccessError):
                    followup.with_user(user).write({name: False})

    def test_an_answer_that_stands_is_still_commented_on(self):
        followup = self.answer_by_staff(self.plan_ticket())
        followup.with_user(self.head).review_opinion = "Well asked."
        self.assertEqual(followup.review_opinion, "Well asked.")

    def test_whoever_did_the_work_is_not_made_the_surveyor(self):
        self.office.dispatcher_ids += self.handler
        followup = self.plan_ticket()
        with self.assertRaises(ValidationError):
            followup.with_user(self.head).user_id = self.handler

    def test_somebody_from_elsewhere_is_not_made_the_surveyor(self):
        followup = self.plan_ticket()
        with self.assertRaises(ValidationError):
            followup.with_user(self.head).user_id = self.reviewer

    # === WHAT COUNTS === #

    def test_only_an_answer_counts(self):
        followup = self.plan_ticket()
        counted = {}
        for followup.state in STATES:
            counted[followup.state] = followup.is_counted
        self.assertEqual(
            {state for state, is_counted in counted.items() if is_counted},
            {"done", "reviewed"},
        )

    def test_a_suspect_answer_counts_once_a_reviewer_found_it_genuine(self):
        followup = self.answer_by_staff(self.plan_ticket())
        followup.is_suspect = True
        self.assertFalse(followup.is_counted)
        followup.suspect_verdict = "automatic"
        self.assertFalse(followup.is_counted)
        followup.suspect_verdict = "genuine"
        self.assertTrue(followup.is_counted)

    # === WHEN IT COUNTS (H10) === #

    def answer_at(self, moment, tz="Asia/Shanghai"):
        """Return a follow-up answered at a UTC moment, its office in a time zone."""
        self.env.ref("huifang_followup.resource_calendar_contact").tz = tz
        followup = self.plan_ticket()
        with freeze_time(moment):
            followup._set_done({"answer_mode": "staff"})
        return followup

    def test_an_answer_counts_on_the_day_of_the_place(self):
        self.company.followup_gap_days = 0
        days = [
            (datetime(2026, 3, 31, 15, 59), "Asia/Shanghai", "2026-03-31"),
            (datetime(2026, 3, 31, 17, 0), "Asia/Shanghai", "2026-04-01"),
            (datetime(2026, 3, 31, 22, 0), "Europe/Berlin", "2026-04-01"),
            (datetime(2026, 4, 1, 3, 59), "America/New_York", "2026-03-31"),
        ]
        for moment, tz, day in days:
            self.assertEqual(str(self.answer_at(moment, tz).done_day), day, tz)

    def test_an_answer_at_the_deadline_is_on_time(self):
        followup = self.answer_at(NOW + timedelta(hours=48))
        self.assertTrue(followup.is_on_time)

    def test_an_answer_after_the_deadline_is_late(self):
        followup = self.answer_at(NOW + timedelta(hours=48, seconds=1))
        self.assertFalse(followup.is_on_time)
        self.assertFalse(followup.is_late_by_quiet_hours)
