"""The papers: what stands on them, for whom, in which language (F7, H7)."""

import io

from PyPDF2 import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .test_huifang_escalation_sheet import SheetCommon
from .test_huifang_rectification import RectificationCommon

RECORD = "huifang_followup.followup_record"
SUMMARY = "huifang_followup.opinions_summary"
NOTICE = "huifang_followup.plan_result_notice"
REGISTRATION = "huifang_followup.complaint_registration"
HANDLING = "huifang_followup.complaint_record"
SHEET = "huifang_followup.escalation_sheet"
ORDER = "huifang_followup.work_order"


class PrintCommon:
    """Print papers as the screens do."""

    def read(self, paper, records, user=None, **context):
        """Return the text of a paper as a user prints it."""
        reports = self.env["ir.actions.report"].with_user(user or self.dispatcher)
        html, _kind = reports.with_context(**context)._render_qweb_html(
            paper, records.ids
        )
        return html.decode()

    def print_pages(self, paper, records):
        """Return the number of pages wkhtmltopdf makes of a paper."""
        reports = self.env["ir.actions.report"].with_user(self.dispatcher)
        with self.allow_pdf_render():
            pdf, _kind = reports.with_context(
                force_report_rendering=True
            )._render_qweb_pdf(paper, records.ids)
        return len(PdfReader(io.BytesIO(pdf)).pages)


class PaperCommon(PrintCommon, RectificationCommon):
    def answer_at_length(self, words):
        """Return a follow-up whose customer was unsatisfied and wrote an opinion."""
        followup = self.answer(c="unsatisfied")
        followup.sudo().opinion = words
        return followup


@freeze_time(NOW)
class TestFollowupRecord(PaperCommon):
    def test_it_holds_what_was_said_and_what_came_of_it(self):
        followup = self.answer(c="unsatisfied").sudo()
        followup.recorder_id = self.dispatcher
        page = self.read(RECORD, followup)
        for words in (
            followup.name,
            "Zhang San",
            "13800000000",
            "1-101",
            followup.ticket_id.number,
            followup.line_ids.filtered("reason").reason,
            followup.rectification_ids.name,
        ):
            self.assertIn(words, page)

    def test_the_given_level_is_ticked_and_no_other(self):
        followup = self.answer(c="fair")
        page = self.read(RECORD, followup)
        self.assertEqual(page.count("☑"), len(followup.line_ids) + 1)  # and "solved"

    def test_before_the_visit_it_is_a_form_to_fill_in(self):
        followup = self.contact_ticket()
        page = self.read(RECORD, followup)
        self.assertNotIn("☑", page)
        for aspect in followup.survey_id._get_asked_aspects():
            self.assertIn(aspect.name, page)

    def test_moments_are_on_the_clock_of_the_office(self):
        followup = self.contact_ticket()  # closed at 02:30 UTC
        page = self.read(RECORD, followup, tz="America/New_York")
        self.assertIn("10:30", page)

    def test_a_reviewer_prints_it_without_phone_and_unit(self):
        followup = self.answer(c="fair")
        page = self.read(RECORD, followup, self.reviewer)
        self.assertIn("Zhang San", page)
        self.assertNotIn("13800000000", page)
        self.assertNotIn("1-101", page)

    def test_others_do_not_print_it(self):
        followup = self.answer(c="fair")
        with self.assertRaises(AccessError):
            self.read(RECORD, followup, self.handler)

    def test_in_chinese(self):
        page = self.read(RECORD, self.answer(c="fair"), lang="zh_CN")
        for words in ("回访记录表", "住户", "满意", "批阅意见"):
            self.assertIn(words, page)

    def test_many_make_one_document_with_a_page_each(self):
        followups = self.answer_many(3)
        self.assertEqual(self.print_pages(RECORD, followups), 3)

    def test_words_of_customers_are_no_markup(self):
        followup = self.answer_at_length("<script>alert(1)</script>")
        self.assertNotIn("<script>alert(1)", self.read(RECORD, followup))


@freeze_time(NOW)
class TestOpinionsSummary(PaperCommon):
    def test_it_lists_who_said_something_and_counts_the_rest(self):
        loud = self.answer_at_length("Too loud at night.")
        silent = self.answer_many(2)
        page = self.read(SUMMARY, loud | silent)
        self.assertIn("Too loud at night.", page)
        self.assertIn(loud.rectification_ids.name, page)
        self.assertEqual(page.count("<tr"), 3)  # counts, head, one customer

    def test_offices_have_a_sheet_each(self):
        hilltop = self.create_office(name="Hilltop")
        team = self.create_team(hilltop, name="Hilltop")
        here = self.answer_many(1)
        there = self.answer_many(1, team_id=team.id)
        page = self.read(SUMMARY, here | there)
        self.assertEqual(page.count("<section"), 2)

    def test_where_nobody_has_answered_it_says_so(self):
        page = self.read(SUMMARY, self.contact_ticket())
        self.assertIn("None of the chosen follow-ups has been answered yet.", page)

    def test_in_chinese(self):
        page = self.read(SUMMARY, self.answer(c="unsatisfied"), lang="zh_CN")
        self.assertIn("意见汇总表", page)


