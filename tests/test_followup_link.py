"""The customer's personal link over HTTP (D1–D3, D5)."""

from odoo.tests import freeze_time, new_test_user

from .common import NOW
from .common_http import LinkCommon

DAY_15 = "2026-03-19 02:30:00"


@freeze_time(NOW)
class TestReading(LinkCommon):
    def test_opening_the_link_writes_nothing(self):
        followup = self.contact_ticket()
        with self.assert_nothing_written():
            for path in ("", "?face=satisfied", "/stop"):
                self.assertEqual(self.get(self.link(followup, path)).status_code, 200)

    def test_scanners_and_prefetchers_do_no_harm(self):
        followup = self.contact_ticket()
        with self.assert_nothing_written():
            for method in ("HEAD", "OPTIONS"):
                response = self.get(self.link(followup), method=method)
                self.assertLess(response.status_code, 400)
            self.get(self.link(followup), headers={"Purpose": "prefetch"})
            response = self.get(self.link(followup, "/start"))
            self.assertEqual(response.headers["Location"], self.link(followup))

    def test_posting_without_a_page_is_refused(self):
        followup = self.contact_ticket()
        with self.assert_nothing_written():
            for path in ("/start", "/stop"):
                for form in ({"x": "1"}, {"csrf_token": "guess"}):
                    response = self.get(self.link(followup, path), data=form)
                    self.assertEqual(response.status_code, 400)

    def test_pages_are_neither_cached_nor_indexed_nor_passed_on(self):
        followup = self.contact_ticket()
        for token in (followup.access_token, "1-garbage"):
            headers = self.get(f"/huifang/s/{token}").headers
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertEqual(headers["X-Robots-Tag"], "noindex")
            self.assertEqual(headers["Referrer-Policy"], "no-referrer")

    def test_the_face_of_the_mail_is_carried_on_and_nothing_else_is(self):
        followup = self.contact_ticket()
        page = self.get(self.link(followup, "?face=fair"))
        self.assertIn('name="face" value="fair"', page.text)
        for face in ("best", "", "<script>alert(1)</script>"):
            page = self.get(self.link(followup), params={"face": face})
            self.assertNotIn('name="face"', page.text)
            self.assertNotIn("<script>alert", page.text)


@freeze_time(NOW)
class TestStarting(LinkCommon):
    def test_the_button_makes_one_answer_sheet_and_leads_to_it(self):
        followup = self.contact_ticket()
        response = self.start(followup)
        sheet = followup.user_input_id
        self.assertEqual(response.status_code, 303)
        self.assertTrue(response.headers["Location"].endswith(sheet.access_token))
        self.assertEqual(sheet.followup_id, followup)
        self.assertEqual(sheet.partner_id, self.household)
        self.assertEqual((sheet.state, followup.state), ("in_progress",) * 2)

    def test_starting_again_leads_to_the_same_sheet(self):
        followup = self.contact_ticket()
        first, second = (self.start(followup).headers["Location"] for _ in range(2))
        self.assertEqual(first, second)
        sheets = [("followup_id", "=", followup.id)]
        self.assertEqual(self.env["survey.user_input"].search_count(sheets), 1)

    def test_the_face_goes_along_to_the_form(self):
        followup = self.contact_ticket()
        page = self.get(self.link(followup, "?face=fair"))
        url = self.link(followup, "/start")
        response = self.post(url, {"face": "fair"}, page=page)
        self.assertTrue(response.headers["Location"].endswith("?face=fair"))
        response = self.post(url, {"face": "//evil.example"}, page=page)
        self.assertNotIn("evil", response.headers["Location"])

    def test_no_answer_is_chosen_on_the_form(self):
        followup = self.contact_ticket()
        page = self.url_open(self.start(followup).headers["Location"])
        self.assertEqual(page.status_code, 200)
        self.assertNotIn('checked="checked"', page.text)

    def test_the_questionnaire_cannot_be_started_without_a_personal_link(self):
        survey = self.env.ref("huifang_followup.survey_service")
        with self.assert_nothing_written():
            self.get(f"/survey/start/{survey.access_token}")
            self.get(f"/survey/start/{survey.access_token}?answer_token=guess")


