"""What customers type stays text, wherever it is shown or exported (I2)."""

import csv
import io
import json
import zipfile

from odoo.tests import freeze_time

from .common import NOW
from .common_http import LinkCommon

FORMULA = '=HYPERLINK("http://example.com","click")'
SCRIPT = "<img src=x onerror=alert(1)> {{ 7*7 }} ${7*7}"


@freeze_time(NOW)
class TestFormulas(LinkCommon):
    """The office exports what customers said and opens it in a spreadsheet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.group_ids += cls.env.ref("base.group_allow_export")
        cls.household.name = FORMULA
        followup = cls.contact_ticket(name=FORMULA, category_id=cls.category("leak").id)
        form = cls.answer_form(followup, {"c": "unsatisfied"}, opinion=FORMULA)
        form = {
            key: FORMULA if "bad" in value else value for key, value in form.items()
        }
        followup._start_answer()._submit_followup(form)
        followup.is_suspect = False
        followup._process_answers()
        draw = cls.env["huifang.quality.draw"].create(
            {"date_from": NOW.date(), "date_to": NOW.date()}
        )
        check = cls.env["huifang.quality.check"].create(
            {"draw_id": draw.id, "followup_id": followup.id, "note": FORMULA}
        )
        cls.exports = [
            (check, ["note", "opinion"]),
            (followup, ["opinion", "line_ids/reason", "partner_id/name"]),
            (followup.line_ids, ["reason", "followup_id/opinion"]),
            (followup.rectification_ids, ["problem", "followup_id/opinion"]),
            (followup.ticket_id, ["name", "partner_id/name"]),
            (cls.household, ["name"]),
            (cls.office, ["name", "household_ids/name"]),
        ]

    def export(self, kind, records, names, **values):
        """Return the file that the list view's export button gives."""
        self.authenticate(self.manager.login, self.manager.login)
        data = {
            "model": records._name,
            "fields": [{"name": n, "label": n, "type": "char"} for n in names],
            "ids": records.ids,
            "domain": [],
            "import_compat": False,
            "groupby": [],
        } | values
        form = {"data": json.dumps(data), "csrf_token": self.read_csrf_token()}
        response = self.url_open(f"/web/export/{kind}", data=form)
        self.assertEqual(response.status_code, 200, response.text[:500])
        return response.content

    def read_csrf_token(self):
        return self.url_open("/my").text.split('csrf_token: "')[1].split('"')[0]

    def assert_calculates_nothing(self, file):
        """Check that a workbook holds the customer's formula as a text."""
        book = zipfile.ZipFile(io.BytesIO(file))
        self.assertNotIn(b"<f>", book.read("xl/worksheets/sheet1.xml"))
        self.assertIn("HYPERLINK", book.read("xl/sharedStrings.xml").decode())

    def test_no_cell_of_an_xlsx_file_calculates(self):
        for records, names in self.exports:
            with self.subTest(records._name):
                self.assert_calculates_nothing(self.export("xlsx", records, names))

    def test_no_cell_of_a_csv_file_calculates(self):
        for records, names in self.exports:
            text = self.export("csv", records, names).decode()
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            with self.subTest(records._name):
                self.assertTrue(any("HYPERLINK" in cell for cell in cells))
                self.assertFalse([c for c in cells if c.startswith(("=", "@"))])

    def test_no_group_title_calculates(self):
        followup, ticket = self.exports[1][0], self.exports[4][0]
        for records, groupby in (
            (followup, ["partner_id"]),
            (ticket, ["partner_id", "name"]),
        ):
            with self.subTest(records._name):
                file = self.export("xlsx", records, ["name"], groupby=groupby)
                self.assert_calculates_nothing(file)

    def test_no_cell_of_a_pivot_calculates(self):
        self.authenticate(self.manager.login, self.manager.login)
        title = {"title": FORMULA, "width": 1, "height": 1}
        data = {
            "title": "Ratings",
            "model": "huifang.rating.report",
            "measure_count": 1,
            "col_group_headers": [[title]],
            "measure_headers": [title | {"is_bold": False}],
            "rows": [{"title": FORMULA, "indent": 0, "values": [{"value": FORMULA}]}],
        }
        form = {"data": json.dumps(data), "csrf_token": self.read_csrf_token()}
        file = self.url_open("/web/pivot/export_xlsx", data=form)
        self.assert_calculates_nothing(file.content)

    def test_what_is_no_formula_is_exported_as_it_is(self):
        self.household.name = "Zhang = San @ home"
        text = self.export("csv", self.household, ["name"]).decode()
        self.assertIn('"Zhang = San @ home"', text)


@freeze_time(NOW)
class TestMarkup(LinkCommon):
    def test_a_name_is_no_markup_on_pages_and_in_mails(self):
        self.household.name = SCRIPT
        followup = self.contact_ticket(name=SCRIPT)
        mail = self.env["mail.mail"].search([], order="id desc", limit=1)
        for text in (self.get(self.link(followup)).text, mail.body_html):
            self.assertNotIn("<img src=x", text)

    def test_words_are_no_markup_in_the_chatter_of_the_rectification(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        self.answer_by_staff(followup, {"c": "unsatisfied"})
        rectification = followup.rectification_ids
        work = rectification.with_user(rectification.responsible_id)
        work.write({"cause_category": "people", "measure": SCRIPT})
        work.action_finish()
        rectification.with_user(self.head).action_verify()
        again = rectification.followup_ids
        again._plan()
        again._contact()
        self.answer_by_customer(again, levels={"c": "unsatisfied"}, opinion=SCRIPT)
        again._process_answers()
        bodies = "".join(rectification.message_ids.mapped("body"))
        self.assertIn("onerror", bodies)
        self.assertNotIn("<img src=x", bodies)
