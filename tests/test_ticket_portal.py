"""The helpdesk's pages ask what it is, and say how it was followed up (D6, D9)."""

from lxml import html

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestFeedbackForm(PortalCommon):
    def setUp(self):
        super().setUp()
        self.log_in(self.customer)

    def submit_ticket(self, **form):
        """Send the form of a new ticket; return the response and the ticket, if any."""
        before = self.find_tickets()
        defaults = {"subject": "Lamp", "description": "It is dark."}
        page = self.get("/new/ticket")
        response = self.post("/submitted/ticket", defaults | form, page=page)
        return response, self.find_tickets() - before

    def find_tickets(self):
        return self.env["helpdesk.ticket"].search([])

    def test_the_form_offers_what_one_may_write_in_for(self):
        page = html.fromstring(self.read_page("/new/ticket"))
        offered = page.xpath("//select[@name='feedback_type']/option/@value")
        self.assertEqual(offered, ["", "complaint", "suggestion", "inquiry", "praise"])

    def test_the_page_of_the_ticket_shows_what_was_chosen(self):
        ticket = self.create_ticket(feedback_type="complaint")
        self.log_in(self.customer)
        self.assertIn("Complaint", self.read_page(f"/my/ticket/{ticket.id}"))

    def test_what_is_chosen_stands_on_the_ticket(self):
        for code in ("complaint", "praise"):
            _response, ticket = self.submit_ticket(feedback_type=code)
            self.assertEqual(ticket.feedback_type, code)
            self.assertEqual(ticket.partner_id, self.household)

    def test_a_request_is_none_of_them(self):
        for form in ({"feedback_type": ""}, {}):
            _response, ticket = self.submit_ticket(**form)
            self.assertEqual((len(ticket), ticket.feedback_type), (1, False))

    def test_anything_else_is_refused_with_a_word(self):
        response, ticket = self.submit_ticket(feedback_type="bribe")
        self.assertFalse(ticket)
        self.assertEqual(response.status_code, 422)
        self.assertIn("Choose what you write in for", response.text)


@freeze_time(NOW)
class TestTicketPage(PortalCommon):
    def test_it_leads_to_the_follow_up(self):
        followup = self.ask()
        self.log_in(self.customer)
        page = self.read_page(f"/my/ticket/{followup.ticket_id.id}")
        self.assertIn(f'href="/my/followup/{followup.id}"', page)

    def test_a_ticket_not_followed_up_says_nothing(self):
        followup = self.close_ticket()
        followup._set_dropped("not_drawn")
        self.log_in(self.customer)
        page = self.read_page(f"/my/ticket/{followup.ticket_id.id}")
        self.assertNotIn("/my/followup/", page)

    def test_whoever_has_only_the_tickets_token_learns_nothing_of_it(self):
        ticket = self.ask().ticket_id
        token = ticket._portal_ensure_token()
        for user in (None, self.stranger):
            self.authenticate(user and user.login, user and user.login)
            page = self.read_page(f"/my/ticket/{ticket.id}/{token}")
            self.assertNotIn("/my/followup/", page)
