"""Work that is not accepted goes back, each time with its reason on record (E2)."""

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOW, PNG
from .test_huifang_rectification import RectificationCommon


@freeze_time(NOW)
class TestByTheOffice(RectificationCommon):
    def test_who_when_why_and_what_had_been_done_is_kept(self):
        rectification = self.finish(self.rectify())
        rejection = self.send_back(rectification, self.dispatcher)
        self.assertEqual(rejection.signer_id, self.dispatcher)
        self.assertEqual(rejection.signed_date, NOW)
        self.assertEqual(rejection.source, "office")
        self.assertEqual(rejection.reason, "It still drips.")
        self.assertEqual(rejection.measure, "Replaced the washer.")
        self.assertEqual(rectification.state, "in_progress")

    def test_what_is_done_next_leaves_it_as_it_was(self):
        rectification = self.finish(self.rectify())
        rejection = self.send_back(rectification)
        rectification.with_user(self.supervisor).measure = "Another tap."
        self.assertEqual(rejection.measure, "Replaced the washer.")

    def test_every_time_is_counted_and_kept(self):
        rectification = self.rectify()
        for reason in ("It drips.", "It runs."):
            self.send_back(self.finish(rectification), reason=reason)
        self.assertEqual(rectification.rejection_ids.mapped("number"), [1, 2])
        self.assertEqual(
            rectification.rejection_ids.mapped("reason"), ["It drips.", "It runs."]
        )
        self.assertEqual(rectification.rejection_count, 2)

    def test_the_button_asks_for_the_reason(self):
        rectification = self.finish(self.rectify()).with_user(self.head)
        dialogue = Form.from_action(rectification.env, rectification.action_reject())
        dialogue.reason = "Still wet."
        dialogue.save()
        self.assertEqual(rectification.state, "in_progress")
        self.assertEqual(rectification.rejection_ids.reason, "Still wet.")

    def test_without_a_reason_nothing_goes_back(self):
        rectification = self.finish(self.rectify())
        with self.assertRaises(UserError) as refused:
            self.send_back(rectification, reason="  ")
        self.assertIn("not right yet", str(refused.exception))
        self.assertEqual(rectification.state, "to_verify")
        self.assertFalse(rectification.rejection_ids)

    def test_those_who_did_it_reject_nothing(self):
        rectification = self.finish(self.rectify())
        with self.assertRaises(UserError):
            self.send_back(rectification, self.supervisor)
        self.assertEqual(rectification.state, "to_verify")

    def test_nobody_speaks_for_the_customer(self):
        rectification = self.verify(self.rectify())
        answer = rectification.followup_ids
        with self.assertRaises(AccessError):
            self.send_back(rectification, source="customer", followup_id=answer.id)

    def test_it_is_never_changed_nor_deleted(self):
        rejection = self.send_back(self.finish(self.rectify()))
        for user in (self.head, self.manager):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    rejection.with_user(user).reason = "All fine."
                with self.assertRaises(AccessError):
                    rejection.with_user(user).unlink()

    def test_a_responsible_without_role_reads_why(self):
        worker = self.create_user("worker")
        rectification = self.rectify()
        rectification.responsible_id = worker
        rejection = self.send_back(self.finish(rectification))
        self.assertEqual(rejection.with_user(worker).reason, "It still drips.")
        stranger = self.create_user("stranger")
        self.assertFalse(rejection.with_user(stranger).has_access("read"))

    def test_evidence_comes_with_it_and_stands(self):
        rectification = self.finish(self.rectify())
        photo = {"image": PNG, "name": "Puddle"}
        rejection = self.send_back(rectification, photo_ids=[(0, 0, photo)])
        self.assertEqual(rectification.photo_ids, rejection.photo_ids)
        evidence = rejection.photo_ids.with_user(self.head)
        with self.assertRaises(UserError):
            evidence.name = "Sunshine"
        with self.assertRaises(UserError):
            evidence.unlink()
        with self.assertRaises(UserError):
            evidence.create({"rejection_id": rejection.id, "image": PNG})


@freeze_time(NOW)
class TestTwoAtOnce(RectificationCommon):
    """Whoever comes second is told how it stands, and nothing is lost."""

    def test_the_second_to_verify_is_told(self):
        rectification = self.finish(self.rectify())
        rectification.with_user(self.head).action_verify()
        with self.assertRaises(UserError) as refused:
            rectification.with_user(self.dispatcher).action_verify()
        self.assertIn("To accept", str(refused.exception))
        self.assertEqual(rectification.verifier_id, self.head)
        self.assertEqual(len(rectification.followup_ids), 1)

    def test_verified_work_may_still_be_sent_back(self):
        rectification = self.verify(self.rectify())
        self.send_back(rectification, self.dispatcher)
        self.assertEqual(rectification.state, "in_progress")

    def test_the_second_to_reject_is_told(self):
        rectification = self.finish(self.rectify())
        self.send_back(rectification)
        with self.assertRaises(UserError) as refused:
            self.send_back(rectification, self.dispatcher)
        self.assertIn("In progress", str(refused.exception))
        self.assertEqual(rectification.rejection_count, 1)

    def test_of_two_in_the_same_moment_the_database_takes_one(self):
        rectification = self.finish(self.rectify())
        rejection = self.send_back(rectification)
        with (
            self.assertRaises(psycopg2.errors.UniqueViolation),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.env.cr.execute(
                "INSERT INTO huifang_rectification_rejection (rectification_id, "
                "number, source, reason, signer_id, signed_date) SELECT "
                "rectification_id, number, source, reason, signer_id, signed_date "
                "FROM huifang_rectification_rejection WHERE id = %s",
                [rejection.id],
            )


@freeze_time(NOW)
class TestByTheCustomer(RectificationCommon):
    def reject_by_answer(self):
        rectification = self.rectify()
        answer = self.answer(followup=self.ask_again(rectification), c="unsatisfied")
        return rectification, answer

    def test_the_customers_words_are_kept_with_the_answer(self):
        rectification, answer = self.reject_by_answer()
        rejection = rectification.rejection_ids
        self.assertEqual(rejection.source, "customer")
        self.assertEqual(rejection.followup_id, answer)
        self.assertIn("It was bad.", rejection.reason)
        self.assertEqual(rejection.measure, "Replaced the washer.")

    def test_whoever_recorded_it_signs(self):
        rectification, answer = self.reject_by_answer()
        self.assertTrue(answer.recorder_id)
        self.assertEqual(rectification.rejection_ids.signer_id, answer.recorder_id)

    def test_running_twice_keeps_one(self):
        rectification, answer = self.reject_by_answer()
        answer._process_answers()
        self.assertEqual(len(rectification.rejection_ids), 1)
        self.assertEqual(rectification.rejection_count, 1)

    def test_both_sides_stand_in_one_list(self):
        rectification, _answer = self.reject_by_answer()
        self.send_back(self.finish(rectification))
        self.assertEqual(
            rectification.rejection_ids.mapped("source"), ["customer", "office"]
        )
