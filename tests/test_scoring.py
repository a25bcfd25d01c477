"""The fixed formulas: rates, levels of scores, answers too fast for a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.huifang_followup import scoring

rules = settings(deadline=None, derandomize=True)
ballots = st.integers(0, 1000)

# === RATES (H1) === #


# Ballots by level, as counted by hand on paper.
@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("s s s s s s s f u -", 80.0),
        ("s f u u", 50.0),
        ("s s s s", 100.0),
        ("f f", 100.0),
        ("u u u", 0.0),
        ("s - - -", 25.0),
        ("- -", 0.0),
        ("s s u n n n n n", 200 / 3),
        ("s - n", 50.0),
        ("n n n", None),
        ("", None),
    ],
)
def test_the_rate_is_what_one_counts_by_hand(answers, expected):
    counts = [answers.count(level) for level in "sfu-"]
    assert scoring.rate(*counts) == pytest.approx(expected)


@rules
@given(ballots, ballots, ballots, ballots)
def test_a_rate_is_a_percentage_as_soon_as_one_ballot_is_back(good, fair, bad, blank):
    rate = scoring.rate(good, fair, bad, blank)
    assert (rate is None) == (not any((good, fair, bad, blank)))
    assert rate is None or 0 <= rate <= 100


@rules
@given(ballots, ballots, ballots, ballots)
def test_a_blank_weighs_as_much_as_an_unsatisfied_answer(good, fair, bad, blank):
    assert scoring.rate(good, fair, bad, blank) == scoring.rate(good, fair, blank, bad)


# === LEVELS OF SCORES (A3) === #


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (5, "satisfied"),
        (4, "satisfied"),
        (3.9, "fair"),
        (3, "fair"),
        (2.9, "unsatisfied"),
        (2, "unsatisfied"),
        (1, "unsatisfied"),
        (0, "unsatisfied"),
    ],
)
def test_a_score_stands_for_a_level(score, level):
    assert scoring.level_of_score(score) == level


@pytest.mark.parametrize("score", [-1, -0.01, 5.01, 6, float("nan")])
def test_a_score_off_the_scale_is_refused(score):
    with pytest.raises(ValueError, match="between 0 and 5"):
        scoring.level_of_score(score)


# === ANSWERS TOO FAST FOR A PERSON (D10) === #


@pytest.mark.parametrize(
    ("since_sent", "on_form", "suspect"),
    [
        (19, 60, True),
        (20, 60, False),
        (3600, 2, True),
        (3600, 3, False),
        (0, 0, True),
        (None, 60, False),
        (None, 0, True),
        (3600, None, False),
        (None, None, False),
    ],
)
def test_an_answer_sooner_than_a_person_can_give_it_is_suspect(
    since_sent, on_form, suspect
):
    assert scoring.looks_automatic(since_sent, on_form, 20, 3) is suspect
