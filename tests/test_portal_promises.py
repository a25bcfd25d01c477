"""The customer reads on the own page what was promised, and the answer (C7)."""

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestPortalPromises(PortalCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.ask()
        self.promise = self.create_promise(self.followup)
        self.log_in(self.customer)

    def read_followup(self):
        return self.read_page(self.followup._get_customer_url())

    def test_the_day_is_shown_until_the_answer_is_there(self):
        page = self.read_followup()
        self.assertIn("When will the pipe be replaced?", page)
        self.assertIn("March 6, 2026", page)

    def test_the_answer_takes_the_place_of_the_day(self):
        self.promise._set_answered({"answer": "In May."})
        page = self.read_followup()
        self.assertIn("In May.", page)
        self.assertNotIn("March 6, 2026", page)

    def test_an_answer_that_is_being_written_is_not_shown(self):
        self.promise.answer = "Never, I am afraid."
        self.assertNotIn("Never", self.read_followup())

    def test_what_others_were_promised_is_not_found(self):
        self.log_in(self.stranger)
        self.assertEqual(self.get(self.followup._get_customer_url()).status_code, 404)
