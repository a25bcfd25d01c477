"""The heads' weekly review: complaints of the week on the office's clock (F5)."""

from datetime import datetime, timedelta

from lxml import etree

from odoo.tests import freeze_time
from odoo.tools.safe_eval import safe_eval

from .common import NOW
from .test_helpdesk_ticket_reply import ReplyCommon


@freeze_time(NOW)
class TestReview(ReplyCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.action = cls.env.ref("huifang_followup.helpdesk_ticket_action_review")

    def list_complaints(self, user, *filters):
        """Return what a user's list holds with some of its filters."""
        arch = etree.fromstring(self.action.search_view_id.arch)
        tickets = self.env["helpdesk.ticket"].with_user(user)
        found = tickets.search(safe_eval(self.action.domain))
        for name in filters:
            node = arch.xpath(f"//filter[@name='{name}']")[0]
            found &= tickets.search(safe_eval(node.get("domain")))
        return found

    def create_at(self, moment, **values):
        with freeze_time(moment):
            return self.create_complaint(**values)

    def test_a_complaint_belongs_to_the_day_on_the_offices_clock(self):
        sunday = self.create_at(datetime(2026, 3, 1, 15, 59))
        monday = self.create_at(datetime(2026, 3, 1, 16))
        days = [str(ticket.received_day) for ticket in (sunday, monday)]
        self.assertEqual(days, ["2026-03-01", "2026-03-02"])

    def test_the_week_is_chosen(self):
        self.head.lang = "zh_CN"  # where a week begins on Monday
        weeks = ("this_week", "last_week", "week_before")
        tickets = [
            self.create_at(datetime(2026, 3, 1, 16) - timedelta(weeks=number))
            for number in range(3)
        ]
        for week, ticket in zip(weeks, tickets, strict=True):
            with self.subTest(week):
                self.assertEqual(self.list_complaints(self.head, week), ticket)

    def test_of_one_problem_one_complaint_counts(self):
        main = self.create_complaint()
        self.create_complaint(duplicate_id=main.id)
        self.create_complaint(feedback_type="inquiry")
        self.assertEqual(self.list_complaints(self.head), main)

    def test_valid_and_not_valid_and_undecided_ones(self):
        valid, invalid, undecided = (self.create_complaint() for _ in range(3))
        valid._set_validity("valid")
        invalid._set_validity("invalid", "Not ours.")
        for name, ticket in (
            ("valid", valid),
            ("invalid", invalid),
            ("undecided", undecided),
        ):
            with self.subTest(name):
                self.assertEqual(self.list_complaints(self.head, name), ticket)

    def test_late_ones_open_ones_and_those_never_answered(self):
        early = NOW - timedelta(days=9)
        late = self.create_at(early)
        closed = self.create_at(early, promised_reply_date=NOW + timedelta(days=9))
        closed.stage_id = self.done_stage
        self.assertEqual(self.list_complaints(self.head, "late"), late)
        self.assertEqual(self.list_complaints(self.head, "open"), late)
        self.assertEqual(self.list_complaints(self.head, "never_answered"), closed)

    def test_a_head_reviews_the_own_office(self):
        elsewhere = self.create_office(name="Hillside", head_id=False)
        team = self.create_team(elsewhere)
        household = self.create_household(office_id=elsewhere.id)
        self.create_complaint(team_id=team.id, partner_id=household.id)
        own = self.create_complaint()
        homeless = self.create_team(self.office, office_id=False)
        own |= self.create_complaint(team_id=homeless.id)
        self.head.group_ids += self.env.ref("helpdesk_mgmt.group_helpdesk_user")
        self.assertEqual(self.list_complaints(self.head), own)
        self.assertEqual(len(self.list_complaints(self.manager)), 3)

    def test_it_counts_by_function_and_week(self):
        self.create_complaint()
        self.create_complaint(category_id=False)
        tickets = self.env["helpdesk.ticket"].with_user(self.head)
        groups = tickets.formatted_read_group(
            safe_eval(self.action.domain), ["function_id"], ["__count"]
        )
        self.assertEqual([group["__count"] for group in groups], [1, 1])

    def test_the_menu_is_the_heads(self):
        menu = self.env.ref("huifang_followup.huifang_menu_complaint_review")
        for user, is_shown in (
            (self.head, True),
            (self.manager, True),
            (self.supervisor, False),
            (self.handler, False),
        ):
            visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
            with self.subTest(user.login):
                self.assertEqual(menu.id in visible, is_shown)
