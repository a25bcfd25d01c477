"""A correction stands beside the answer, signed, and changes no figure (I5)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon


@freeze_time(NOW)
class TestHuifangFollowupCorrection(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.household.preferred_channel = "phone"
        self.followup = self.answer_by_staff(self.plan_ticket())

    def correct(self, user, followup=None, **values):
        """Return a correction signed by a user."""
        defaults = {
            "followup_id": (followup or self.followup).id,
            "text": "She said fair, not satisfied.",
        }
        corrections = self.env["huifang.followup.correction"].with_user(user)
        return corrections.create(defaults | values)

    def get_figures(self):
        domain = [("followup_id", "=", self.followup.id)]
        ratings = self.env["huifang.rating.report"].search(domain)
        return sorted(ratings.mapped(lambda r: (r.aspect_id.code, r.level, r.rate)))

    def test_it_tells_who_said_what_and_when(self):
        correction = self.correct(self.dispatcher)
        self.assertEqual(
            (correction.signer_id, correction.signed_date, correction.text),
            (self.dispatcher, NOW, "She said fair, not satisfied."),
        )
        self.assertEqual(self.followup.correction_ids, correction)

    def test_answer_and_figures_stay_as_they_are(self):
        before = self.get_figures()
        self.correct(self.dispatcher)
        self.assertTrue(before)
        self.assertEqual(self.get_figures(), before)

    def test_nobody_signs_in_anothers_name(self):
        correction = self.correct(self.dispatcher, signer_id=self.head.id)
        self.assertEqual(correction.signer_id, self.dispatcher)

    def test_the_handler_corrects_nothing_about_own_work(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.correct(self.handler)

    def test_only_the_offices_people_correct(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hillside", head_id=stranger.id, function_ids=[])
        for user in (stranger, self.reviewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.correct(user)

    def test_what_is_not_answered_yet_is_changed_instead(self):
        followup = self.contact_ticket(feedback_type="complaint")
        with self.assertRaises(UserError):
            self.correct(followup.user_id, followup)

    def test_it_says_something(self):
        with self.assertRaises(UserError):
            self.correct(self.dispatcher, text="  ")

    def test_nobody_changes_or_deletes_it(self):
        correction = self.correct(self.dispatcher)
        for user in (self.dispatcher, self.manager, self.admin):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    correction.with_user(user).write({"text": "Never mind."})
                with self.assertRaises(AccessError):
                    correction.with_user(user).unlink()
