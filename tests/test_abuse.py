"""What is sent to do harm: too much, too often, somewhere else, of others (D1, I6).

The figures are part of the promise: ten megabytes, ten thousand lines, hundreds of
requests. Mangled tokens and payloads are in ``test_link_fuzzing``.
"""

import json
import time
from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import freeze_time

from odoo.addons.huifang_followup.controllers import customer_files
from odoo.addons.huifang_followup.models import huifang_customer_mixin_messages
from odoo.addons.huifang_followup.rate_limit import RateLimit

from .common import NOW, PNG
from .common_http import LinkCommon
from .common_portal import PortalCommon
from .test_portal_messages import MessageCommon

TEN_MEGABYTES = "x" * 10_000_000
TEN_THOUSAND_LINES = "\n".join(f"Line {number}" for number in range(10_000))
HUGE = (TEN_MEGABYTES, TEN_THOUSAND_LINES)
MANY = 200
BEARABLE = 5  # seconds for one request, whatever is in it
ELSEWHERE = "//evil.example/x"


class Hurry:
    """Whatever comes in is answered within seconds, and nothing is written."""

    @contextmanager
    def assert_quickly_refused(self):
        with self.assert_nothing_written():
            started = time.perf_counter()
            yield
            self.assertLess(time.perf_counter() - started, BEARABLE)


@freeze_time(NOW)
class TestHugeForms(Hurry, LinkCommon):
    """Too much on the customer's form is refused in words."""

    def test_an_opinion_too_long_is_refused_on_the_form(self):
        followup = self.contact_ticket()
        self.start(followup)
        for text in HUGE:
            form = self.answer_form(followup, opinion=text)
            with self.assert_quickly_refused():
                answer = self.submit(followup, form)
            self.assertEqual(answer["error"], "validation")
            self.assertIn("at most", json.dumps(answer["fields"]))

    def test_ten_thousand_answers_to_questions_that_do_not_exist_count_for_nothing(
        self,
    ):
        followup = self.contact_ticket()
        self.start(followup)
        form = {str(10_000_000 + number): "1" for number in range(10_000)}
        with self.assert_quickly_refused():
            answer = self.submit(followup, form)
        self.assertEqual(answer["error"], "validation")

    def test_a_choice_of_ten_megabytes_is_refused(self):
        followup = self.contact_ticket()
        self.start(followup)
        for text in HUGE:
            form = dict.fromkeys(self.answer_form(followup), text)
            with self.assert_quickly_refused():
                answer = self.submit(followup, form)
            self.assertEqual(answer["error"], "validation")


