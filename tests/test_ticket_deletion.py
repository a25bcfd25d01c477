"""A ticket goes: deleted, or found to be a duplicate. What was said stays (I4)."""

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestTicketDeleted(PortalCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.ask()
        self.promise = self.create_promise(self.followup)
        self.rectification = self.rectify_followup(self.followup, c="unsatisfied")

    def delete(self):
        self.followup.ticket_id.unlink()
        self.env.invalidate_all()

    def test_answer_and_rectification_stay(self):
        self.delete()
        self.assertEqual(self.followup.state, "done")
        self.assertIn("unsatisfied", self.followup.line_ids.mapped("level"))
        self.assertTrue(self.rectification.exists())

    def test_what_was_promised_is_still_answered(self):
        self.delete()
        record = self.promise.with_user(self.promise.user_id)
        record.write({"answer": "In May.", "answer_channel": "phone"})
        record.action_answer()
        self.assertTrue(record.is_kept)

    def test_the_customers_page_still_opens(self):
        self.delete()
        self.log_in(self.customer)
        page = self.read_page(self.followup._get_customer_url())
        self.assertIn(self.followup.name, page)
        self.assertIn("When will the pipe be replaced?", page)

    def test_staff_open_the_record_and_find_no_ticket_to_open_again(self):
        self.followup.sudo().is_resolved = "no"
        self.delete()
        record = self.followup.with_user(self.dispatcher)
        self.assertFalse(record.can_reopen_ticket)
        names = [name for name in record.fields_get() if name != "id"]
        self.assertTrue(record.read(names))

    def test_the_rectification_goes_on_to_the_customers_word(self):
        self.delete()
        self.verify(self.rectification)
        self.assertEqual(self.rectification.state, "to_accept")


@freeze_time(NOW)
class TestTicketDuplicate(PortalCommon):
    def test_an_answer_stays_though_the_ticket_turns_out_a_duplicate(self):
        followup = self.rectify_followup(self.ask(), c="unsatisfied").followup_id
        followup.ticket_id.duplicate_id = self.create_ticket()
        self.assertEqual((followup.state, followup.is_counted), ("done", True))

    def test_what_was_not_asked_yet_is_not_asked(self):
        followup = self.plan_ticket(category_id=self.category("leak").id)
        followup.ticket_id.duplicate_id = self.create_ticket()
        followup._contact()
        self.assertEqual(followup.drop_reason, "duplicate")
