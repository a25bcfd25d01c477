"""The papers: what stands on them, for whom, in which language (F7, H7)."""

import io

from PyPDF2 import PdfReader

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .test_huifang_rectification import RectificationCommon

RECORD = "huifang_followup.followup_record"
SUMMARY = "huifang_followup.opinions_summary"
NOTICE = "huifang_followup.rectification_notice"


class PaperCommon(RectificationCommon):
    def read(self, paper, records, user=None, **context):
        """Return the text of a paper as a user prints it."""
        reports = self.env["ir.actions.report"].with_user(user or self.dispatcher)
        html, _kind = reports.with_context(**context)._render_qweb_html(
            paper, records.ids
        )
        return html.decode()

    def answer_at_length(self, words):
        """Return a follow-up whose customer was unsatisfied and wrote an opinion."""
        followup = self.answer(c="unsatisfied")
        followup.sudo().opinion = words
        return followup

    def print_pages(self, paper, records):
        """Return the number of pages wkhtmltopdf makes of a paper."""
        reports = self.env["ir.actions.report"].with_user(self.dispatcher)
        with self.allow_pdf_render():
            pdf, _kind = reports.with_context(
                force_report_rendering=True
            )._render_qweb_pdf(paper, records.ids)
        return len(PdfReader(io.BytesIO(pdf)).pages)


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
