"""An answer by the link says who gave it: staff are no customers (C12, D1)."""

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestAnsweredByStaff(PortalCommon):
    def submit_as(self, user, followup):
        """Return the follow-up answered on its form by whoever is logged in."""
        self.log_in(user)
        self.start(followup)
        followup.company_id.followup_suspect_after_mail = 0
        followup.company_id.followup_suspect_on_form = 0
        self.submit(followup, self.answer_form(followup))
        self.assertEqual(followup.state, "done")
        return followup

    def test_a_customer_s_answer_is_the_customer_s(self):
        followup = self.submit_as(self.customer, self.ask())
        self.assertEqual(followup.answer_mode, "customer")
        self.assertFalse(followup.recorder_id)

    def test_a_dispatcher_s_answer_is_marked_as_staff_s(self):
        followup = self.submit_as(self.dispatcher, self.ask())
        self.assertEqual(followup.answer_mode, "staff")
        self.assertEqual(followup.recorder_id, self.dispatcher)
        self.assertTrue(followup.is_counted)

    def test_the_handler_s_answer_waits_for_a_reviewer(self):
        followup = self.submit_as(self.handler, self.ask())
        self.assertEqual(followup.recorder_id, self.handler)
        self.assertTrue(followup.is_suspect)
        self.assertFalse(followup.is_counted)

    def test_who_lives_in_the_household_answers_as_a_customer(self):
        self.dispatcher_two.partner_id.parent_id = self.household
        followup = self.submit_as(self.dispatcher_two, self.ask())
        self.assertEqual(followup.answer_mode, "customer")

    def test_the_handler_at_home_waits_for_a_reviewer_too(self):
        self.handler.partner_id.parent_id = self.household
        followup = self.submit_as(self.handler, self.ask())
        self.assertTrue(followup.is_suspect)

    def test_a_signature_by_staff_is_marked(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.log_in(self.dispatcher)
        self.sign(self.link(followup, "/accept"))
        self.assertEqual(followup.answer_mode, "staff")
        self.assertEqual(followup.recorder_id, self.dispatcher)

    def test_who_put_it_right_does_not_accept_it_in_the_customer_s_name(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.log_in(rectification.responsible_id)
        self.sign(self.link(followup, "/accept"))
        self.run_cron("process")
        self.assertFalse(followup.is_counted)
        self.assertEqual(rectification.state, "to_accept")
