"""Superiors review records with an opinion; what waits too long is listed (C11)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestHuifangFollowupReview(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.policy("service").share_rate = 100
        cls.followups = cls.answer_many(2)

    def review(self, followups, user=None, opinion="Well asked."):
        """Review records chosen in the list."""
        dialogue = Form(
            self.env["huifang.followup.review"]
            .with_user(user or self.head)
            .with_context(active_ids=followups.ids)
        )
        dialogue.opinion = opinion
        dialogue.save().action_review()

    def find_overdue(self, days):
        with freeze_time(NOW + timedelta(days=days, minutes=1)):
            self.env.invalidate_all()
            followups = self.env["huifang.followup"].with_user(self.head)
            found = followups.search([("is_review_overdue", "=", True)])
            self.assertEqual(found, followups.search([]).filtered("is_review_overdue"))
        return found

    def test_several_are_reviewed_at_once_with_one_opinion(self):
        self.review(self.followups)
        for followup in self.followups:
            self.assertEqual(
                (followup.state, followup.review_opinion, followup.reviewer_id),
                ("reviewed", "Well asked.", self.head),
            )
        self.assertEqual(self.followups.mapped("review_date"), [NOW, NOW])

    def test_a_record_keeps_the_opinion_that_was_written_for_it(self):
        self.followups[0].with_user(self.head).review_opinion = "Ask why next time."
        self.review(self.followups)
        self.assertEqual(self.followups[0].review_opinion, "Ask why next time.")

    def test_an_opinion_says_something(self):
        with self.assertRaisesRegex(UserError, "opinion"):
            self.review(self.followups, opinion="  ")

    def test_nobody_reviews_what_he_recorded_himself(self):
        followup = self.plan_ticket(partner_id=self.create_household().id)
        followup.user_id = self.head
        self.answer_by_staff(followup)
        with self.assertRaisesRegex(AccessError, followup.name):
            self.review(self.followups | followup)
        self.assertEqual(set(self.followups.mapped("state")), {"done"})

    def test_a_dispatcher_reviews_nothing(self):
        with self.assertRaises(AccessError):
            self.review(self.followups, user=self.dispatcher)

    def test_nobody_reviews_the_records_of_others_offices(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hillside", head_id=stranger.id, function_ids=[])
        dialogue = self.env["huifang.followup.review"].with_user(stranger)
        dialogue = dialogue.create({"opinion": "Mine."})
        dialogue.sudo().followup_ids = self.followups
        with self.assertRaises(UserError):
            dialogue.action_review()
        self.assertEqual(set(self.followups.mapped("state")), {"done"})

    def test_it_is_reviewed_once(self):
        self.review(self.followups)
        with self.assertRaisesRegex(UserError, "does not wait"):
            self.review(self.followups[0])

    def test_what_waits_longer_than_the_company_lets_it_is_overdue(self):
        self.assertFalse(self.find_overdue(days=6))
        self.assertEqual(self.find_overdue(days=7), self.followups.sorted("id")[::-1])
        self.company.followup_review_days = 10
        self.assertFalse(self.find_overdue(days=7))

    def test_what_was_reviewed_is_never_overdue(self):
        self.review(self.followups)
        self.assertFalse(self.find_overdue(days=30))
