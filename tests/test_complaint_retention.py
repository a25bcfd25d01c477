"""What was said and ordered about a complaint goes with its papers (I4)."""

from odoo.tests import freeze_time

from .common import NOW
from .common_retention import RetentionCommon

WORDS = "Zhuge-Qilin"


@freeze_time(NOW)
class TestSheetOfAnOldComplaint(RetentionCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.answer_ticket(feedback_type="complaint")
        self.ticket = self.followup.ticket_id
        self.ticket._set_validity("invalid", WORDS)
        self.sheet = self.env["huifang.escalation.sheet"].create(
            {"ticket_id": self.ticket.id, "state": "department"}
        )
        self.order = self.env["huifang.work.order"].create(
            {
                "sheet_id": self.sheet.id,
                "task": WORDS,
                "user_id": self.handler.id,
                "deadline": "2026-03-10 09:00:00",
            }
        )
        self.add_traces(self.sheet, WORDS)
        self.add_traces(self.order, WORDS)
        self.order.result = WORDS
        self.order._set_done()
        self.sheet.remark = WORDS

    def test_all_words_go_and_who_signed_stays(self):
        self.sheet.action_cancel()
        self.ticket.invalidate_recordset()
        self.anonymise(months=37)
        self.assertTrue(self.ticket.anonymised_date)
        self.assertFalse(self.find_everywhere(WORDS))
        steps = self.sheet.opinion_ids.mapped("step")
        self.assertEqual(steps, ["department", "work_order", "result"])
        self.assertEqual(self.order.user_id, self.handler)
        self.assertEqual(self.ticket.validity, "invalid")

    def test_nothing_goes_while_a_sheet_is_open(self):
        self.anonymise(months=37)
        self.assertFalse(self.ticket.anonymised_date)
        self.assertEqual(self.sheet.remark, WORDS)

    def test_nor_is_it_erased(self):
        obstacles = list(self.household._list_erasure_obstacles(self.company))
        self.assertIn(self.sheet.name, " ".join(obstacles))
