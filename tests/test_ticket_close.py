"""Closing a ticket in the portal: one's own, by the button, where it is offered."""

from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestTicketClose(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["helpdesk.ticket.stage"].search([]).close_from_portal = False
        cls.done_stage.close_from_portal = True
        cls.ticket = cls.create_ticket()

    def close(self, ticket=None, stage=None, page_of=None, **form):
        """Press the button of a ticket's page, whatever the form then holds."""
        page = self.get(f"/my/ticket/{(page_of or self.ticket).id}")
        values = {
            "ticket_id": (ticket or self.ticket).id,
            "stage_id": (stage or self.done_stage).id,
        }
        response = self.post("/ticket/close", values | form, page=page)
        self.env.invalidate_all()
        return response

    def test_the_household_closes_its_ticket_by_the_button(self):
        for user in (self.customer, self.member):
            ticket = self.create_ticket()
            self.log_in(user)
            response = self.close(ticket, page_of=ticket)
            with self.subTest(user.login):
                self.assertEqual(response.status_code, 303)
                self.assertEqual(ticket.stage_id, self.done_stage)
                self.assertEqual(len(ticket.followup_ids), 1)

    def test_a_mere_link_closes_nothing(self):
        self.log_in(self.customer)
        with self.assert_nothing_written():
            response = self.get(
                "/ticket/close",
                params={"ticket_id": self.ticket.id, "stage_id": self.done_stage.id},
            )
        self.assertEqual(response.status_code, 405)
        self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_without_the_pages_token_nothing_is_closed(self):
        self.log_in(self.customer)
        for token in ({}, {"csrf_token": "guess"}):
            form = {"ticket_id": self.ticket.id, "stage_id": self.done_stage.id}
            response = self.get("/ticket/close", data=form | token)
            self.assertEqual(response.status_code, 400)
        self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_another_household_closes_nothing(self):
        own = self.create_ticket(partner_id=self.stranger.partner_id.id)
        self.log_in(self.stranger)
        for form in ({}, {"access_token": "guess"}):
            response = self.close(page_of=own, **form)
            self.assertTrue(response.headers["Location"].endswith("/my"))
            self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_whoever_has_the_tickets_token_closes_it(self):
        token = self.ticket._portal_ensure_token()
        own = self.create_ticket(partner_id=self.stranger.partner_id.id)
        self.log_in(self.stranger)
        self.close(page_of=own, access_token=token)
        self.assertEqual(self.ticket.stage_id, self.done_stage)

    def test_a_colleague_who_only_reads_it_closes_nothing(self):
        """Dispatchers read the tickets of their office to prepare a contact."""
        mine = self.create_ticket(partner_id=self.dispatcher.partner_id.id)
        self.log_in(self.dispatcher)
        self.assertTrue(self.ticket.with_user(self.dispatcher).has_access("read"))
        self.close(page_of=mine)
        self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_a_stage_the_page_does_not_offer_is_not_reached(self):
        foreign = self.env["helpdesk.ticket.stage"].create(
            {
                "name": "Others' End",
                "closed": True,
                "close_from_portal": True,
                "team_ids": [(6, 0, self.create_team(self.office).ids)],
            }
        )
        self.log_in(self.customer)
        for stage in (self.cancelled_stage, foreign):
            with self.subTest(stage.name):
                self.close(stage=stage)
                self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_a_closed_ticket_is_not_closed_once_more(self):
        self.cancelled_stage.close_from_portal = True
        other = self.create_ticket()
        self.log_in(self.customer)
        self.close()
        self.close(stage=self.cancelled_stage, page_of=other)
        self.assertEqual(self.ticket.stage_id, self.done_stage)

    def test_nonsense_leads_home(self):
        self.log_in(self.customer)
        for form in (
            {"ticket_id": "x"},
            {"ticket_id": "999999999"},
            {"stage_id": ""},
            {"stage_id": "-1"},
        ):
            with self.subTest(form):
                self.assertEqual(self.close(**form).status_code, 303)
                self.assertEqual(self.ticket.stage_id, self.new_stage)

    def test_the_page_shows_its_sidebar_and_its_buttons(self):
        self.log_in(self.customer)
        page = self.read_page(f"/my/ticket/{self.ticket.id}")
        self.assertIn('action="/ticket/close"', page)
        self.assertNotIn('method="GET"', page)
        self.assertIn(self.done_stage.name, page)
        self.assertIn(
            f'data-id="number" class="mb-0 text-break">{self.ticket.number}', page
        )
