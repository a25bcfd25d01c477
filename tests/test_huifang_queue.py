"""A queue may be killed at any moment and run twice: nothing doubled, nothing lost."""

from contextlib import suppress
from datetime import timedelta
from unittest.mock import patch

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon

QUEUE_LOGGER = "odoo.addons.huifang_followup.models.huifang_queue_mixin"


class Killed(BaseException):
    """The process ends in the middle of its work."""


@freeze_time(NOW)
class TestHuifangQueue(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_gap_days = 0
        cls.followups = cls.env["huifang.followup"]
        for _ in range(5):
            cls.followups += cls.close_ticket()

    def run_queue(self, limit=2):
        """Plan the new follow-ups in a transaction of their own, as the cron does."""
        with self.enter_registry_test_mode(), self.registry.cursor() as cr:
            followups = self.env(cr=cr)["huifang.followup"]
            queue = [("state", "=", "new"), ("id", "in", self.followups.ids)]
            followups._process_queue(queue, "_plan", limit)

    def record_batches(self):
        """Return a list that fills with the size of every batch worked on."""
        sizes, real = [], type(self.followups)._plan

        def _plan(followups):
            sizes.append(len(followups))
            real(followups)

        self.patch(type(self.followups), "_plan", _plan)
        return sizes

    def break_on(self, broken, error):
        """Let planning fail, within the block, where this record is in the batch."""
        real = type(self.followups)._plan

        def _plan(followups):
            if broken.id in followups.ids:
                raise error
            real(followups)

        return patch.object(type(self.followups), "_plan", _plan)

    # === BATCHES === #

    def test_a_queue_longer_than_a_batch_is_worked_through(self):
        sizes = self.record_batches()
        self.run_queue()
        self.assertEqual(sizes, [2, 2, 1])
        self.assertEqual(set(self.followups.mapped("state")), {"planned"})

    def test_a_second_run_finds_nothing_to_do(self):
        self.run_queue()
        sizes = self.record_batches()
        self.run_queue()
        self.assertEqual(sizes, [])

    def test_a_run_stops_when_its_time_is_over_and_the_next_goes_on(self):
        crons = type(self.env["ir.cron"])
        with patch.object(crons, "_commit_progress", lambda *args, **kwargs: 0):
            self.run_queue()
        self.assertEqual(len(self.followups.filtered("planned_date")), 2)

    def test_what_a_killed_run_finished_stays_and_the_next_run_does_the_rest(self):
        with self.break_on(self.followups[3], Killed()), suppress(Killed):
            self.run_queue()
        states = self.followups.mapped("state")
        self.assertEqual(states, ["planned", "planned", "new", "new", "new"])

        self.run_queue()
        self.assertEqual(set(self.followups.mapped("state")), {"planned"})
        self.assertEqual(self.followups.mapped("draw_number"), [1, 2, 3, 4, 5])

    def test_the_scheduled_action_plans_what_is_new(self):
        self.run_cron("plan")
        self.assertEqual(set(self.followups.mapped("state")), {"planned"})

    # === ERRORS === #

    @mute_logger(QUEUE_LOGGER)
    def test_a_record_that_fails_keeps_the_error_and_the_others_go_on(self):
        with self.break_on(self.followups[1], ValueError("No such hour.")):
            self.run_queue()
        self.assertEqual(
            self.followups.mapped("state"),
            ["planned", "new", "planned", "planned", "planned"],
        )
        self.assertEqual(self.followups[1].queue_error, "No such hour.")
        self.assertFalse(
            any((self.followups - self.followups[1]).mapped("queue_error"))
        )

    @mute_logger(QUEUE_LOGGER)
    def test_a_problem_is_told_in_the_language_of_the_office(self):
        self.head.lang = "zh_CN"
        self.office.dispatcher_ids = self.handler
        self.office.head_id = self.handler
        self.handler.lang = "zh_CN"
        self.function.supervisor_id = False
        self.run_queue()
        self.assertIn("没有", self.followups[0].queue_error)

    def test_a_failing_record_leaves_nothing_half_done(self):
        failing = self.followups[0]
        self.patch(type(failing), "_set_planned", lambda followups: 1 / 0)
        self.run_queue()
        self.assertEqual((failing.state, failing.name), ("new", "/"))
        self.assertFalse(failing.draw_id)

    @mute_logger(QUEUE_LOGGER)
    def test_a_failing_record_is_tried_again_after_an_hour(self):
        sizes = self.record_batches()
        self.followups._set_queue_error("Add a dispatcher.")
        with freeze_time(NOW + timedelta(minutes=59)):
            self.run_queue()
        self.assertEqual(sizes, [])
        with freeze_time(NOW + timedelta(hours=1)):
            self.run_queue(limit=5)
        self.assertEqual(sizes, [5])

    def test_what_works_in_the_end_keeps_no_error(self):
        self.followups._set_queue_error("Add a dispatcher.")
        with freeze_time(NOW + timedelta(hours=1)):
            self.run_queue()
        self.assertEqual(set(self.followups.mapped("queue_error")), {False})

    def test_an_error_is_logged_once_however_often_it_is_tried(self):
        broken = self.break_on(self.followups[0], ValueError("No such hour."))
        with broken, self.assertLogs(QUEUE_LOGGER, "WARNING") as logs:
            self.run_queue()
            with freeze_time(NOW + timedelta(hours=1)):
                self.run_queue()
        self.assertEqual(len(logs.output), 1)
