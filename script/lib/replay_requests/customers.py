"""The customers: a share of them answers its mail, with a browser's requests.

Nothing here knows Odoo's models: what a customer can know is in the mail and on the
pages. The mail address decides who answers, when and how, so every replay meets the
same people.
"""

import heapq
import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import requests
from lxml import html

THREADS = 3
TIMEOUT = 60  # seconds for one page; the first one compiles the style sheets

# share of the customers → which mail about a follow-up makes them answer
ANSWER_FIRST = 0.20
ANSWER_REMINDER = 0.08
# of those who answer, some are no people but programs that open every link at once
ROBOTS = 0.03
# what they say about an aspect: first, second, third face
MOODS = (0.88, 0.07, 0.05)


class Customers:
    """Reads the mails and answers the links when it is time."""

    def __init__(self):
        self._letters = Counter()
        self._plans = []  # heap of (moment, number, letter, is_robot)
        self.answered = 0
        self.problems = []

    def receive(self, letters, now):
        """Decide which letters will be answered, and when."""
        for letter in letters:
            self._letters[letter.link] += 1
            plan = self._plan(letter, self._letters[letter.link])
            if plan:
                delay, is_robot = plan
                number = len(self._plans) + sum(self._letters.values())
                heapq.heappush(self._plans, (now + delay, number, letter, is_robot))

    @property
    def next_moment(self):
        """When the next answer is due, None when nobody means to answer."""
        return self._plans[0][0] if self._plans else None

    def take_due(self, now):
        """Return the visits that start now."""
        visits = []
        while self._plans and self._plans[0][0] <= now:
            _moment, _number, letter, is_robot = heapq.heappop(self._plans)
            visits.append(Visit(letter, is_robot))
        return visits

    def visit(self, visits, step):
        """Have every visitor do the next step at the same time, on several threads.

        :param str step: ``open`` or ``submit``
        :return: the visits that are to be gone on with
        """
        with ThreadPoolExecutor(THREADS) as pool:
            problems = list(pool.map(lambda visit: visit.try_to(step), visits))
        self.problems += filter(None, problems)
        self.answered += sum(visit.is_answered for visit in visits)
        return [
            visit
            for visit, problem in zip(visits, problems, strict=True)
            if not problem and not visit.is_answered
        ]

    def _plan(self, letter, count):
        """Return (delay, is_robot) for a letter that will be answered, else None."""
        chance = Random(f"{letter.address} answers")
        draw = chance.random()
        wanted = 1 if draw < ANSWER_FIRST else 2
        if draw >= ANSWER_FIRST + ANSWER_REMINDER or count != wanted:
            return None
        if chance.random() < ROBOTS:
            return timedelta(), True
        return timedelta(minutes=chance.randint(5, 60 * 48)), False


class Visit:
    """One customer with a browser at one link."""

    def __init__(self, letter, is_robot):
        self.letter = letter
        self.is_robot = is_robot
        self.is_answered = False
        self._session = requests.Session()
        self._mood = Random(letter.link.rpartition("/")[2])

    def try_to(self, step):
        """Do a step; return what went wrong in one line, or None."""
        try:
            getattr(self, step)()
        except Exception as problem:
            return f"{self.letter.link.rpartition('/')[0]}/…: {step}: {problem!r}"
        return None

    def open(self):
        """Open the link of the mail, press the button, read the form."""
        page = self._get_page(self._session.get(self.letter.link, timeout=TIMEOUT))
        page.make_links_absolute()
        (button,) = [f for f in page.forms if (f.action or "").endswith("/start")]
        response = self._session.post(
            button.action, data=dict(button.form_values()), timeout=TIMEOUT
        )
        self._form = self._find_form(self._get_page(response))
        if self.is_robot:
            self.submit()

    def submit(self):
        """Fill in the form and send it, as the page's script does."""
        base = self._form.base_url.rpartition("/survey/")[0]
        tokens = [self._form.get(f"data-{name}-token") for name in ("survey", "answer")]
        response = self._session.post(
            f"{base}/survey/submit/{'/'.join(tokens)}",
            json={"jsonrpc": "2.0", "method": "call", "params": self._fill_in()},
            timeout=TIMEOUT,
        )
        answer = response.json()
        if "error" in answer or "error" in answer["result"][1]:
            raise ValueError(answer)
        self.is_answered = True

    def _get_page(self, response):
        response.raise_for_status()
        return html.fromstring(response.content, base_url=response.url)

    def _find_form(self, page):
        (form,) = page.find_class("o_survey-fill-form")
        return form

    def _fill_in(self):
        """Return the answers: one choice per question, words where they are needed."""
        opened_by = json.loads(self._form.get("data-triggered-questions-by-answer"))
        answers, asked = {}, set()
        for question in self._form.find_class("js_question-wrapper"):
            number = question.get("id")
            choices = question.xpath(".//input[@type='radio']/@value")
            if choices:
                (chosen,) = self._mood.choices(choices[:3], MOODS[: len(choices)])
                answers[number] = chosen
                asked.update(map(str, opened_by.get(chosen, ())))
            else:
                answers[number] = "Please come back." if number in asked else ""
        return answers