@freeze_time(NOW)
class TestClosedLinks(LinkCommon):
    def assert_closed(self, followup, status, heading):
        """The link shows this page whichever way it is used, and takes nothing."""
        token = followup if isinstance(followup, str) else followup.access_token
        landing = self.get(f"/huifang/s/{token}")
        self.assertEqual(landing.status_code, status)
        self.assertIn(heading, landing.text)
        self.assertNotIn("<form", landing.text)
        with self.assert_nothing_written():
            form = {"csrf_token": self.csrf_token()}
            response = self.get(f"/huifang/s/{token}/start", data=form)
        self.assertEqual(response.status_code, status)

    def csrf_token(self):
        page = self.get(self.link(self.open_followup))
        return page.text.split('name="csrf_token" value="')[1].split('"')[0]

    def setUp(self):
        super().setUp()
        neighbour = self.create_household(name="Li Si", email="li@example.com")
        self.open_followup = self.contact_ticket(partner_id=neighbour.id)

    def test_garbage_is_not_found(self):
        for token in ("x", "1-2", "0", "-", f"{self.open_followup.id}-wrong"):
            with self.subTest(token=token):
                self.assert_closed(token, 404, "This link does not work")

    def test_a_used_link_says_thank_you(self):
        followup = self.answer_by_customer(self.contact_ticket())
        self.assert_closed(followup, 410, "Thank you, we have your answer")

    def test_an_expired_link_says_so_before_the_scheduled_run_as_after_it(self):
        followup = self.contact_ticket()
        with freeze_time(DAY_15):
            text = "This link has expired"
            self.assertEqual(self.get(self.link(followup)).status_code, 410)
            self.assertIn(text, self.get(self.link(followup)).text)
            followup._expire()
            self.assertEqual(followup.drop_reason, "expired")
            self.assertIn(text, self.get(self.link(followup)).text)

    def test_a_withdrawn_link_says_so(self):
        followup = self.contact_ticket()
        followup.ticket_id.stage_id = self.new_stage
        self.assert_closed(followup, 410, "We no longer need your answer")

    def test_the_secret_of_another_follow_up_opens_nothing(self):
        followup = self.contact_ticket()
        secret = self.open_followup.access_token.partition("-")[2]
        swapped = f"{followup.id}-{secret}"
        self.assert_closed(swapped, 404, "This link does not work")

    def test_a_follow_up_not_yet_contacted_has_no_link(self):
        planned = self.plan_ticket()
        for token in (f"{planned.id}-", f"{planned.id}-False", f"{planned.id}-None"):
            with self.subTest(token=token):
                self.assertEqual(self.get(f"/huifang/s/{token}").status_code, 404)

    def test_the_form_of_a_closed_link_leads_back_to_what_happened(self):
        followup = self.contact_ticket()
        self.start(followup)
        self.answer_by_customer(followup)
        for path in (self.survey_path(followup), self.survey_path(followup, "retry/")):
            with self.subTest(path=path):
                page = self.url_open(path)
                self.assertEqual(page.status_code, 410)
                self.assertIn("Thank you, we have your answer", page.text)


@freeze_time(NOW)
class TestOptingOut(LinkCommon):
    def opt_out(self, followup):
        url = self.link(followup, "/stop")
        return self.post(url, page=self.get(url))

    def test_one_confirmation_opts_out_and_the_office_sees_it(self):
        followup = self.contact_ticket()
        response = self.opt_out(followup)
        self.assertEqual(response.status_code, 200)
        self.assertTrue(self.household.is_opted_out)
        self.assertIn("no more routine", self.household.message_ids[0].body)

    def test_confirming_twice_is_noted_once(self):
        followup = self.contact_ticket()
        url = self.link(followup, "/stop")
        page = self.get(url)
        messages = len(self.household.message_ids)
        self.post(url, page=page)
        self.post(url, page=page)
        self.assertEqual(len(self.household.message_ids), messages + 1)

    def test_no_routine_question_follows(self):
        self.opt_out(self.contact_ticket())
        self.assertEqual(self.plan_ticket().drop_reason, "do_not_contact")

    def test_complaints_are_still_asked_about(self):
        self.opt_out(self.contact_ticket())
        followup = self.plan_ticket(feedback_type="complaint")
        self.assertEqual(followup.state, "planned")

    def test_the_way_out_stays_open_on_an_answered_link(self):
        followup = self.contact_ticket()
        self.answer_by_customer(followup)
        self.assertEqual(self.opt_out(followup).status_code, 200)
        self.assertTrue(self.household.is_opted_out)

    def test_a_garbage_link_opts_nobody_out(self):
        self.assertEqual(self.get("/huifang/s/1-x/stop").status_code, 404)


