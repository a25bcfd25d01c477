"""The whole story in one test."""

from datetime import timedelta

from odoo.tests import freeze_time

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestFlow(HuifangCommon):
    def test_a_bad_answer_is_put_right_until_the_customer_is_satisfied(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_staff(followup, {"c": "unsatisfied"}, resolved="no")
        rectification = followup.rectification_ids
        self.assertEqual(rectification.responsible_id, self.supervisor)

        work = rectification.with_user(self.supervisor)
        work.write({"cause_category": "people", "measure": "Replaced the washer."})
        work.action_plan()
        work.action_start()
        work.action_finish()
        rectification.with_user(self.head).action_verify()

        second = rectification.followup_ids
        second._plan()
        self.assertEqual((second.round, second.state), (2, "planned"))
        self.answer_by_staff(second)
        self.assertEqual(rectification.state, "closed")
        rates = dict(
            self.env["huifang.rating.report"]._read_group(
                [("office_id", "=", self.office.id), ("aspect_id.code", "=", "c")],
                ["pass_kind"],
                ["rate:avg"],
            )
        )
        self.assertEqual(rates, {"first": 0.0, "after": 100.0})

    def test_the_customer_answers_by_link_and_the_ticket_shows_it(self):
        followup = self.contact_ticket()
        with freeze_time(NOW + timedelta(hours=1)):
            sheet = followup._start_answer()
            with freeze_time(NOW + timedelta(hours=1, minutes=1)):
                self.assertFalse(sheet._submit_followup(self.answer_form(followup)))
        self.assertEqual(followup.state, "done")
        self.assertEqual(followup.answer_mode, "customer")
        self.assertTrue(followup.is_counted)
        self.assertEqual(followup.ticket_id.satisfaction, "satisfied")
