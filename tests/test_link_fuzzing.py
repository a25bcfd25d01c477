"""Mangled tokens and payloads: a clear refusal, never a crash, never a row (D1)."""

import json
import random
import string
from contextlib import contextmanager
from urllib.parse import quote

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from odoo.tests import freeze_time

from .common import NOW, HuifangCommon
from .common_http import LinkCommon

TEXTS = [
    "",
    " ",
    "0",
    "-1",
    "+1",
    "1e9",
    "abc",
    "undefined",
    "null",
    "' OR '1'='1",
    "1; DROP TABLE huifang_followup; --",
    "%s%d%(x)s",
    "{{7*7}}${7*7}",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: x=1",
    "中文回访",
    "😀" * 50,
    "٣",  # a digit, but not an ASCII one
    "\u202e\ufeff",
    "é-é",
    "9" * 400,
    "x" * 3000,
]
VALUES = [
    *TEXTS,
    "\ud800",
    None,
    True,
    False,
    0,
    -1,
    1.5,
    1e308,
    2**31,
    2**63,
    10**300,
    [],
    [[]],
    [None],
    [True],
    ["1", "2"],
    [{"comment": "x"}],
    {},
    {"comment": "x"},
    {"a": {"b": {"c": [1, 2, {"d": None}]}}},
]
FAST = settings(max_examples=300, deadline=None, derandomize=True, database=None)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=10,
)


def mangled(token):
    """Return a token changed in many small ways, and things that never were one."""
    number, _, secret = token.partition("-")
    chance = random.Random(19)
    swapped = []
    for _ in range(25):
        place = chance.randrange(len(token))
        letter = chance.choice(string.ascii_letters + string.digits)
        swapped.append(token[:place] + letter + token[place + 1 :])
    shapes = [
        number,
        f"{number}-",
        f"-{secret}",
        f"{number}--{secret}",
        f"0{token}",
        f" {token}",
        f"{token} ",
        f"{token}\x00",
        f"\x00{token}",
        f"{token}é",
        f"{token[:-1]}",
        f"{token}=",
        token.swapcase(),
        token[::-1],
        f"{2**31}-{secret}",
        f"{2**63}-{secret}",
        f"-{token}",
    ]
    candidates = [*TEXTS, *swapped, *shapes]
    return [text for text in candidates if text.strip(" /.") and text != token]


