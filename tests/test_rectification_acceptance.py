"""The customer accepts or rejects what was put right, in the portal or by link (D7)."""

import base64
import io

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import NOW, PNG
from .common_portal import PortalCommon

# A picture with nothing drawn on it.
BLANK = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAA"
    "AABJRU5ErkJggg=="
)


class AcceptanceCommon(PortalCommon):
    def reject(self, url, reason="Still wet.", page=None):
        """Send the reason as the form on a page does; return the response."""
        page = page or self.get(url.rpartition("/")[0].rpartition("/")[0])
        response = self.post(url, {"reason": reason}, page=page)
        self.env.invalidate_all()
        return response

    def my(self, rectification, path="", number=2):
        """Return the address of the rectification's page, or of an action on it."""
        url = f"/my/rectification/{rectification.id}"
        return f"{url}/{number}/{path}" if path else url

    def draw_consequences(self, rectification):
        """Run what follows an answer."""
        self.run_cron("process")
        return rectification


@freeze_time(NOW)
class TestInThePortal(AcceptanceCommon):
    def test_accepting_with_a_signature_closes_it(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        self.sign(self.my(rectification, "accept"))
        followup = rectification.followup_ids
        self.assertEqual((followup.state, followup.is_resolved), ("done", "yes"))
        self.assertEqual(followup.answer_mode, "customer")
        self.assertEqual(followup.signer_name, "Zhang San")
        self.assertTrue(followup.signature)
        self.assertEqual(self.draw_consequences(rectification).state, "closed")
        self.assertFalse(rectification.close_reason)

    def test_rejecting_with_a_reason_sends_it_back(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        self.reject(self.my(rectification, "reject"))
        followup = rectification.followup_ids
        self.assertEqual((followup.state, followup.is_resolved), ("done", "no"))
        self.assertEqual(followup.opinion, "Still wet.")
        self.draw_consequences(rectification)
        self.assertEqual(rectification.state, "in_progress")
        self.assertEqual(rectification.rejection_count, 1)
        self.assertIn("Still wet.", "".join(rectification.message_ids.mapped("body")))

    def test_the_page_says_thank_you_and_has_the_answer_at_once(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        answer = self.sign(self.my(rectification, "accept"))
        page = self.read_page(answer["redirect_url"])
        self.assertIn("Thank you, we have your answer.", page)
        self.assertEqual(rectification._get_customer_state()[0], "answered")

    def test_after_logging_in_anew_one_comes_back_to_the_page(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        response = self.get(self.my(rectification, "reject"))
        self.assertEqual(response.headers["Location"], self.my(rectification))

    def test_any_member_of_the_household_may_do_so(self):
        rectification = self.put_right()
        self.log_in(self.member)
        self.sign(self.my(rectification, "accept"), name="Zhang Xiao")
        self.assertEqual(rectification.followup_ids.signer_name, "Zhang Xiao")

    def test_before_the_round_is_planned_it_works_too(self):
        rectification = self.put_right()
        followup = rectification.followup_ids
        self.assertEqual((followup.state, followup.name), ("new", "/"))
        self.log_in(self.customer)
        self.sign(self.my(rectification, "accept"))
        self.assertEqual(followup.state, "done")
        self.assertNotEqual(followup.name, "/")
        followup._plan()
        self.assertEqual(followup.state, "done")

    def test_before_the_round_is_contacted_it_works_too(self):
        rectification = self.put_right()
        rectification.followup_ids._plan()
        self.assertEqual(rectification.followup_ids.state, "planned")
        self.log_in(self.customer)
        self.sign(self.my(rectification, "accept"))
        self.assertEqual(rectification.followup_ids.state, "done")

    def test_twice_counts_once_and_says_so(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        page = self.get(self.my(rectification))
        self.sign(self.my(rectification, "accept"))
        response = self.reject(self.my(rectification, "reject"), page=page)
        self.assertEqual(rectification.followup_ids.is_resolved, "yes")
        said = self.read_page(response.headers["Location"])
        self.assertIn("Nothing was recorded", said)
        self.draw_consequences(rectification)
        answer = self.sign(self.my(rectification, "accept"))
        self.assertIn("outdated", answer["redirect_url"])

    def test_an_old_page_does_not_accept_the_work_done_since(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        self.reject(self.my(rectification, "reject"))
        self.verify(self.draw_consequences(rectification))
        followup = self.get_last_round(rectification)
        old = self.sign(self.my(rectification, "accept", number=2))
        self.assertIn("outdated", old["redirect_url"])
        self.assertEqual((followup.round, followup.state), (3, "new"))
        self.sign(self.my(rectification, "accept", number=3))
        self.assertEqual(followup.state, "done")

    def test_after_the_office_took_it_back_nothing_counts(self):
        rectification = self.put_right()
        self.send_back(rectification)
        self.log_in(self.customer)
        self.sign(self.my(rectification, "accept"))
        self.assertEqual(rectification.followup_ids.state, "dropped")
        self.assertEqual(rectification.state, "in_progress")

    def test_while_the_work_goes_on_there_is_nothing_to_press(self):
        rectification = self.complain()
        self.log_in(self.customer)
        page = self.read_page(self.my(rectification))
        self.assertNotIn("huifang_accept", page)
        self.sign(self.my(rectification, "accept", number=1))
        self.assertEqual(rectification.state, "new")

    def test_where_the_last_round_is_over_the_head_decides_and_nothing_is_asked(self):
        self.company.followup_max_rounds = 1
        rectification = self.put_right()
        self.assertFalse(rectification.followup_ids)
        self.log_in(self.customer)
        self.assertNotIn("huifang_accept", self.read_page(self.my(rectification)))

    def test_another_household_can_do_nothing(self):
        rectification = self.put_right()
        self.log_in(self.stranger)
        page = self.get("/my/followup/preferences")
        response = self.reject(self.my(rectification, "reject"), page=page)
        self.assertEqual(response.status_code, 404)
        answer = self.sign(self.my(rectification, "accept"))
        self.assertEqual(answer["error"], "This page does not exist any more.")
        self.assertEqual(rectification.followup_ids.state, "new")

    def test_without_the_pages_token_nothing_is_rejected(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        for form in ({"reason": "No."}, {"reason": "No.", "csrf_token": "guess"}):
            response = self.get(self.my(rectification, "reject"), data=form)
            self.assertEqual(response.status_code, 400)
        self.assertEqual(rectification.followup_ids.state, "new")

    def test_the_customer_sees_what_was_said(self):
        rectification = self.put_right()
        self.log_in(self.customer)
        self.reject(self.my(rectification, "reject"), "Still <b>wet</b>.")
        page = self.read_page(self.my(rectification))
        self.assertIn("Not accepted", page)
        self.assertIn("Still &lt;b&gt;wet&lt;/b&gt;.", page)


@freeze_time(NOW)
class TestWhatIsAsked(AcceptanceCommon):
    """A reason, or a name with a signature; anything else is told what is missing."""

    def setUp(self):
        super().setUp()
        self.rectification = self.put_right()
        self.followup = self.rectification.followup_ids
        self.log_in(self.customer)

    def test_no_reason_no_rejection(self):
        for reason in ("", "   ", "\x00"):
            with self.subTest(reason=reason):
                page = self.reject(self.my(self.rectification, "reject"), reason)
                self.assertIn("Please write what is not right yet.", page.text)
                self.assertEqual(self.followup.state, "new")

    def test_a_reason_too_long_is_not_lost(self):
        reason = "long " * 3000
        page = self.reject(self.my(self.rectification, "reject"), reason)
        self.assertIn("Please write at most 10000 characters.", page.text)
        self.assertIn(reason.strip(), page.text)
        self.assertEqual(self.followup.state, "new")

    def test_no_name_no_acceptance(self):
        for name in ("", "  ", None, ["x"], {"a": 1}):
            with self.subTest(name=name):
                answer = self.sign(self.my(self.rectification, "accept"), name=name)
                self.assertEqual(answer["error"], "Please write your name.")
                self.assertEqual(self.followup.state, "new")

    def test_no_signature_no_acceptance(self):
        svg = base64.b64encode(b"<svg onload='alert(1)'/>").decode()
        broken = base64.b64encode(b"\x89PNG\r\n\x1a\n rubbish").decode()
        for signature in ("", None, 1, "%%%", "中文", svg, broken, BLANK, PNG * 30000):
            with self.subTest(signature=str(signature)[:20]):
                answer = self.sign(
                    self.my(self.rectification, "accept"), signature=signature
                )
                self.assertTrue(answer["error"])
                self.assertEqual(self.followup.state, "new")

    def test_a_picture_that_would_fill_the_memory_is_refused(self):
        file = io.BytesIO()
        Image.new("1", (8000, 8000)).save(file, "PNG")
        picture = base64.b64encode(file.getvalue()).decode()
        self.assertLess(len(picture), 50_000)
        with self.assert_nothing_written():
            answer = self.sign(self.my(self.rectification, "accept"), signature=picture)
        self.assertIn("sign once more", answer["error"])

    def test_names_are_shown_as_they_were_written(self):
        name = "<script>alert(1)</script>"
        self.sign(self.my(self.rectification, "accept"), name=name)
        page = self.read_page(self.my(self.rectification))
        self.assertNotIn(name, page)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;", page)


@freeze_time(NOW)
class TestFigures(AcceptanceCommon):
    def accept(self, rectification):
        rectification.followup_ids._accept_work("Zhang San", PNG)
        return rectification.followup_ids

    def test_what_was_not_rated_counts_neither_as_rated_nor_as_blank(self):
        rectification = self.put_right()
        rectification.followup_ids._plan()
        rectification.followup_ids._prepare_lines()
        self.assertTrue(rectification.followup_ids.line_ids)
        followup = self.accept(rectification)
        self.assertFalse(followup.line_ids)
        self.assertTrue(followup.is_counted)
        rows = self.env["huifang.rating.report"].search(
            [("followup_id", "=", followup.id)]
        )
        self.assertFalse(rows)

    def test_what_a_surveyor_had_noted_gives_way_to_the_customers_word(self):
        rectification = self.put_right()
        followup = rectification.followup_ids
        followup._plan()
        record = followup.with_user(followup.user_id)
        record.action_start()
        record.write({"opinion": "He seems content.", "is_resolved": "no"})
        self.accept(rectification)
        self.assertFalse(followup.opinion)
        self.assertEqual(followup.is_resolved, "yes")
        self.assertFalse(followup.activity_ids)

    def test_nobody_changes_it_afterwards(self):
        followup = self.accept(self.put_right())
        followup._process_answers()
        for values in ({"is_resolved": "no"}, {"signer_name": "Li"}, {"signature": 0}):
            with self.subTest(values), self.assertRaises(AccessError):
                followup.with_user(self.head).write(values)

    def test_within_seconds_of_the_mail_it_waits_for_a_reviewer(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.accept(rectification)
        self.assertTrue(followup.is_suspect)
        self.draw_consequences(rectification)
        self.assertEqual(rectification.state, "to_accept")
        followup.with_user(self.reviewer).action_confirm_suspect()
        self.draw_consequences(rectification)
        self.assertEqual(rectification.state, "closed")


@freeze_time(NOW)
class TestByLink(AcceptanceCommon):
    LATER = "2026-03-04 04:30:00"

    def setUp(self):
        super().setUp()
        self.rectification = self.put_right()
        self.followup = self.send_notice(self.rectification)

    def test_the_link_shows_what_was_wrong_and_what_was_done(self):
        page = self.read_page(self.link(self.followup))
        for text in ("It was bad.", "Replaced the washer.", self.office.name):
            self.assertIn(text, page)
        self.assertIn("Accept and sign", page)
        self.assertIn("Rather answer in detail", page)

    def test_opening_it_writes_nothing(self):
        with self.assert_nothing_written():
            self.read_page(self.link(self.followup))

    def test_accepting_by_link_closes_it(self):
        with freeze_time(self.LATER):
            answer = self.sign(self.link(self.followup, "/accept"))
            self.assertEqual(answer["redirect_url"], self.link(self.followup))
            self.draw_consequences(self.rectification)
        self.assertEqual(self.rectification.state, "closed")
        self.assertEqual(self.get(self.link(self.followup)).status_code, 410)

    def test_rejecting_by_link_sends_it_back(self):
        page = self.get(self.link(self.followup))
        with freeze_time(self.LATER):
            self.reject(self.link(self.followup, "/reject"), page=page)
            self.draw_consequences(self.rectification)
        self.assertEqual(self.rectification.state, "in_progress")

    def test_a_missing_reason_is_asked_for_on_the_same_page(self):
        page = self.get(self.link(self.followup))
        page = self.reject(self.link(self.followup, "/reject"), "", page=page)
        self.assertIn("Please write what is not right yet.", page.text)
        self.assertEqual(self.followup.state, "in_progress")

    def test_the_detailed_form_is_still_there(self):
        self.assertEqual(self.start(self.followup).status_code, 303)
        with freeze_time(self.LATER):
            answer = self.submit(self.followup, self.answer_form(self.followup))
        self.assertNotIn("error", answer)
        self.assertTrue(self.followup.line_ids)

    def test_the_detailed_form_is_closed_after_accepting(self):
        self.start(self.followup)
        self.sign(self.link(self.followup, "/accept"))
        form = self.answer_form(self.followup, {"m": "unsatisfied"})
        self.assertEqual(self.submit(self.followup, form)["error"], "unauthorized")
        self.assertEqual(self.followup.is_resolved, "yes")

    def test_twice_counts_once(self):
        page = self.get(self.link(self.followup))
        self.sign(self.link(self.followup, "/accept"))
        response = self.reject(self.link(self.followup, "/reject"), page=page)
        self.assertEqual(self.followup.is_resolved, "yes")
        self.assertEqual(response.status_code, 410)
        self.assertIn("Thank you, we have your answer", response.text)

    def test_after_expiry_nothing_counts(self):
        with freeze_time("2026-03-19 02:30:00"):
            self.sign(self.link(self.followup, "/accept"))
            self.assertEqual(self.followup.state, "in_progress")
            closed = self.get(self.link(self.followup))
        self.assertIn("This link has expired", closed.text)

    def test_what_comes_too_late_is_not_thanked_for(self):
        page = self.get(self.link(self.followup))
        with freeze_time(self.LATER):
            self.sign(self.link(self.followup, "/accept"))
            late = self.post(
                self.link(self.followup, "/reject"), {"reason": "Wet."}, page=page
            )
        self.assertEqual(late.status_code, 410)
        self.assertIn("came too late and was not recorded", late.text)

    def test_who_reloads_the_address_of_a_button_comes_back_to_the_page(self):
        with self.assert_nothing_written():
            for path in ("/reject", "/start"):
                response = self.get(self.link(self.followup, path))
                self.assertEqual(response.headers["Location"], self.link(self.followup))

    def test_the_link_of_a_rejected_version_accepts_nothing_any_more(self):
        page = self.get(self.link(self.followup))
        with freeze_time(self.LATER):
            self.reject(self.link(self.followup, "/reject"), page=page)
            self.verify(self.draw_consequences(self.rectification))
            self.sign(self.link(self.followup, "/accept"))
        self.assertEqual(self.get_last_round(self.rectification).state, "new")
        self.assertEqual(self.followup.is_resolved, "no")

    def test_without_the_pages_token_nothing_is_rejected(self):
        with self.assert_nothing_written():
            url = self.link(self.followup, "/reject")
            response = self.get(url, data={"reason": "Still dripping"})
        self.assertEqual(response.status_code, 400)

    def test_an_unknown_link_accepts_nothing(self):
        with self.assert_nothing_written():
            self.sign("/huifang/s/1-garbage/accept")

    def test_the_link_of_another_question_accepts_nothing(self):
        followup = self.ask()
        with self.assert_nothing_written():
            self.sign(self.link(followup, "/accept"))
        self.assertEqual(followup.state, "in_progress")

    def test_errors_are_in_the_customers_language(self):
        self.household.lang = "zh_CN"
        page = self.get(self.link(self.followup))
        self.assertIn('lang="zh-CN"', page.text)
        error = self.sign(self.link(self.followup, "/accept"), name="")["error"]
        self.assertEqual(error, "请填写姓名。")