@freeze_time(NOW)
class TestHugeInputs(Hurry, PortalCommon):
    """Neither do the other pages choke on too much."""

    def test_a_reason_too_long_is_refused_by_link_and_in_the_portal(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.log_in(self.customer)
        page = self.get(f"/my/rectification/{rectification.id}")
        urls = (
            self.link(followup, "/reject"),
            f"/my/rectification/{rectification.id}/{followup.round}/reject",
        )
        for url in urls:
            for text in HUGE:
                with self.assert_quickly_refused():
                    response = self.post(url, {"reason": text}, page=page)
                self.assertIn(response.status_code, (200, 413), url)
                self.assertNotIn("Traceback", response.text)
        self.assertEqual(rectification.state, "to_accept")

    def test_a_signature_of_ten_megabytes_is_refused(self):
        rectification = self.put_right()
        url = self.link(self.send_notice(rectification), "/accept")
        with self.assert_quickly_refused():
            answer = self.sign(url, signature=PNG + TEN_MEGABYTES)
        self.assertIn("sign once more", answer["error"])

    def test_a_name_of_ten_megabytes_is_cut(self):
        rectification = self.put_right()
        followup = self.send_notice(rectification)
        self.sign(self.link(followup, "/accept"), name=TEN_MEGABYTES)
        self.assertEqual(len(followup.signer_name), 100)

    def test_preferences_take_no_novel(self):
        self.log_in(self.customer)
        page = self.get("/my/followup/preferences")
        for form in ({"channel": TEN_MEGABYTES}, {"calendar": TEN_MEGABYTES}):
            with self.assert_quickly_refused():
                response = self.post("/my/followup/preferences", form, page=page)
            self.assertIn(response.status_code, (200, 413))

    def test_an_address_of_ten_thousand_characters_finds_nothing(self):
        token = self.ask().access_token
        with self.assert_nothing_written():
            response = self.get(f"/huifang/s/{token}{'x' * 10_000}")
        self.assertEqual(response.status_code, 404)


@freeze_time(NOW)
class TestMassPosts(PortalCommon):
    """Hundreds of requests do no more than one."""

    guesses = 30

    def test_starting_two_hundred_times_makes_one_sheet(self):
        followup = self.ask()
        page = self.get(self.link(followup))
        for _ in range(MANY):
            response = self.post(self.link(followup, "/start"), page=page)
            self.assertEqual(response.status_code, 303)
        sheets = self.env["survey.user_input"].search(
            [("followup_id", "=", followup.id)]
        )
        self.assertEqual(len(sheets), 1)

    def test_of_two_hundred_answers_the_first_counts(self):
        followup = self.ask()
        self.start(followup)
        self.submit(followup, self.answer_form(followup))
        form = self.answer_form(followup, levels=dict.fromkeys("abcdef", "unsatisfied"))
        with self.assert_nothing_written():
            for _ in range(MANY):
                self.submit(followup, form)

    def test_opting_out_two_hundred_times_is_noted_once(self):
        followup = self.ask()
        page = self.get(self.link(followup, "/stop"))
        self.post(self.link(followup, "/stop"), page=page)
        with self.assert_nothing_written():
            for _ in range(MANY):
                self.post(self.link(followup, "/stop"), page=page)

    def test_of_two_hundred_guesses_all_but_the_first_are_slowed_down(self):
        page = self.get(self.link(self.ask()))
        statuses = []
        with self.assert_nothing_written():
            for number in range(MANY):
                url = f"/huifang/s/{number}-guess/start"
                statuses.append(self.post(url, page=page).status_code)
        self.assertEqual(statuses.count(404), self.guesses)
        self.assertEqual(statuses.count(429), MANY - self.guesses)


@freeze_time(NOW)
class TestMessages(Hurry, MessageCommon):
    """What customers write and send from their pages has its bounds, too."""

    pace = 30  # messages and files that are borne in ten minutes

    def setUp(self):
        super().setUp()
        self.limit = RateLimit(self.pace, window=600, pause=600)
        self.startPatcher(
            patch.object(huifang_customer_mixin_messages, "PACE", self.limit)
        )
        self.key = self.get_key(self.followup, self.customer)

    def post(self, body, **data):
        """Return why a message was refused, empty where it was not."""
        thread = {"thread_model": self.followup._name, "thread_id": self.followup.id}
        post = {"post_data": {"body": body, "subtype_xmlid": "mail.mt_comment"} | data}
        return self.send("/mail/message/post", thread | post)

    def send(self, route, params):
        params = {"params": params | {"token": self.key}}
        answer = self.url_open(route, json=params).json()
        self.env.invalidate_all()
        return answer["error"]["data"]["message"] if "error" in answer else ""

    def upload(self, content=b"x"):
        """Send a file as the page does; return the server's answer."""
        page = self.read_page(self.followup._get_customer_url())
        form = {
            "thread_model": self.followup._name,
            "thread_id": self.followup.id,
            "token": self.key,
            "csrf_token": page.split('csrf_token: "')[1].split('"')[0],
        }
        files = {"ufile": ("photo.jpg", content, "image/jpeg")}
        return self.url_open("/mail/attachment/upload", form, files=files).json()

    def test_a_message_too_long_is_refused_whatever_kind_it_says_it_is(self):
        for text in HUGE:
            for kind in ("comment", "email", "notification"):
                with self.subTest(kind, size=len(text)), self.assert_quickly_refused():
                    refusal = self.post(text, message_type=kind)
                self.assertIn("at most", refusal)

    def test_a_message_does_not_grow_too_long_afterwards(self):
        self.assertFalse(self.post("Please come."))
        message = self.followup.message_ids[0]
        for text in HUGE:
            params = {"message_id": message.id, "update_data": {"body": text}}
            with self.assert_quickly_refused():
                refusal = self.send("/mail/message/update_content", params)
            self.assertIn("at most", refusal)

    def test_of_two_hundred_messages_those_a_person_could_write_are_kept(self):
        refusals = [self.post(f"Hello {number}") for number in range(MANY)]
        self.assertEqual(refusals.count(""), self.pace)
        self.assertIn("a lot at once", refusals[-1])
        messages = self.followup.message_ids.filtered(lambda m: "Hello" in m.body)
        self.assertEqual(len(messages), self.pace)

    def test_of_two_hundred_files_those_a_person_could_send_are_kept(self):
        answers = [self.upload() for _ in range(MANY)]
        kept = [answer for answer in answers if "data" in answer]
        self.assertEqual(len(kept), self.pace)
        self.assertIn("a lot at once", answers[-1]["error"])

    def test_one_customer_does_not_slow_down_another(self):
        while not self.post("Hello"):
            pass
        self.key = self.get_key(self.followup, self.member)
        self.assertFalse(self.post("Hello"))

    def test_a_file_too_large_is_refused(self):
        with (
            patch.object(customer_files, "MAX_FILE", 1_000_000),
            self.assert_quickly_refused(),
        ):
            answer = self.upload(TEN_MEGABYTES.encode())
        self.assertIn("too large", answer["error"])

    def test_the_office_is_not_held_up(self):
        for _ in range(self.pace + 1):
            self.post_by_staff(self.followup, "We come on Thursday.")
        self.post_by_staff(self.followup, TEN_THOUSAND_LINES)


@freeze_time(NOW)
class TestOpenRedirects(PortalCommon):
    """No page sends the customer to an address that came with the request."""

    NAMES = (
        "redirect",
        "redirect_url",
        "next",
        "url",
        "return_url",
        "referrer",
        "face",
    )

    def assert_stays(self, response):
        target = response.headers.get("Location", "/")
        self.assertNotIn("evil.example", target.partition("?")[0])
        self.assertTrue(
            target.startswith(("/", self.base_url())) and not target.startswith("//"),
            target,
        )

    def form(self):
        return dict.fromkeys(self.NAMES, ELSEWHERE)

    def test_by_link(self):
        followup = self.ask()
        page = self.get(self.link(followup))
        for path in ("/start", "/stop", "/reject"):
            url = self.link(followup, path)
            self.assert_stays(self.post(url, self.form(), page=page))

    def test_in_the_portal(self):
        rectification = self.put_right()
        followup = self.ask()
        self.log_in(self.customer)
        page = self.get("/my/followup/preferences")
        for url in (
            f"/my/followup/{followup.id}/answer",
            f"/my/rectification/{rectification.id}/2/reject",
            "/my/followup/preferences",
            "/ticket/close",
        ):
            form = {**self.form(), "reason": "x", "ticket_id": followup.ticket_id.id}
            self.assert_stays(self.post(url, form, page=page))

    def test_after_signing(self):
        rectification = self.put_right()
        url = self.link(self.send_notice(rectification), "/accept")
        form = {**self.form(), "name": "Zhang San", "signature": PNG}
        answer = self.make_jsonrpc_request(url, form)
        self.assertTrue(answer["redirect_url"].startswith("/huifang/s/"))


@freeze_time(NOW)
class TestForeignCompanies(PortalCommon):
    """An id of another company, in whatever parameter, is as good as none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.abroad = cls.env["res.company"].create({"name": "Abroad"})
        office = cls.create_office(company_id=cls.abroad.id, name="Abroad")
        cls.team_abroad = cls.create_team(office, company_id=cls.abroad.id)
        household = cls.create_household(office_id=office.id, name="Wang Wu")
        cls.ticket_abroad = cls.create_ticket(
            team_id=cls.team_abroad.id,
            partner_id=household.id,
            company_id=cls.abroad.id,
        )
        cls.ticket_abroad.stage_id = cls.done_stage
        cls.followup_abroad = cls.ticket_abroad.followup_ids
        cls.followup_abroad._plan()
        cls.followup_abroad._contact()
        cls.rectification_abroad = cls.env["huifang.rectification"].create(
            {
                "office_id": office.id,
                "partner_id": household.id,
                "problem": "Secret abroad",
            }
        )
        cls.calendar_abroad = cls.env["resource.calendar"].create(
            {
                "name": "Hours abroad",
                "company_id": cls.abroad.id,
                "is_customer_choice": True,
            }
        )

    def setUp(self):
        super().setUp()
        self.log_in(self.customer)
        self.page = self.get("/my/followup/preferences")

    def test_pages_are_not_there(self):
        for path in (
            f"/my/followup/{self.followup_abroad.id}",
            f"/my/rectification/{self.rectification_abroad.id}",
        ):
            self.assertEqual(self.get(path).status_code, 404)

    def test_buttons_do_nothing(self):
        followup, rectification = self.followup_abroad, self.rectification_abroad
        with self.assert_nothing_written():
            for path, form in (
                (f"/my/followup/{followup.id}/answer", {}),
                (f"/my/rectification/{rectification.id}/1/reject", {"reason": "x"}),
                (
                    "/ticket/close",
                    {
                        "ticket_id": self.ticket_abroad.id,
                        "stage_id": self.cancelled_stage.id,
                    },
                ),
            ):
                response = self.post(path, form, page=self.page)
                self.assertIn(response.status_code, (303, 404), path)
        self.assertEqual(self.ticket_abroad.stage_id, self.done_stage)

    def test_contact_hours_of_another_company_cannot_be_chosen(self):
        form = {"calendar": str(self.calendar_abroad.id)}
        with self.assert_nothing_written():
            response = self.post("/my/followup/preferences", form, page=self.page)
        self.assertIn("Choose one of the times on offer.", response.text)

    def test_messages_cannot_be_read_or_written(self):
        for record in (self.followup_abroad, self.rectification_abroad):
            thread = {"thread_model": record._name, "thread_id": record.id}
            with self.assert_nothing_written():
                for url, extra in (
                    ("/mail/thread/messages", {}),
                    ("/mail/message/post", {"post_data": {"body": "x"}}),
                ):
                    answer = self.url_open(
                        url, json={"params": {**thread, **extra}}
                    ).text
                    self.assertNotIn("Secret abroad", answer)
                    self.assertNotIn("Traceback", json.loads(answer).get("result", ""))

    def test_answers_of_a_questionnaire_do_not_fit_another(self):
        followup = self.ask()
        self.start(followup)
        foreign = self.create_questionnaire(
            self.rating_question("overall"), title="Abroad"
        )
        form = self.answer_form(followup)
        stranger = foreign.question_ids.suggested_answer_ids[:1]
        for key in form:
            with self.subTest(question=key), self.assert_nothing_written():
                answer = self.submit(followup, {**form, key: str(stranger.id)})
            self.assertEqual(answer["error"], "validation")
