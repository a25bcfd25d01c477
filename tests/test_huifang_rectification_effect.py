"""Later somebody looks again (E6), and customers read what was improved (E7)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW
from .common_portal import PortalCommon
from .test_huifang_rectification import RectificationCommon

TASK = "huifang_followup.mail_activity_type_rectification"
DUE = NOW + timedelta(days=90)


class ClosedCommon(RectificationCommon):
    def close(self, **levels):
        """Return a rectification the customer was satisfied with."""
        rectification = self.rectify(**levels)
        self.answer(followup=self.ask_again(rectification))
        self.assertEqual(rectification.state, "closed")
        return rectification

    def evaluate(self, rectification, user=None, **values):
        """Say what became of it by the dialogue; return what opens next."""
        defaults = {
            "rectification_id": rectification.id,
            "effect": "effective",
            "note": "Dry since March.",
        }
        dialogue = self.env["huifang.rectification.evaluate"]
        return (
            dialogue.with_user(user or self.head)
            .create(defaults | values)
            .action_evaluate()
        )

    def ask_at(self, moment):
        with freeze_time(moment):
            self.run_cron("ask_effect")
        self.env.invalidate_all()


@freeze_time(NOW)
class TestEffect(ClosedCommon):
    def test_ninety_days_later_a_superior_without_a_part_in_it_is_asked_once(self):
        rectification = self.close()
        self.assertEqual(rectification.effect_due_date, DUE.date())
        self.ask_at(DUE - timedelta(days=1))
        self.assertFalse(rectification.activity_ids)
        for days in range(2):
            self.ask_at(DUE + timedelta(days=7 + days))
        self.assertEqual(rectification.activity_ids.user_id, self.head)
        self.assertIn("effective", rectification.activity_ids.summary)

    def test_the_company_says_when_and_whether(self):
        self.company.rectification_effect_days = 30
        self.assertEqual(
            self.close().effect_due_date, (NOW + timedelta(days=30)).date()
        )
        self.company.rectification_effect_days = 0
        rectification = self.close()
        self.ask_at(DUE + timedelta(days=999))
        self.assertFalse(rectification.activity_ids)

    def test_what_was_opened_by_mistake_is_not_asked_about(self):
        rectification = self.rectify()
        self.end(rectification, outcome="cancelled")
        self.ask_at(DUE + timedelta(days=1))
        self.assertFalse(rectification.activity_ids)

    def test_who_when_and_how_one_knows_is_kept(self):
        rectification = self.close()
        self.ask_at(DUE)
        with freeze_time(DUE):
            self.evaluate(rectification)
        self.assertEqual(rectification.effect, "effective")
        self.assertEqual(rectification.effect_note, "Dry since March.")
        self.assertEqual(rectification.effect_user_id, self.head)
        self.assertEqual(rectification.effect_date, DUE)
        self.assertFalse(rectification.activity_ids)

    def test_it_is_evaluated_once_and_stands(self):
        rectification = self.close()
        self.evaluate(rectification)
        with self.assertRaises(UserError):
            self.evaluate(rectification, effect="ineffective")
        with self.assertRaises(AccessError):
            rectification.with_user(self.head).effect = "partly"
        self.assertFalse(rectification.next_ids)

    def test_open_work_has_no_effect_yet(self):
        with self.assertRaises(UserError):
            self.evaluate(self.verify(self.rectify()))

    def test_it_takes_a_note(self):
        rectification = self.close()
        with self.assertRaises(UserError):
            self.evaluate(rectification, note="  ")
        self.assertFalse(rectification.effect)

    def test_those_who_did_it_and_those_below_do_not_evaluate(self):
        rectification = self.close()
        for user, error in (
            (self.supervisor, UserError),
            (self.dispatcher, AccessError),
            (self.reviewer, AccessError),
        ):
            with self.subTest(user.login), self.assertRaises(error):
                self.evaluate(rectification, user)

    def test_what_did_not_help_is_opened_again_linked(self):
        rectification = self.close()
        self.evaluate(rectification, effect="ineffective", note="Wet again.")
        again = rectification.next_ids
        self.assertEqual((again.state, again.origin), ("new", "effect"))
        self.assertEqual(again.problem, rectification.problem)
        self.assertEqual(again.partner_id, rectification.partner_id)
        self.assertEqual(again.responsible_id, self.supervisor)
        self.assertEqual(again.first_followup_id, rectification.followup_id)

    def test_nothing_is_opened_where_the_head_does_not_want_it(self):
        rectification = self.close()
        self.evaluate(rectification, effect="ineffective", is_opened_anew=False)
        self.assertFalse(rectification.next_ids)

    def test_the_button_opens_the_dialogue(self):
        rectification = self.close().with_user(self.head)
        dialogue = Form.from_action(rectification.env, rectification.action_evaluate())
        dialogue.effect = "partly"
        dialogue.note = "Better, not good."
        dialogue.save().action_evaluate()
        self.assertEqual(rectification.effect, "partly")


@freeze_time(NOW)
class TestImprovements(ClosedCommon, PortalCommon):
    """What was improved because of the last answers is told in the next invitation."""

    def improve(self, *texts, office=None):
        """Close one rectification after the other, each with its improvement."""
        for number, text in enumerate(texts):
            rectification = self.create_by_hand(
                office_id=(office or self.office).id,
                function_id=False,
                responsible_id=self.cleaner.id,
            )
            with freeze_time(NOW + timedelta(minutes=number)):
                self.finish(rectification)
                self.end(rectification, self.manager)
            rectification.with_user(self.manager).improvement = text

    def read_invitation(self, followup):
        mail = self.env["mail.mail"].search(
            [("recipient_ids", "in", followup.partner_id.ids)], order="id desc", limit=1
        )
        return mail.body_html

    def test_mail_and_page_list_the_newest_few(self):
        self.improve("Old thing", "New lamps", "Lift mended", "Cameras at the gate")
        followup = self.ask()
        for text in (
            self.read_invitation(followup),
            self.read_page(self.link(followup)),
        ):
            self.assertIn("because of the last answers", text)
            self.assertLess(text.index("Cameras at the gate"), text.index("Lift"))
            self.assertIn("New lamps", text)
            self.assertNotIn("Old thing", text)

    def test_without_any_there_is_no_heading(self):
        followup = self.ask()
        self.assertNotIn("last answers", self.read_invitation(followup))
        self.assertNotIn("last answers", self.read_page(self.link(followup)))

    def test_other_offices_improvements_are_not_ours(self):
        self.improve("Hilltop lamps", office=self.create_office(name="Hilltop"))
        self.assertNotIn("Hilltop lamps", self.read_invitation(self.ask()))

    def test_open_work_is_no_improvement(self):
        rectification = self.rectify()
        rectification.improvement = "Promised"
        self.assertFalse(self.office._get_improvements())
        with self.assertRaises(AccessError):
            rectification.with_user(self.head).improvement = "Done soon"

    def test_supervisor_and_head_write_it_after_the_closing_and_nobody_else(self):
        rectification = self.close()
        for user in (self.supervisor, self.head, self.manager):
            rectification.with_user(user).improvement = user.login
        with self.assertRaises(AccessError):
            rectification.with_user(self.dispatcher).improvement = "Mine"

    def test_what_was_typed_is_shown_as_it_is(self):
        self.improve("<b>Lamps</b>")
        page = self.read_page(self.link(self.ask()))
        self.assertIn("&lt;b&gt;Lamps&lt;/b&gt;", page)

    def test_the_same_improvement_is_listed_once(self):
        self.improve("New lamps", "New lamps")
        self.assertEqual(self.office._get_improvements(), ["New lamps"])
