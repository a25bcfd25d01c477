"""Photos and recordings prove an answer and are kept with it (C3)."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestHuifangFollowupEvidence(PortalCommon):
    def setUp(self):
        super().setUp()
        self.household.preferred_channel = "phone"
        self.followup = self.ask()
        self.record = self.followup.with_user(self.followup.user_id)

    def upload(self, name="call.mp3", **values):
        """Return a file as the surveyor's form uploads it."""
        files = self.env["ir.attachment"].with_user(self.record.env.user)
        owner = {"res_model": self.record._name, "res_id": self.record.id}
        return files.create({"name": name, "raw": b"Hello?", **owner, **values})

    def attach(self, **values):
        """Return a file that the surveyor has just attached."""
        file = self.upload(**values)
        self.record.evidence_ids += file
        return file

    def test_a_photo_is_attached_while_recording(self):
        file = self.attach(name="tap.jpg")
        self.answer_by_staff(self.followup)
        self.assertEqual(self.followup.evidence_ids, file.sudo())

    def test_a_recording_may_come_after_the_answer(self):
        self.answer_by_staff(self.followup)
        file = self.attach()
        self.assertEqual(self.followup.evidence_ids, file.sudo())

    def test_nothing_comes_after_the_review(self):
        self.answer_by_staff(self.followup)
        self.followup.with_user(self.head).action_review()
        with self.assertRaises(AccessError):
            self.attach()

    def test_a_wrong_file_is_taken_away_before_the_answer(self):
        file = self.attach()
        self.record.evidence_ids -= file
        file.unlink()
        self.assertFalse(self.followup.evidence_ids)

    def test_what_proves_an_answer_is_not_taken_away(self):
        self.attach()
        self.answer_by_staff(self.followup)
        with self.assertRaisesRegex(UserError, "stays with it"):
            self.record.evidence_ids = False

    def test_what_proves_an_answer_is_neither_changed_nor_deleted(self):
        file = self.attach()
        self.answer_by_staff(self.followup)
        for change in (lambda: file.write({"raw": b"Delighted."}), file.unlink):
            with self.assertRaisesRegex(AccessError, "kept as they are"):
                change()

    def test_a_file_uploaded_loosely_becomes_the_records_own(self):
        file = self.attach(res_model=False, res_id=False)
        self.assertEqual(
            (file.res_model, file.res_id), (self.followup._name, self.followup.id)
        )

    def test_a_file_of_another_record_is_not_taken(self):
        other = self.plan_ticket()
        with self.assertRaisesRegex(UserError, "another record"):
            self.attach(res_id=other.id)

    def test_whoever_did_the_work_attaches_nothing(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.followup.with_user(self.handler).evidence_ids = self.upload()

    def test_customers_see_only_the_files_meant_for_them(self):
        self.attach(name="call.mp3")
        self.answer_by_staff(self.followup)
        shown = self.upload("plan.pdf").with_user(self.head)
        self.followup.with_user(self.head).public_attachment_ids = shown
        self.log_in(self.customer)
        page = self.read_page(self.followup._get_customer_url())
        self.assertIn("plan.pdf", page)
        self.assertNotIn("call.mp3", page)
        for file in self.followup.evidence_ids:
            self.assertEqual(self.get(f"/web/content/{file.id}").status_code, 404)

    def test_recordings_go_with_the_record(self):
        file = self.attach()
        self.answer_by_staff(self.followup)
        self.followup.sudo()._anonymise()
        self.assertFalse(file.exists())