@freeze_time(NOW)
class TestRectificationNotice(PaperCommon):
    def test_it_says_what_was_wrong_and_what_is_done(self):
        rectification = self.verify(self.rectify(c="unsatisfied"))
        page = self.read(NOTICE, rectification)
        for words in (rectification.name, rectification.measure, "Zhang San"):
            self.assertIn(words, page)

    def test_with_nothing_said_yet_there_is_room_to_accept_or_reject(self):
        page = self.read(NOTICE, self.verify(self.rectify(c="unsatisfied")))
        self.assertIn("☐ I accept the work", page)

    def test_every_round_s_verdict_stands_on_it(self):
        rectification = self.verify(self.rectify(c="unsatisfied"))
        rectification._get_awaited_round()._reject_work("Still dripping")
        rectification.followup_ids._process_answers()
        self.verify(rectification)
        rectification._get_awaited_round()._accept_work("Zhang San", PNG)
        page = self.read(NOTICE, rectification)
        self.assertIn("Still dripping", page)
        self.assertIn("data:image/png", page)
        self.assertNotIn("☐ I accept the work", page)

    def test_it_is_in_the_customer_s_language_whoever_prints_it(self):
        rectification = self.verify(self.rectify(c="unsatisfied"))
        rectification.partner_id.lang = "zh_CN"
        page = self.read(NOTICE, rectification)
        self.assertIn("处理计划及结果通知单", page)

    def test_many_make_one_document(self):
        rectifications = self.rectify(c="unsatisfied") + self.create_by_hand()
        self.assertEqual(self.print_pages(NOTICE, rectifications), 2)


@freeze_time(NOW)
class TestComplaintPapers(PaperCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ticket = cls.create_ticket(
            name="Noise at night", feedback_type="complaint", urgency="urgent"
        )

    def close_and_answer(self):
        self.ticket.stage_id = self.done_stage
        followup = self.ticket.followup_ids
        followup._plan()
        followup._contact()
        self.answer(followup=followup, c="unsatisfied").sudo().opinion = "No change."
        return followup

    def test_the_registration_says_what_came_in_and_by_when_it_is_answered(self):
        page = self.read(REGISTRATION, self.ticket)
        for words in (self.ticket.number, "Noise at night", "Urgent", "13800000000"):
            self.assertIn(words, page)
        self.assertIn("12:30", page)  # two hours after 10:30, on the office's clock

    def test_the_handling_record_ends_with_the_complainant_s_opinion(self):
        followup = self.close_and_answer()
        work = followup.rectification_ids
        work.write({"cause_category": "people", "measure": "Spoke to the guards."})
        page = self.read(HANDLING, self.ticket)
        for words in (work.name, "Spoke to the guards.", "No change."):
            self.assertIn(words, page)

    def test_the_handler_prints_it_without_what_the_customer_said_of_him(self):
        self.close_and_answer()
        page = self.read(HANDLING, self.ticket, self.handler)
        self.assertIn("Noise at night", page)
        self.assertNotIn("No change.", page)

    def test_before_anybody_asked_there_is_room_for_the_opinion(self):
        page = self.read(HANDLING, self.ticket)
        self.assertIn("Opinion of the complainant", page)

    def test_in_chinese(self):
        for paper, title in (
            (REGISTRATION, "投诉登记表"),
            (HANDLING, "投诉处理记录表"),
        ):
            self.assertIn(title, self.read(paper, self.ticket, lang="zh_CN"))

    def test_many_make_one_document(self):
        tickets = self.ticket + self.create_ticket(feedback_type="complaint")
        for paper in (REGISTRATION, HANDLING):
            with self.subTest(paper):
                self.assertEqual(self.print_pages(paper, tickets), 2)


@freeze_time(NOW)
class TestSheetPapers(PrintCommon, SheetCommon):
    def hand_on(self):
        """Return a sheet whose work has been ordered."""
        sheet = self.create_sheet(function_id=self.cleaning.id)
        self.take(sheet, self.handler, "action_submit")
        self.take(sheet, sheet.superior_id, "action_approve", "Please see to it.")
        self.order_work(sheet)
        return sheet

    def test_the_sheet_holds_every_opinion_with_its_signature(self):
        page = self.read(SHEET, self.hand_on(), self.head)
        for words in (
            "The stairs are never clean.",
            "Please see to it.",
            "Clean them every morning.",
            self.handler.name,
            self.cleaner.name,
        ):
            self.assertIn(words, page)

    def test_whoever_does_the_work_prints_the_order(self):
        order = self.hand_on().work_order_ids
        page = self.read(ORDER, order, self.worker)
        for words in (order.name, "Clean them every morning.", self.worker.name):
            self.assertIn(words, page)

    def test_whoever_does_the_work_does_not_print_the_sheet(self):
        with self.assertRaises(AccessError):
            self.read(SHEET, self.hand_on(), self.worker)

    def test_in_chinese(self):
        sheet = self.hand_on()
        page = self.read(SHEET, sheet, self.head, lang="zh_CN")
        self.assertIn("工作传签单", page)
        page = self.read(ORDER, sheet.work_order_ids, self.worker, lang="zh_CN")
        self.assertIn("工作安排通知单", page)