@freeze_time(NOW)
class TestLinkFuzzing(LinkCommon):
    def setUp(self):
        super().setUp()
        self.followup = self.contact_ticket()
        self.start(self.followup)
        page = self.get(self.link(self.followup)).text
        self.csrf_token = page.split('name="csrf_token" value="')[1].split('"')[0]
        self.tokens = mangled(self.followup.access_token)

    @contextmanager
    def assert_harmless(self):
        """Nothing is written, and the link can still be answered."""
        with self.assert_nothing_written():
            yield
        self.assertEqual(self.get(self.link(self.followup)).status_code, 200)

    def assert_refused(self, response):
        self.assertIn(response.status_code, (303, 308, 400, 404, 405), response.url)
        self.assertNotIn("Traceback", response.text)

    def test_mangled_tokens_open_start_and_stop_nothing(self):
        form = {"csrf_token": self.csrf_token}
        with self.assert_harmless():
            for token in self.tokens:
                url = f"/huifang/s/{quote(token, safe='')}"
                self.assert_refused(self.get(url))
                self.assert_refused(self.get(f"{url}/start", data=form))
                self.assert_refused(self.get(f"{url}/stop", data=form))

    def test_mangled_keys_open_no_questionnaire(self):
        survey_key = self.followup.survey_id.access_token
        sheet_key = self.followup.user_input_id.access_token
        with self.assert_harmless():
            for token in self.tokens[::2]:
                token = quote(token, safe="")
                page = self.url_open(f"/survey/{survey_key}/{token}")
                self.assertEqual(page.status_code, 404, token)
                self.assertNotIn("o_survey_form", page.text)
                page = self.url_open(f"/survey/{token}/{sheet_key}")
                self.assertIn(page.status_code, (200, 404), token)
                self.assertNotIn("o_survey_form", page.text)

    def test_strange_parameters_do_no_harm(self):
        url = self.link(self.followup)
        with self.assert_harmless():
            for value in TEXTS:
                for name in ("face", "token", "debug"):
                    page = self.get(url, params={name: value})
                    self.assertIn(page.status_code, (200, 303), (name, value))
                    self.assertNotIn("Traceback", page.text)
                    self.assertNotIn("<script>alert(1)", page.text)

    def test_strange_bodies_start_nothing(self):
        url = self.link(self.plan_contact(), "/start")
        bodies = (b"", b"\x00\xff", b"face=" + b"x" * 1_000_000, b"{", b"csrf_token")
        kinds = ("application/x-www-form-urlencoded", "multipart/form-data", "text/x")
        with self.assert_harmless():
            for body in bodies:
                for kind in kinds:
                    headers = {"Content-Type": kind}
                    response = self.get(url, data=body, headers=headers, method="POST")
                    self.assertEqual(response.status_code, 400, (body[:9], kind))

    def plan_contact(self):
        """Return another follow-up whose link waits to be opened."""
        household = self.create_household(name="Li Si", email="li@example.com")
        return self.contact_ticket(partner_id=household.id)

    def post_answers(self, params):
        """Send a form that may hold anything; return the server's answer."""
        response = self.get(
            self.survey_path(self.followup, "submit/"),
            data=json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}),
            headers={"Content-Type": "application/json"},
        )
        self.assertEqual(response.status_code, 200)
        self.assertNotIn("Traceback", response.text)
        return response.json()["result"][1]

    def test_strange_answers_are_refused(self):
        questions = [str(q.id) for q in self.followup.survey_id.question_ids]
        with self.assert_harmless():
            for value in [*VALUES, "x" * 10_000_000]:
                answer = self.post_answers(dict.fromkeys(questions, value))
                self.assertEqual(answer["error"], "validation", repr(value)[:50])

    def test_one_strange_answer_spoils_a_good_form(self):
        good = self.answer_form(self.followup)
        texts = self.followup.survey_id.question_ids.filtered(
            lambda q: q.question_type == "text_box"
        )
        choices = [key for key in good if int(key) not in texts.ids]
        # what holds nothing leaves the question blank
        nothing = (None, False, 0, "", " ", [], [[]], [None], {})
        strange = [value for value in VALUES if value not in nothing]
        with self.assert_harmless():
            for number, value in enumerate(strange):
                key = choices[number % len(choices)]
                answer = self.post_answers(good | {key: value})
                self.assertEqual(list(answer["fields"]), [key], repr(value)[:50])

    def test_strange_keys_count_for_nothing(self):
        params = {text: text for text in TEXTS}
        with self.assert_harmless():
            answer = self.post_answers(params | {"answers": {}, "page_id": "x"})
            self.assertEqual(answer["error"], "validation")


@freeze_time(NOW)
class TestFuzzingWithoutBrowser(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.followup = cls.contact_ticket()
        cls.sheet = cls.followup._start_answer()
        cls.overall = cls.followup.survey_id.question_ids.filtered(
            "aspect_id.is_overall"
        )[0]

    @FAST
    @given(st.text())
    def test_no_text_is_a_token(self, text):
        self.assertFalse(self.followup._find_by_token(text))

    @FAST
    @given(st.text(), st.integers(min_value=0))
    def test_no_secret_can_be_made_up(self, text, number):
        for start in (number, self.followup.id):
            self.assertFalse(self.followup._find_by_token(f"{start}-{text}"))

    @FAST
    @given(json_values)
    def test_no_value_passes_for_a_face(self, value):
        items = value if isinstance(value, list) else [value]
        known = set(map(str, self.overall.suggested_answer_ids.ids))
        assume(not known & set(map(str, items)))
        post = {str(q.id): value for q in self.followup.survey_id.question_ids}
        errors = self.sheet._submit_followup(post)
        self.assertTrue(errors[self.overall.id])
        self.assertEqual(self.followup.state, "in_progress")
        self.assertFalse(self.sheet.user_input_line_ids)
