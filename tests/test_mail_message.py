"""Messages are read by whoever reads the record, and stand as they were written."""

from odoo.exceptions import AccessError
from odoo.tests import JsonRpcException, freeze_time, mute_logger

from .common import NOW
from .common_portal import PortalCommon


class MailMessageCommon(PortalCommon):
    def setUp(self):
        super().setUp()
        self.followup, self.rectification = self.ask(), self.complain()
        self.records = (self.followup, self.rectification)
        self.track()
        self.rectification.measure = "New seals."
        self.track()

    def track(self):
        """Put what changed into the chatter."""
        self.env.flush_all()
        self.env.cr.precommit.run()

    def write_in(self, record):
        """Return what the household wrote on the page of a record."""
        customer = self.customer.partner_id
        return record.sudo().message_post(
            body="It leaks again.",
            author_id=customer.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def find_history(self, record):
        """Return a message that tells what changed."""
        return record.message_ids.filtered(lambda m: m.sudo().tracking_value_ids)[:1]


@freeze_time(NOW)
class TestWhoReads(MailMessageCommon):
    def setUp(self):
        super().setUp()
        self.leaver = self.rectification.responsible_id
        self.leaver.notification_type = "inbox"
        for record in self.records:
            record.message_subscribe(self.leaver.partner_id.ids)

    def leave(self):
        """Take whoever did the work so far out of the office."""
        self.rectification.responsible_id = self.head
        self.function.supervisor_id = False
        self.assertFalse(self.followup.with_user(self.leaver).has_access("read"))

    def is_found(self, message, user):
        messages = self.env["mail.message"].with_user(user)
        return message in messages.search([("model", "=", message.model)])

    def test_followers_who_work_there_are_told(self):
        for record in self.records:
            message = self.write_in(record)
            self.assertIn(self.leaver.partner_id, message.notified_partner_ids)
            self.assertIn("leaks", message.with_user(self.leaver).body)

    def test_who_has_left_the_office_is_told_of_nothing(self):
        self.leave()
        for record in self.records:
            message = self.write_in(record)
            self.assertIn(self.leaver.partner_id, record.message_partner_ids)
            self.assertNotIn(self.leaver.partner_id, message.notified_partner_ids)

    def test_who_has_left_the_office_reads_nothing_he_was_told_of(self):
        messages = [self.write_in(record) for record in self.records]
        self.leave()
        for message in messages:
            with self.subTest(message.model):
                self.assertFalse(self.is_found(message, self.leaver))
                self.assertTrue(self.is_found(message, self.head))
                with self.assertRaises(AccessError):
                    message.with_user(self.leaver).read(["body"])

    def test_what_he_wrote_himself_he_still_reads(self):
        record = self.followup.with_user(self.leaver)
        own = record.message_post(body="I called him.", message_type="comment")
        self.leave()
        self.assertTrue(self.is_found(own, self.leaver))
        self.assertIn("called", own.read(["body"])[0]["body"])

    def test_whom_a_colleague_names_is_told_only_if_he_reads_the_record(self):
        message = self.followup.with_user(self.head).message_post(
            body="Look at this.",
            partner_ids=(self.handler | self.supervisor).partner_id.ids,
        )
        self.assertNotIn(self.handler.partner_id, message.notified_partner_ids)
        self.assertIn(self.supervisor.partner_id, message.notified_partner_ids)

    def test_customers_read_no_message_over_rpc(self):
        message = self.write_in(self.followup)
        message.sudo().partner_ids = self.member.partner_id
        with self.assertRaises(AccessError):
            message.with_user(self.member).read(["body"])
        self.assertFalse(self.is_found(message, self.member))


@freeze_time(NOW)
class TestWhoChanges(MailMessageCommon):
    def everybody(self):
        return (self.dispatcher, self.head, self.reviewer, self.manager, self.admin)

    def assert_stands(self, message):
        """Nobody rewrites, hides, moves or deletes a message."""
        for user in self.everybody():
            own = message.with_user(user)
            changes = (
                lambda own=own: own.write({"body": "All fine."}),
                lambda own=own: own.write({"is_internal": True}),
                lambda own=own: own.write({"res_id": 0}),
                own.unlink,
            )
            for change in changes:
                with self.subTest(user.login), self.assertRaises(AccessError):
                    change()

    def test_what_customers_write_stands(self):
        for record in self.records:
            self.assert_stands(self.write_in(record))

    def test_what_changed_stands(self):
        for record in self.records:
            self.assert_stands(self.find_history(record).ensure_one())

    def test_the_values_of_a_change_stand(self):
        values = self.find_history(self.followup).sudo().tracking_value_ids[:1]
        values = values.with_user(self.admin)
        for change in (
            lambda: values.write({"new_value_char": "Other"}),
            lambda: values.copy({"new_value_char": "Other"}),
            values.unlink,
        ):
            with self.assertRaises(AccessError):
                change()

    def test_what_a_colleague_writes_stands(self):
        note = self.followup.with_user(self.supervisor).message_post(body="Called.")
        self.assert_stands(note.sudo())

    def test_the_record_does_not_let_go_of_its_messages(self):
        message = self.write_in(self.followup)
        for command in ((5,), (2, message.id), (3, message.id)):
            with self.assertRaises(AccessError):
                self.followup.with_user(self.manager).message_ids = [command]

    def test_nobody_writes_in_the_name_of_others(self):
        followup = self.followup.with_user(self.dispatcher)
        with self.assertRaises(AccessError):
            followup.message_post(
                body="All fine.", author_id=self.household.id, message_type="comment"
            )

    def test_an_own_comment_can_be_corrected_and_withdrawn(self):
        own = self.followup.with_user(self.dispatcher)
        comment = own.message_post(body="Cald him.", message_type="comment")
        comment.write({"body": "Called him."})
        self.assertIn("Called", comment.body)
        comment.unlink()
        self.assertFalse(comment.exists())

    def test_administrators_do_not_rewrite_it_in_the_chatter_either(self):
        message = self.write_in(self.followup)
        self.log_in(self.admin)
        params = {"message_id": message.id, "update_data": {"body": "All fine."}}
        with mute_logger("odoo.http"), self.assertRaises(JsonRpcException):
            self.make_jsonrpc_request("/mail/message/update_content", params)
        self.env.invalidate_all()
        self.assertIn("leaks", message.body)

    def test_customers_correct_what_they_wrote(self):
        self.log_in(self.customer)
        page = self.read_page(f"/my/followup/{self.followup.id}")
        token = page.split('data-token="')[1].split('"')[0]
        message = self.write_in(self.followup)
        params = {"message_id": message.id, "update_data": {"body": "It leaks."}}
        self.make_jsonrpc_request(
            "/mail/message/update_content", {**params, "token": token}
        )
        self.env.invalidate_all()
        self.assertIn("It leaks.", message.body)

    def test_messages_of_other_records_are_odoos_own(self):
        note = self.household.with_user(self.head).message_post(body="Moved in.")
        note.with_user(self.admin).unlink()
        self.assertFalse(note.exists())
