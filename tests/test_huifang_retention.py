"""The preview: what will be anonymised today and soon, and what is held (I4)."""

from odoo.exceptions import AccessError
from odoo.fields import Datetime
from odoo.tests import freeze_time

from .common import NOW
from .common_retention import RetentionCommon

TICKETS, FOLLOWUPS = "helpdesk.ticket", "huifang.followup"
RECTIFICATIONS = "huifang.rectification"


@freeze_time(NOW)
class TestHuifangRetention(RetentionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.first, cls.rectification = cls.open_case()
        cls.second = cls.ask_again(cls.rectification)
        cls.by_hand = cls.create_rectification()
        cls.by_hand._set_cancelled("Nothing to do.")

    def open_preview(self, user=None):
        """Return the preview's rows by kind."""
        rows = self.env["huifang.retention"].with_user(user or self.manager)
        return {row.kind: row for row in rows.search([])}

    def count(self, kind, **delay):
        """Return the numbers of a kind so long after now: today, soon, held."""
        self.env.invalidate_all()
        with freeze_time(Datetime.add(NOW, **delay)):
            row = self.open_preview()[kind]
            return row.due_count, row.soon_count, row.held_count

    def find(self, kind, period, **delay):
        """Return the records that a number opens."""
        with freeze_time(Datetime.add(NOW, **delay)):
            row = self.open_preview()[kind].with_context(period=period)
            action = row.action_open()
        self.assertEqual(action["res_model"], kind)
        model = self.env[kind].with_user(self.manager)
        return model.with_context(action["context"]).search(action["domain"])

    def test_there_is_a_row_for_each_kind(self):
        self.assertEqual(
            list(self.open_preview()), [TICKETS, FOLLOWUPS, RECTIFICATIONS]
        )

    def test_long_before_there_is_nothing(self):
        for kind in (TICKETS, FOLLOWUPS, RECTIFICATIONS):
            self.assertEqual(self.count(kind, months=12), (0, 0, 0))

    def test_what_is_due_in_30_days_is_announced(self):
        self.assertEqual(self.count(TICKETS, months=24, days=-31), (0, 0, 0))
        self.assertEqual(self.count(TICKETS, months=24, days=-30), (0, 1, 0))
        self.assertEqual(self.count(FOLLOWUPS, months=36, days=-30), (0, 2, 0))
        self.assertEqual(self.count(RECTIFICATIONS, months=36, days=-30), (0, 2, 0))

    def test_what_is_due_today_is_counted_with_all_that_goes_along(self):
        self.assertEqual(self.count(TICKETS, months=24), (1, 0, 0))
        self.assertEqual(self.count(FOLLOWUPS, months=36), (2, 0, 0))
        self.assertEqual(self.count(RECTIFICATIONS, months=36), (2, 0, 0))

    def test_what_is_held_is_counted_apart(self):
        self.first._set_hold("Lawsuit 12")
        self.assertEqual(self.count(TICKETS, months=24), (0, 0, 1))
        self.assertEqual(self.count(FOLLOWUPS, months=36), (0, 0, 2))
        self.assertEqual(self.count(RECTIFICATIONS, months=36), (1, 0, 1))

    def test_the_numbers_open_the_very_records(self):
        self.assertEqual(self.find(TICKETS, "due", months=24), self.first.ticket_id)
        self.assertEqual(
            self.find(FOLLOWUPS, "soon", months=36, days=-9), self.first | self.second
        )
        self.assertEqual(
            self.find(RECTIFICATIONS, "due", months=36),
            self.rectification | self.by_hand,
        )
        self.first._set_hold("Lawsuit 12")
        self.assertEqual(
            self.find(RECTIFICATIONS, "held", months=36), self.rectification
        )

    def test_an_archived_complaint_is_shown(self):
        ticket = self.first.ticket_id
        ticket.active = False
        self.assertEqual(self.find(TICKETS, "due", months=24), ticket)

    def test_what_it_announces_is_what_goes(self):
        announced = {
            kind: self.find(kind, "due", months=37)
            for kind in (TICKETS, FOLLOWUPS, RECTIFICATIONS)
        }
        self.anonymise(months=37)
        for kind, records in announced.items():
            gone = self.env[kind].search([("anonymised_date", "!=", False)])
            with self.subTest(kind):
                self.assertEqual(records, gone)
                self.assertEqual(self.count(kind, months=37), (0, 0, 0))

    def test_it_shows_the_companies_at_work(self):
        other = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        self.manager.company_ids += other
        rows = self.env["huifang.retention"].with_user(self.manager).search([])
        with freeze_time(Datetime.add(NOW, months=40)):
            for companies, count in ((other, 0), (other | self.company, 2)):
                there = rows.with_context(allowed_company_ids=companies.ids)
                followups = there.filtered(lambda row: row.kind == FOLLOWUPS)
                self.assertEqual(followups.due_count, count)

    def test_only_company_managers_see_it(self):
        for user in (self.head, self.dispatcher, self.reviewer, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.open_preview(user)
