"""The ticket shows what came of it, to those who may read it, at a constant cost."""

from lxml import html

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import NOW
from .common_retention import UNSATISFIED, RetentionCommon


@freeze_time(NOW)
class TestChain(RetentionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_max_rounds = 9

    def get_lines(self, ticket, user):
        """Return the texts of the panel's lines, blanks made one."""
        panel = html.fromstring(f"<div>{ticket.with_user(user).chain or ''}</div>")
        return [" ".join(li.text_content().split()) for li in panel.iter("li")]

    def test_it_tells_rounds_rectifications_and_acceptance(self):
        first, rectification = self.open_case()
        second = self.ask_again(rectification, UNSATISFIED)
        third = self.ask_again(rectification)
        lines = self.get_lines(first.ticket_id, self.head)
        self.assertEqual(len(lines), 3)
        self.assertIn(f"Round 1 {first.name}", lines[0])
        self.assertIn("Unsatisfied", lines[0])
        self.assertIn(f"{rectification.name} Repairs Closed", lines[0])
        self.assertIn(f"{second.name} {rectification.name}", lines[1])
        self.assertIn("Not accepted", lines[1])
        self.assertRegex(lines[2], rf"{third.name} .*Satisfied Accepted")

    def test_what_was_noted_by_hand_stands_at_the_end(self):
        ticket = self.answer_ticket().ticket_id
        by_hand = self.create_rectification(ticket_id=ticket.id)
        self.assertIn(
            f"Noted by hand {by_hand.name}", self.get_lines(ticket, self.head)[1]
        )

    def test_a_ticket_without_any_shows_nothing(self):
        self.assertFalse(self.create_ticket().with_user(self.head).chain)

    def test_each_role_sees_it_and_nobody_else(self):
        ticket = self.open_case()[0].ticket_id
        for user in (self.dispatcher, self.supervisor, self.head, self.manager):
            with self.subTest(user.login):
                self.assertEqual(len(self.get_lines(ticket, user)), 1)
        with self.assertRaises(AccessError):
            self.get_lines(ticket, self.handler)

    def test_a_dispatcher_of_another_office_sees_nothing_of_it(self):
        elsewhere = self.create_user(
            "elsewhere", groups="helpdesk_mgmt.group_helpdesk_user"
        )
        self.create_office(
            name="Hillside", dispatcher_ids=[(6, 0, elsewhere.ids)], head_id=False
        )
        ticket = self.open_case()[0].ticket_id
        self.assertFalse(self.get_lines(ticket, elsewhere))

    def test_what_people_wrote_is_no_markup(self):
        self.function.name = "<b>Repairs</b>"
        ticket = self.open_case()[0].ticket_id
        self.assertIn("&lt;b&gt;", ticket.with_user(self.head).chain)

    def test_more_rounds_cost_no_more_queries(self):
        def count_queries(ticket):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertTrue(ticket.with_user(self.head).chain)
            return self.env.cr.sql_log_count - before

        first, rectification = self.open_case()
        self.ask_again(rectification, UNSATISFIED)
        count_queries(first.ticket_id)  # templates and rules are in the cache now
        few = count_queries(first.ticket_id)
        for _ in range(4):
            self.ask_again(rectification, UNSATISFIED)
        self.assertEqual(count_queries(first.ticket_id), few)
