"""Photos of before and after, and which of them the customer sees (E2)."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestPhotos(PortalCommon):
    def take(self, rectification, user=None, **values):
        defaults = {"rectification_id": rectification.id, "moment": "before"}
        photos = self.env["huifang.rectification.photo"]
        photos = photos.with_user(user or rectification.responsible_id)
        return photos.create({**defaults, "image": PNG, **values})

    def test_the_responsible_person_needs_no_role(self):
        rectification = self.rectify()
        rectification.responsible_id = worker = self.create_user("worker")
        photo = self.take(rectification, moment="after", name="New tap")
        self.assertEqual(photo.create_uid, worker)
        rectification.with_user(worker).write(
            {"photo_ids": [(0, 0, {"image": PNG, "moment": "before"})]}
        )
        self.assertEqual(rectification.photo_ids.mapped("moment"), ["before", "after"])

    def test_strangers_add_see_and_move_none(self):
        rectification, own = self.rectify(), self.rectify()
        photo = self.take(rectification)
        stranger = self.create_user("colleague")
        own.responsible_id = stranger
        self.assertFalse(photo.with_user(stranger).has_access("read"))
        with self.assertRaises(AccessError):
            self.take(rectification, stranger)
        mine = self.take(own)
        with self.assertRaises(AccessError):
            mine.rectification_id = rectification

    def test_what_is_verified_stands(self):
        rectification = self.rectify()
        photo = self.take(rectification)
        self.finish(rectification)
        for user in (self.supervisor, self.head):
            with self.subTest(user.login):
                with self.assertRaises(UserError):
                    photo.with_user(user).image = False
                with self.assertRaises(UserError):
                    photo.with_user(user).unlink()
                with self.assertRaises(UserError):
                    self.take(rectification, user)

    def test_what_was_looked_at_stands_when_the_work_is_sent_back(self):
        rectification = self.rectify()
        photo = self.take(rectification)
        self.finish(rectification)
        rectification.env["huifang.rectification.rejection"].with_user(
            self.head
        ).create({"rectification_id": rectification.id, "reason": "Still wet."})
        self.assertEqual(rectification.state, "in_progress")
        with self.assertRaises(UserError):
            photo.with_user(self.supervisor).unlink()
        with self.assertRaises(UserError):
            photo.with_user(self.supervisor).image = PNG
        self.take(rectification)  # of the work done since

    def test_what_the_customer_sees_is_decided_until_the_end(self):
        rectification = self.rectify()
        photo = self.take(rectification)
        self.assertFalse(photo.is_public)
        self.verify(rectification)
        photo.with_user(self.head).is_public = True
        self.end(rectification)
        with self.assertRaises(UserError):
            photo.with_user(self.head).is_public = False

    def test_the_customer_sees_the_chosen_ones_only(self):
        rectification = self.complain()
        self.take(rectification, name="Puddle", is_public=True)
        self.take(rectification, name="Ledger")
        self.verify(rectification)
        self.log_in(self.customer)
        page = self.read_page(f"/my/rectification/{rectification.id}")
        self.assertIn("Puddle", page)
        self.assertNotIn("Ledger", page)
        link = self.read_page(self.link(self.send_notice(rectification)))
        self.assertIn("Puddle", link)
        self.assertNotIn("Ledger", link)

    def test_the_address_on_the_page_serves_the_photo(self):
        rectification = self.complain()
        self.take(rectification, is_public=True)
        (shown,) = rectification.photo_ids._prepare_customer_photos()
        self.authenticate(None, None)
        picture = self.get(shown["url"])
        self.assertEqual(picture.headers["Content-Type"], "image/png")
        self.assertEqual(picture.content[:8], base64.b64decode(PNG)[:8])
        refused = self.get(shown["url"].partition("?")[0])
        self.assertNotEqual(refused.content, picture.content)

    def test_no_picture_is_no_photo(self):
        rectification = self.rectify()
        with self.assertRaises(UserError):
            self.take(rectification, image=base64.b64encode(b"no picture").decode())
