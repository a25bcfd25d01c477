"""One answer to all who raised the same problem (C14)."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestHuifangPublicAnswer(PortalCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.neighbour = cls.create_household(name="Li Si", unit_number="2-202")
        with freeze_time(NOW):
            leak = {"category_id": cls.category("leak").id}
            cls.mine = cls.contact_ticket(**leak)
            cls.theirs = cls.contact_ticket(partner_id=cls.neighbour.id, **leak)
        cls.followups = cls.mine | cls.theirs

    def write_answer(self, user=None, **values):
        """Return a draft by the head, or somebody else, about both follow-ups."""
        answers = self.env["huifang.public.answer"].with_user(user or self.head)
        defaults = {
            "name": "Water pressure in block 3",
            "text": "The new pump comes in May.",
            "followup_ids": self.followups.ids,
        }
        return answers.create(defaults | values)

    def publish(self, **values):
        answer = self.write_answer(**values)
        answer.action_publish()
        return answer

    # === PUBLISHING === #

    def test_it_is_filed_with_each_followup(self):
        answer = self.publish()
        self.assertEqual(
            (answer.state, answer.publisher_id, answer.published_date),
            ("published", self.head, NOW),
        )
        for followup in self.followups:
            self.assertEqual(followup.public_answer_ids, answer.sudo())

    def test_it_keeps_what_was_promised_about_it(self):
        promises = self.create_promise(self.mine) | self.create_promise(self.theirs)
        self.publish()
        self.assertEqual(promises.mapped("answer"), ["The new pump comes in May."] * 2)
        self.assertEqual(promises.mapped("is_kept"), [True, True])

    def test_what_was_promised_about_something_else_stays_open(self):
        about_it, about_else = (self.create_promise(self.mine) for _ in range(2))
        answer = self.write_answer()
        self.assertEqual(answer.promise_ids.sudo(), (about_it | about_else).sudo())
        answer.promise_ids -= about_else.with_user(self.head)
        answer.action_publish()
        self.assertEqual((about_it.state, about_else.state), ("answered", "open"))

    def test_once_published_it_is_final(self):
        answer = self.publish()
        for values in ({"text": "In June."}, {"followup_ids": self.mine.ids}):
            with self.subTest(values), self.assertRaises(AccessError):
                answer.write(values)
        with self.assertRaisesRegex(UserError, "stands"):
            answer.unlink()
        with self.assertRaisesRegex(UserError, "already"):
            answer.action_publish()

    def test_a_draft_may_be_changed_and_thrown_away(self):
        answer = self.write_answer()
        answer.text = "In June."
        answer.unlink()
        self.assertFalse(self.mine.public_answer_ids)

    def test_it_says_something_and_is_for_somebody(self):
        for values in ({"text": " "}, {"followup_ids": [], **self.place()}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "choose the"):
                self.publish(**values)

    def test_nobody_reads_it_where_nobody_was_asked(self):
        self.theirs._set_dropped("refused")
        with self.assertRaisesRegex(UserError, "Nobody reads"):
            self.publish()

    def place(self):
        return {"office_id": self.office.id, "function_id": self.function.id}

    # === WHO MAY === #

    def test_a_dispatcher_reads_it_and_publishes_nothing(self):
        answer = self.write_answer().with_user(self.dispatcher)
        self.assertTrue(answer.text)
        with self.assertRaises(AccessError):
            answer.action_publish()

    def test_a_supervisor_answers_about_the_own_function(self):
        self.publish(user=self.supervisor)
        self.followups.sudo().function_id = False
        with self.assertRaises(AccessError):
            self.write_answer(self.supervisor, office_id=self.office.id)

    def test_followups_of_another_office_are_not_answered(self):
        elsewhere = self.create_office(name="Hillside", function_ids=[])
        with self.assertRaisesRegex(ValidationError, "Hillside"):
            self.write_answer(office_id=elsewhere.id, function_id=False)

    def test_promises_of_others_are_not_answered(self):
        foreign = self.create_promise(self.theirs)
        with self.assertRaisesRegex(ValidationError, "these follow-ups"):
            self.write_answer(
                followup_ids=self.mine.ids, promise_ids=foreign.ids, **self.place()
            )

    # === WHAT CUSTOMERS SEE === #

    def test_every_customer_reads_it_with_its_files(self):
        self.publish(attachment_ids=self.upload("pump.pdf").ids)
        self.log_in(self.customer)
        page = self.read_page(self.mine._get_customer_url())
        self.assertIn("Water pressure in block 3", page)
        self.assertIn("The new pump comes in May.", page)
        self.assertIn("pump.pdf", page)
        self.assertNotIn("Li Si", page)

    def test_the_offices_people_open_the_file_too(self):
        file = self.upload("pump.pdf")
        self.write_answer(attachment_ids=file.ids)
        self.assertEqual(file.with_user(self.dispatcher).raw, b"pump")

    def upload(self, name):
        """Return a file as the form uploads it before it is saved."""
        files = self.env["ir.attachment"].with_user(self.head)
        return files.create({"name": name, "raw": b"pump"})

    def test_nobody_reads_a_draft(self):
        self.write_answer()
        self.log_in(self.customer)
        page = self.read_page(self.mine._get_customer_url())
        self.assertNotIn("new pump", page)
