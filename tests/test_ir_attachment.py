"""Signatures, photos and recordings stay as they are once their record is finished."""

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestFinalFiles(PortalCommon):
    def create_file(self, record, user=None, **values):
        """Return a file attached to a record, as its people see it."""
        files = self.env["ir.attachment"].with_user(user or self.head)
        defaults = {
            "name": "Photo.jpg",
            "raw": b"As it was",
            "res_model": record._name,
            "res_id": record.id,
        }
        return files.create(defaults | values)

    def assert_stays(self, file):
        """Nobody overwrites, renames, moves or deletes a file."""
        for user in (self.dispatcher, self.head, self.manager, self.admin):
            own = file.with_user(user)
            changes = (
                lambda own=own: own.write({"raw": b"Forged"}),
                lambda own=own: own.write({"name": "Other.jpg"}),
                lambda own=own: own.write({"res_id": 0}),
                own.unlink,
            )
            for change in changes:
                with (
                    self.subTest(user.login),
                    self.assertRaisesRegex(AccessError, "kept as they are"),
                ):
                    change()
        self.assertTrue(file.exists())

    def sign_visit(self):
        """Return a follow-up answered at the door, and its signature's file."""
        followup = self.ask()
        followup.channel = "visit"
        self.answer_by_staff(followup)
        about = [("res_model", "=", followup._name), ("res_id", "=", followup.id)]
        domain = [*about, ("res_field", "=", "signature")]
        return followup, self.env["ir.attachment"].search(domain).ensure_one()

    def test_the_signature_of_an_answer_stays(self):
        _followup, signature = self.sign_visit()
        self.assert_stays(signature)

    def test_no_other_signature_takes_its_place(self):
        followup, _signature = self.sign_visit()
        for user in (self.head, self.admin):
            with self.assertRaises(AccessError):
                self.create_file(followup, user, res_field="signature")
            loose = self.create_file(followup, user, res_id=0)
            with self.assertRaises(AccessError):
                loose.write({"res_id": followup.id, "res_field": "signature"})
        self.assertEqual(followup.signature.decode(), PNG)

    def test_a_recording_stays_once_the_follow_up_is_answered(self):
        followup = self.ask()
        file = self.create_file(followup)
        self.answer_by_staff(followup)
        self.assert_stays(file)
        followup.with_user(self.head).action_review()
        self.assert_stays(file)

    def test_a_photo_stays_once_the_rectification_is_closed_or_cancelled(self):
        for end in ("_set_closed", "_set_cancelled"):
            rectification = self.complain()
            file = self.create_file(rectification)
            getattr(rectification, end)("Nothing to do.")
            self.assert_stays(file)

    def test_a_photo_of_the_work_is_exchanged_on_its_form_only(self):
        rectification = self.complain()
        photo = self.env["huifang.rectification.photo"].create(
            {"rectification_id": rectification.id, "moment": "before", "image": PNG}
        )
        self.assert_stays(photo._get_image_files()[photo.id])
        photo.with_user(rectification.responsible_id).image = PNG

    def test_a_legal_hold_keeps_the_photos_of_the_work(self):
        rectification = self.complain()
        worker = rectification.responsible_id
        photo = (
            self.env["huifang.rectification.photo"]
            .with_user(worker)
            .create(
                {"rectification_id": rectification.id, "moment": "before", "image": PNG}
            )
        )
        self.household.with_user(self.head)._set_hold("Lawsuit 12")
        for change in (photo.unlink, lambda: photo.write({"image": PNG})):
            with self.assertRaisesRegex(AccessError, "legal hold"):
                change()
        photo.copy()

    def test_no_model_with_files_is_forgotten(self):
        evidence = self.env.registry["huifang.evidence.mixin"]
        for name, model in self.env.registry.items():
            own = [
                field
                for field in model._fields.values()
                if field.type == "binary" and field.store and field.attachment
            ]
            is_ours = model._original_module == "huifang_followup"
            if own and is_ours and not model._transient:
                with self.subTest(name):
                    self.assertTrue(issubclass(model, evidence))

    def test_a_further_file_can_be_added_and_stays(self):
        followup, _signature = self.sign_visit()
        self.assert_stays(self.create_file(followup))

    def test_until_then_a_wrong_file_is_exchanged(self):
        for record in (self.ask(), self.complain()):
            file = self.create_file(record)
            file.write({"raw": b"Better"})
            file.unlink()
            self.assertFalse(file.exists())

    def test_who_uploaded_it_does_not_delete_it_by_its_token_either(self):
        followup = self.ask()
        file = self.create_file(followup, self.dispatcher)
        params = {"attachment_id": file.id, "access_token": file._get_ownership_token()}
        self.answer_by_staff(followup)
        for user in (self.dispatcher, self.customer):
            self.log_in(user)
            self.url_open("/mail/attachment/delete", json={"params": params})
            self.assertTrue(file.exists())

    def test_a_file_does_not_go_with_the_correction_of_its_message(self):
        followup = self.ask()
        own = followup.with_user(self.dispatcher)
        note = own.message_post(
            body="See photo.", message_type="comment", attachments=[("a.jpg", b"x")]
        )
        self.answer_by_staff(followup)
        with self.assertRaises(AccessError):
            own._message_update_content(note, body="Nothing.", attachment_ids=[])
        self.assertTrue(note.attachment_ids.exists())

    def test_files_of_other_records_are_odoos_own(self):
        file = self.create_file(self.household)
        file.unlink()
        self.assertFalse(file.exists())


@freeze_time(NOW)
class TestFilesOfNewRecords(PortalCommon):
    def test_a_file_uploaded_before_its_record_is_saved_belongs_to_it(self):
        rectifications = self.env["huifang.rectification"].with_user(self.supervisor)
        loose = {"name": "Gate.jpg", "raw": b"x", "res_model": rectifications._name}
        file = self.env["ir.attachment"].with_user(self.supervisor).create(loose)
        rectification = rectifications.create(
            {
                "office_id": self.office.id,
                "function_id": self.function.id,
                "problem": "Gate squeaks.",
                "public_attachment_ids": [Command.link(file.id)],
            }
        )
        self.env.invalidate_all()
        self.assertEqual(file.with_user(self.dispatcher).raw, b"x")
        later = file.create(loose | {"name": "Later.jpg"})
        rectification.public_attachment_ids += later
        self.assertEqual((file | later).mapped("res_id"), 2 * rectification.ids)

    def test_a_file_of_another_record_stays_there(self):
        file = self.env["ir.attachment"].create(
            {"name": "a", "raw": b"x", "res_model": "res.partner"}
            | {"res_id": self.household.id}
        )
        self.complain().public_attachment_ids = file
        self.assertEqual(file.res_id, self.household.id)
