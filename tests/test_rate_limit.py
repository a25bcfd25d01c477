"""Too many wrong links from one address are slowed down; right ones go on working."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import freeze_time

from odoo.addons.huifang_followup import rate_limit
from odoo.addons.huifang_followup.rate_limit import RateLimit

from .common import NOW
from .common_http import LinkCommon


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


def make_limit(allowed=3, window=60, pause=300):
    clock = Clock()
    return RateLimit(allowed, window, pause, clock=clock), clock


def test_as_many_as_allowed_are_borne():
    limit, _clock = make_limit(allowed=3)
    assert [limit.fail("a") for _ in range(3)] == [0, 0, 0]


def test_one_more_is_refused_for_the_pause():
    limit, clock = make_limit(allowed=3, pause=300)
    refusals = [limit.fail("a") for _ in range(4)]
    assert refusals[-1] == 300
    clock.now = 299
    assert limit.fail("a") == 1


def test_after_the_pause_it_is_borne_again():
    limit, clock = make_limit(allowed=3, pause=300)
    for _ in range(4):
        limit.fail("a")
    clock.now = 300
    assert limit.fail("a") == 0


def test_who_goes_on_hammering_stays_refused():
    limit, clock = make_limit(allowed=3, window=60, pause=300)
    for second in range(0, 1000, 10):
        clock.now = second
        refused = limit.fail("a")
    assert refused == 300


def test_failures_far_apart_are_borne_for_ever():
    limit, clock = make_limit(allowed=3, window=60)
    for minute in range(100):
        clock.now = minute * 30
        assert limit.fail("a") == 0


def test_another_key_is_not_touched():
    limit, _clock = make_limit(allowed=3)
    for _ in range(10):
        limit.fail("a")
    assert limit.fail("b") == 0


def test_memory_stays_bounded(monkeypatch):
    monkeypatch.setattr(rate_limit, "MAX_KEYS", 100)
    limit, _clock = make_limit(allowed=3)
    for address in range(1000):
        for _ in range(5):
            limit.fail(address)
    assert len(limit._failures) == len(limit._paused_until) == 100


@given(st.lists(st.integers(0, 70), max_size=30), st.integers(1, 5))
def test_refused_exactly_where_there_are_too_many_within_the_window(waits, allowed):
    limit, clock = make_limit(allowed, window=60, pause=0.5)
    moments = []
    for wait in waits:
        clock.now += wait
        moments.append(clock.now)
        within = [moment for moment in moments if moment > clock.now - 60]
        assert bool(limit.fail("a")) == (len(within) > allowed)


@freeze_time(NOW)
class TestLinks(LinkCommon):
    guesses = 5

    def guess(self, times=6):
        """Open unknown links; return the last page."""
        return [self.get(f"/huifang/s/{number}-x") for number in range(times)][-1]

    def test_too_many_unknown_links_get_a_page_that_says_to_wait(self):
        self.assertEqual(self.guess(5).status_code, 404)
        page = self.guess(1)
        self.assertEqual(page.status_code, 429)
        self.assertIn("Too many tries", page.text)
        self.assertEqual(page.headers["Retry-After"], "300")

    def test_a_right_link_from_the_same_address_goes_on_working(self):
        followup = self.contact_ticket()
        self.guess()
        self.assertEqual(self.start(followup).status_code, 303)
        answer = self.submit(followup, self.answer_form(followup))
        self.assertNotIn("error", answer)

    def test_right_links_are_not_counted(self):
        followup = self.contact_ticket()
        for _ in range(10):
            self.assertEqual(self.get(self.link(followup)).status_code, 200)
        self.assertEqual(self.guess(1).status_code, 404)

    def test_every_page_of_a_link_counts(self):
        self.guess(5)
        for path in ("/stop", ""):
            page = self.get(f"/huifang/s/x{path}")
            self.assertEqual(page.status_code, 429)

    def test_nothing_is_written_by_guessing(self):
        with self.assert_nothing_written():
            self.guess()
