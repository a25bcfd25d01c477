"""Customers and office write to each other; notes stay in the office (D6)."""

import json

from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, freeze_time, mute_logger

from .common import NOW
from .common_portal import PortalCommon

TASK = "huifang_followup.mail_activity_type_message"


class MessageCommon(PortalCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.ask()

    def get_key(self, record, user):
        """Return what the page of a record hands to its messages."""
        self.log_in(user)
        page = self.read_page(record._get_customer_url())
        return page.split('data-token="')[1].split('"')[0]

    def call(self, route, record, **params):
        thread = {"thread_model": record._name, "thread_id": record.id}
        result = self.make_jsonrpc_request(route, thread | params)
        self.env.invalidate_all()
        return result

    def read_messages(self, record, key):
        """Return the bodies of the messages as the page's script gets them."""
        result = self.call("/mail/chatter_fetch", record, token=key)
        return [
            message["body"][1] for message in result["data"].get("mail.message", [])
        ]

    def write_message(self, record, key, body="Please come on Friday.", **data):
        post = {"body": body, "message_type": "comment"} | data
        post.setdefault("subtype_xmlid", "mail.mt_comment")
        return self.call("/mail/message/post", record, token=key, post_data=post)

    def read_thread(self, record, user, key=None):
        """Return everything the chatter of a record says about its surroundings."""
        self.log_in(user)
        params = {
            "thread_model": record._name,
            "thread_id": record.id,
            "access_params": {"token": key},
            "request_list": ["attachments", "activities", "followers"],
        }
        result = self.make_jsonrpc_request(
            "/mail/data", {"fetch_params": [["mail.thread", params]]}
        )
        return json.dumps(result)

    def react(self, message, key):
        params = {"message_id": message.id, "content": "👍", "action": "add"}
        self.make_jsonrpc_request("/mail/message/reaction", {**params, "token": key})
        self.env.invalidate_all()

    def post_by_staff(self, record, body, subtype="mail.mt_comment", **values):
        return record.with_user(self.head).message_post(
            body=body, message_type="comment", subtype_xmlid=subtype, **values
        )

    def assert_closed(self, record, key):
        """Neither reading nor writing works with this key."""
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.read_messages(record, key)
        self.assert_not_writable(record, key)

    def assert_not_writable(self, record, key):
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.write_message(record, key)


@freeze_time(NOW)
class TestReading(MessageCommon):
    def test_messages_are_shown_and_notes_are_not(self):
        self.post_by_staff(self.followup, "We come on Thursday.")
        self.post_by_staff(self.followup, "He is difficult.", "mail.mt_note")
        self.followup.sudo().planned_date = "2026-03-06 02:30:00"  # is tracked
        self.env.cr.flush()
        key = self.get_key(self.followup, self.customer)
        bodies = self.read_messages(self.followup, key)
        self.assertEqual(len(bodies), 1)
        self.assertIn("We come on Thursday.", bodies[0])

    def test_messages_of_a_rectification_are_its_own(self):
        rectification = self.complain()
        self.post_by_staff(rectification, "The part is ordered.")
        key = self.get_key(rectification, self.customer)
        self.assertIn("ordered", self.read_messages(rectification, key)[0])
        self.assert_closed(self.followup, key)

    def test_the_page_of_others_gives_no_key_and_theirs_opens_nothing(self):
        key = self.get_key(self.followup, self.customer)
        self.log_in(self.stranger)
        for tried in (key, "x", "False", self.followup.access_token):
            with self.subTest(tried):
                self.assert_closed(self.followup, tried)

    def test_who_has_left_the_household_keeps_a_key_that_opens_nothing(self):
        key = self.get_key(self.followup, self.member)
        self.assertEqual(self.read_messages(self.followup, key), [])
        self.daughter.parent_id = False
        self.env.cr.flush()
        self.log_in(self.member)
        self.assert_closed(self.followup, key)

    def test_without_login_the_key_opens_nothing(self):
        key = self.get_key(self.followup, self.customer)
        self.authenticate(None, None)
        for tried in (key, "", self.followup.access_token):
            with self.subTest(tried):
                self.assert_not_writable(self.followup, tried)
        self.assert_closed(self.followup, key)

    def test_files_of_notes_are_not_served(self):
        files = [("a.txt", b"secret")]
        note = self.post_by_staff(
            self.followup, "See file.", "mail.mt_note", attachments=files
        )
        file = note.attachment_ids
        key = self.get_key(self.followup, self.customer)
        self.assertEqual(self.read_messages(self.followup, key), [])
        self.assertEqual(self.get(f"/web/content/{file.id}").status_code, 404)

    def test_the_key_opens_no_files_tasks_or_followers_of_the_office(self):
        for record in (self.followup, self.complain()):
            self.env["ir.attachment"].create(
                {
                    "name": "Recording.mp3",
                    "raw": b"x",
                    "res_model": record._name,
                    "res_id": record.id,
                }
            )
            record.activity_schedule(summary="Calm him down", user_id=self.head.id)
            record.message_subscribe(self.head.partner_id.ids)
            self.assertIn("Recording.mp3", self.read_thread(record, self.head))
            text = self.read_thread(
                record, self.customer, self.get_key(record, self.customer)
            )
            for secret in ("Recording.mp3", "Calm him down", self.head.name):
                with self.subTest(record._name, secret=secret):
                    self.assertNotIn(secret, text)

    def test_the_key_opens_no_note_to_react_to(self):
        key = self.get_key(self.followup, self.customer)
        shown = self.post_by_staff(self.followup, "We come on Thursday.")
        self.react(shown, key)
        self.assertEqual(shown.sudo().reaction_ids.partner_id, self.household)
        note = self.post_by_staff(self.followup, "He is difficult.", "mail.mt_note")
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.react(note, key)
        self.assertFalse(note.sudo().reaction_ids)

    def test_a_key_is_bound_to_the_user(self):
        keys = {self.get_key(self.followup, u) for u in (self.customer, self.member)}
        self.assertEqual(len(keys), 2)
        key = self.get_key(self.followup, self.customer)
        self.log_in(self.member)
        self.assert_closed(self.followup, key)

    def test_a_follow_up_no_longer_shown_closes_its_messages(self):
        key = self.get_key(self.followup, self.customer)
        self.followup._set_dropped("unreachable")
        self.env.cr.flush()
        self.assert_closed(self.followup, key)


@freeze_time(NOW)
class TestWriting(MessageCommon):
    def test_the_customer_is_the_author(self):
        for user in (self.customer, self.member):
            key = self.get_key(self.followup, user)
            self.write_message(self.followup, key)
            message = self.followup.message_ids[0]
            with self.subTest(user.login):
                self.assertEqual(message.author_id, user.partner_id)
                self.assertIn("Friday", message.body)

    def test_the_surveyor_gets_one_task_for_several_messages(self):
        key = self.get_key(self.followup, self.customer)
        for _ in range(2):
            self.write_message(self.followup, key)
        task = self.followup.activity_search([TASK])
        self.assertEqual(task.user_id, self.followup.user_id)
        self.assertEqual(len(task), 1)

    def test_the_responsible_person_gets_the_task_of_a_rectification(self):
        rectification = self.complain()
        self.write_message(rectification, self.get_key(rectification, self.customer))
        task = rectification.activity_search([TASK])
        self.assertEqual(task.user_id, rectification.responsible_id)

    def test_staff_give_no_such_task(self):
        self.post_by_staff(self.followup, "We come on Thursday.")
        self.assertFalse(self.followup.activity_search([TASK]))

    def test_who_may_only_read_a_record_says_nothing_to_its_customer(self):
        for record in (self.followup, self.complain()):
            as_reviewer = record.with_user(self.reviewer)
            self.log_in(self.reviewer)
            with (
                self.subTest(record._name),
                mute_logger("odoo.http"),
                self.assert_nothing_written(),
            ):
                with self.assertRaises(JsonRpcException):
                    self.write_message(record, key=None)
                with self.assertRaises(AccessError):
                    as_reviewer.message_post(body="x", message_type="comment")
                with self.assertRaises(AccessError):
                    as_reviewer.activity_schedule(user_id=self.reviewer.id)

    def test_harmful_html_is_taken_out(self):
        key = self.get_key(self.followup, self.customer)
        self.write_message(
            self.followup, key, "<p onclick='x()'>Hi<script>alert(1)</script></p>"
        )
        body = self.followup.message_ids[0].body
        for harm in ("script", "onclick", "alert"):
            self.assertNotIn(harm, body)

    def test_a_file_of_others_cannot_be_attached(self):
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"secret"})
        key = self.get_key(self.followup, self.customer)
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.write_message(self.followup, key, attachment_ids=file.ids)

    def test_the_answer_by_mail_leads_customers_with_a_login_to_the_page(self):
        self.followup.message_subscribe(self.customer.partner_id.ids)
        self.post_by_staff(self.followup, "We come on Thursday.")
        mails = self.env["mail.mail"].sudo().search([("res_id", "=", self.followup.id)])
        bodies = "".join(mails.mapped("body_html"))
        self.assertIn(f"/my/followup/{self.followup.id}", bodies)
