"""What a visit costs: own receipts, a limit, and a sum per surveyor and month (C15)."""

from datetime import date

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, PNG, HuifangCommon


@freeze_time(NOW)
class TestHuifangVisitExpense(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.visit_expense_limit = 50
        cls.household.preferred_channel = "visit"
        with freeze_time(NOW):
            cls.followup = cls.contact_ticket()
        cls.surveyor = cls.followup.user_id

    def enter(self, amount=8, user=None, **values):
        """Return an expense entered by the surveyor, or by somebody else."""
        expenses = self.env["huifang.visit.expense"].with_user(user or self.surveyor)
        defaults = {
            "followup_id": self.followup.id,
            "purpose": "Bus",
            "amount": amount,
        }
        return expenses.create(defaults | values)

    def review(self):
        self.answer_by_staff(self.followup)
        self.followup.with_user(self.head).action_review()

    # === WHOSE IT IS === #

    def test_it_is_the_one_of_who_enters_it_in_the_companys_money(self):
        expense = self.enter()
        self.assertEqual(
            (expense.user_id, expense.date, expense.currency_id),
            (self.surveyor, date(2026, 3, 4), self.company.currency_id),
        )

    def test_nobody_enters_one_in_anothers_name(self):
        with self.assertRaises(AccessError):
            self.enter(user=self.head, user_id=self.surveyor.id)

    def test_superiors_read_it_and_change_nothing(self):
        expense = self.enter()
        for user in (self.head, self.manager):
            mine = expense.with_user(user)
            self.assertEqual(mine.amount, 8)
            with self.subTest(user.login), self.assertRaises(AccessError):
                mine.amount = 1
            with self.subTest(user.login), self.assertRaises(AccessError):
                mine.unlink()

    def test_whoever_did_the_work_enters_nothing(self):
        self.office.dispatcher_ids += self.handler
        with self.assertRaises(AccessError):
            self.enter(user=self.handler)

    def test_a_slip_may_be_put_right_or_taken_back_before_the_review(self):
        expense = self.enter()
        expense.amount = 9
        self.assertEqual(expense.amount, 9)
        expense.unlink()
        self.assertFalse(self.followup.expense_ids)

    def test_after_the_review_it_stands(self):
        expense = self.enter()
        self.review()
        for change in (
            lambda: expense.write({"amount": 1}),
            expense.unlink,
            self.enter,
        ):
            with self.assertRaisesRegex(UserError, "has been reviewed"):
                change()

    def test_after_the_review_its_receipt_stands_too(self):
        expense = self.enter(receipt=PNG)
        self.review()
        files = self.env["ir.attachment"].with_user(self.surveyor)
        receipt = files.search(
            [("res_model", "=", expense._name), ("res_field", "=", "receipt")]
        )
        self.assertTrue(receipt)
        with self.assertRaises(AccessError):
            receipt.raw = b"another one"

    def test_it_is_not_moved_to_a_visit_that_was_reviewed(self):
        other = self.plan_ticket(partner_id=self.create_household().id)
        other.user_id = self.surveyor
        expense = self.enter(followup_id=other.id)
        self.review()
        with self.assertRaisesRegex(UserError, "has been reviewed"):
            expense.followup_id = self.followup

    # === WHAT MAKES SENSE === #

    @mute_logger("odoo.sql_db")
    def test_it_is_more_than_nothing(self):
        for amount in (0, -5):
            with self.assertRaises(CheckViolation), self.cr.savepoint():
                self.enter(amount)

    def test_the_visit_was_not_tomorrow(self):
        with self.assertRaisesRegex(ValidationError, "future"):
            self.enter(date="2026-03-05")

    # === LIMIT === #

    def test_up_to_the_limit_nothing_is_asked(self):
        self.assertFalse(self.enter(50).is_over_limit)

    def test_beyond_it_the_reason_is_asked(self):
        for reason in (False, " "):
            with self.assertRaisesRegex(ValidationError, "Write down why"):
                self.enter(50.01, reason=reason)

    def test_with_the_reason_it_is_marked(self):
        expense = self.enter(50.01, reason="Taxi at night.")
        self.assertTrue(expense.is_over_limit)

    def test_the_limit_is_for_all_that_a_visit_costs(self):
        first = self.enter(30)
        second = self.enter(30, reason="Two buses.")
        self.assertEqual((first.is_over_limit, second.is_over_limit), (False, True))

    def test_another_day_is_another_visit(self):
        self.enter(30)
        self.assertFalse(self.enter(30, date="2026-03-03").is_over_limit)

    def test_no_limit_is_exceeded_by_changing_an_earlier_one(self):
        first = self.enter(20)
        self.enter(30)
        with self.assertRaisesRegex(ValidationError, "Write down why"):
            first.amount = 40

    def test_a_company_without_limit_marks_nothing(self):
        self.company.visit_expense_limit = 0
        self.assertFalse(self.enter(10_000).is_over_limit)

    # === SUM === #

    def test_they_add_up_per_surveyor_and_month(self):
        self.enter(10)
        self.enter(5, date="2026-02-27")
        self.enter(7, user=self.head)
        sums = self.env["huifang.visit.expense"]._read_group(
            [], ["user_id", "date:month"], ["amount:sum"]
        )
        self.assertEqual(
            {(user, month.month): total for user, month, total in sums},
            {(self.surveyor, 3): 10, (self.surveyor, 2): 5, (self.head, 3): 7},
        )