@freeze_time(NOW)
class TestLanguage(LinkCommon):
    def test_all_pages_are_in_the_customers_language(self):
        self.household.lang = "zh_CN"
        followup = self.contact_ticket()
        form_url = self.start(followup).headers["Location"]
        for url in (self.link(followup), self.link(followup, "/stop"), form_url):
            page = self.url_open(url, headers={"Accept-Language": "en"})
            with self.subTest(url=url):
                self.assertIn('lang="zh-CN"', page.text)
                self.assertRegex(page.text, "[\u4e00-\u9fff]")

    def test_the_form_and_its_errors_are_in_the_customers_language(self):
        survey = self.env.ref("huifang_followup.survey_service")
        question = survey.question_ids.filtered("aspect_id.is_overall")[0]
        translated = question.with_context(lang="zh_CN")
        translated.write({"title": "总的来说?", "constr_error_msg": "请选择。"})
        self.household.lang = "zh_CN"
        followup = self.contact_ticket()
        page = self.url_open(self.start(followup).headers["Location"])
        self.assertIn("总的来说?", page.text)
        answer = self.submit(followup, {})
        self.assertEqual(answer["fields"][str(question.id)], "请选择。")

    def test_an_english_customer_reads_english(self):
        followup = self.contact_ticket()
        page = self.get(self.link(followup), headers={"Accept-Language": "zh"})
        self.assertIn('lang="en-US"', page.text)
        self.assertIn("Answer now", page.text)


@freeze_time(NOW)
class TestAnswering(LinkCommon):
    def answer(self, followup):
        """Go the customer's whole way by HTTP; return the server's last word."""
        page = self.url_open(self.start(followup).headers["Location"])
        self.assertIn("o_survey_form", page.text)
        return self.submit(followup, self.answer_form(followup, opinion="Quick!"))

    def test_from_the_landing_page_to_thank_you(self):
        followup = self.contact_ticket()
        answer = self.answer(followup)
        self.assertNotIn("error", answer)
        self.assertEqual((followup.state, followup.answer_mode), ("done", "customer"))
        self.assertEqual(followup.opinion, "Quick!")
        self.assertEqual(followup.overall_level, "satisfied")
        self.assertEqual(self.get(self.link(followup)).status_code, 410)

    def test_whoever_is_logged_in_can_open_a_customers_link(self):
        new_test_user(self.env, "hf_portal", groups="base.group_portal")
        for login in ("hf_dispatcher", "hf_handler", "hf_portal"):
            household = self.create_household()
            followup = self.contact_ticket(partner_id=household.id)
            self.authenticate(login, login)
            with self.subTest(login=login):
                self.assertNotIn("error", self.answer(followup))
                self.assertEqual(followup.state, "done")
                self.assertEqual(followup.user_input_id.partner_id, household)

    def test_a_customer_with_a_portal_account_answers_without_logging_in(self):
        user = new_test_user(self.env, "hf_owner", groups="base.group_portal")
        user.partner_id.email = "owner@example.com"
        followup = self.contact_ticket(partner_id=user.partner_id.id)
        self.answer(followup)
        self.assertEqual(followup.state, "done")

    def test_the_form_of_one_answer_does_not_open_with_the_key_of_another(self):
        household = self.create_household()
        leak = self.category("leak").id
        repair = self.contact_ticket(partner_id=household.id, category_id=leak)
        followup = self.contact_ticket()
        self.start(followup)
        repair_key = repair.survey_id.access_token
        path = f"/survey/submit/{repair_key}/{followup.user_input_id.access_token}"
        with self.assert_nothing_written():
            _, answer = self.make_jsonrpc_request(path, self.answer_form(followup))
        self.assertEqual(answer["error"], "token_wrong")
