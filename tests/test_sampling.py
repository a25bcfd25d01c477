"""Draws keep their share, can be run again, and tell nobody who is next (B14, C13)."""

import hashlib
from collections import Counter
from fractions import Fraction
from itertools import pairwise, permutations
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.huifang_followup import sampling

rules = settings(deadline=None, derandomize=True)
percents = st.integers(0, 100) | st.floats(0, 100).map(lambda rate: round(rate, 2))
seeds = st.integers(0, 2**128 - 1).map("{:032x}".format)
SEEDS = [f"{number:032x}" for number in range(1000)]


def draw(seed, percent, count):
    """Return the numbers drawn among 1 … ``count``."""
    return sampling.draw_numbers(seed, sampling.exact_share(percent), count)


# === THE GUARANTEE === #


@rules
@given(seeds, percents, st.integers(1, 200))
def test_the_share_is_kept_after_every_single_ticket(seed, percent, count):
    share = sampling.exact_share(percent)
    drawn = set(draw(seed, percent, count))
    so_far = 0
    for number in range(1, count + 1):
        so_far += number in drawn
        wanted = ceil(share * number)
        assert wanted - 1 <= so_far <= wanted + 1


@pytest.mark.parametrize("percent", [1, 5, 10, 30, 33.33, 50, 66.67, 95, 99])
def test_the_share_of_a_large_stratum_is_exact_to_one_ticket(percent):
    wanted = sampling.exact_share(percent) * 5000
    assert abs(len(draw(SEEDS[0], percent, 5000)) - wanted) <= 1


@rules
@given(seeds, st.integers(1, 100))
def test_nobody_is_drawn_at_zero_and_everybody_at_a_hundred_percent(seed, count):
    assert draw(seed, 0, count) == []
    assert draw(seed, 100, count) == list(range(1, count + 1))


@rules
@given(seeds, st.integers(1, 100))
def test_one_of_the_first_tickets_is_drawn_however_small_the_share(seed, percent):
    assert draw(seed, percent, ceil(100 / percent))


# === RUNNING IT AGAIN === #


@rules
@given(seeds, percents, st.integers(0, 200))
def test_the_same_seed_draws_the_same_tickets(seed, percent, count):
    assert draw(seed, percent, count) == draw(seed, percent, count)


@rules
@given(seeds, percents, st.integers(0, 150), st.integers(0, 150))
def test_later_tickets_never_change_what_was_drawn_before(seed, percent, first, more):
    beginning = [n for n in draw(seed, percent, first + more) if n <= first]
    assert beginning == draw(seed, percent, first)


@rules
@given(seeds, percents, st.integers(1, 150))
def test_deciding_one_by_one_is_the_same_as_running_the_whole_draw(
    seed, percent, count
):
    share, drawn = sampling.exact_share(percent), []
    for number in range(1, count + 1):
        if sampling.is_drawn(seed, share, number, len(drawn)):
            drawn.append(number)
    assert drawn == draw(seed, percent, count)


# === NOBODY CAN FORESEE IT === #


def test_different_seeds_draw_different_tickets():
    results = {tuple(draw(seed, 30, 40)) for seed in SEEDS[:500]}
    assert len(results) > 495


@pytest.mark.parametrize("percent", [10, 30, 50])
def test_every_place_in_the_queue_has_about_the_same_chance(percent):
    hits = Counter(number for seed in SEEDS for number in draw(seed, percent, 20))
    for number in range(1, 21):
        assert abs(hits[number] / len(SEEDS) - percent / 100) < 0.05


def test_the_distance_between_two_drawn_tickets_varies():
    drawn = draw(SEEDS[0], 30, 200)
    distances = {later - earlier for earlier, later in pairwise(drawn)}
    assert len(distances) >= 4


def test_a_new_seed_is_a_secret_of_its_own():
    seeds = {sampling.new_seed() for _ in range(100)}
    assert len(seeds) == 100
    assert all(len(seed) == 32 and int(seed, 16) >= 0 for seed in seeds)


@pytest.mark.parametrize(
    ("percent", "share"),
    [
        (0, Fraction(0)),
        (30, Fraction(3, 10)),
        (0.1 + 0.2, Fraction(3, 1000)),
        (33.3, Fraction(333, 1000)),
        (100.0, Fraction(1)),
    ],
)
def test_a_percentage_is_taken_exactly_not_as_a_binary_fraction(percent, share):
    assert sampling.exact_share(percent) == share


# === DRAWN FROM A WHOLE FRAME (C13) === #

frames = st.dictionaries(st.integers(1, 10**9), st.integers(0, 9), max_size=60)
sizes = st.integers(0, 80)


@rules
@given(seeds, frames, sizes)
def test_as_many_are_drawn_as_wanted_or_all_that_have_a_weight(seed, frame, size):
    drawn = sampling.draw_weighted(seed, frame, size)
    possible = {key for key, weight in frame.items() if weight}
    assert len(drawn) == len(set(drawn)) == min(size, len(possible))
    assert set(drawn) <= possible


@rules
@given(seeds, frames, sizes, st.randoms(use_true_random=False))
def test_neither_chance_nor_the_order_of_the_frame_changes_a_draw(
    seed, frame, size, chance
):
    rows = list(frame.items())
    chance.shuffle(rows)
    shuffled = dict(rows)
    assert sampling.draw_weighted(seed, shuffled, size) == sampling.draw_weighted(
        seed, frame, size
    )
    assert sampling.frame_hash(shuffled) == sampling.frame_hash(frame)


@rules
@given(seeds, frames, sizes, sizes)
def test_a_smaller_draw_is_the_beginning_of_a_larger_one(seed, frame, size, more):
    larger = sampling.draw_weighted(seed, frame, size + more)
    assert larger[:size] == sampling.draw_weighted(seed, frame, size)


@rules
@given(seeds, frames, sizes, st.integers(2, 9))
def test_only_the_proportion_of_the_weights_matters(seed, frame, size, factor):
    scaled = {key: weight * factor for key, weight in frame.items()}
    assert sampling.draw_weighted(seed, scaled, size) == sampling.draw_weighted(
        seed, frame, size
    )


@rules
@given(seeds, frames, sizes)
def test_a_heavier_key_is_drawn_no_later(seed, frame, size):
    if frame:
        key = min(frame)
        heavier = frame | {key: frame[key] + 1}
        if key in sampling.draw_weighted(seed, frame, size):
            assert key in sampling.draw_weighted(seed, heavier, size)


def test_a_negative_weight_is_refused():
    with pytest.raises(ValueError, match="negative"):
        sampling.draw_weighted(SEEDS[0], {1: 1, 2: -1}, 1)


@pytest.mark.parametrize("weight", [1, 2, 3, 5, 10])
def test_the_chance_to_be_first_is_the_share_in_the_weights(weight):
    frame = {1: weight, 2: 1, 3: 1}
    hits = sum(sampling.draw_weighted(seed, frame, 1) == [1] for seed in SEEDS)
    assert abs(hits / len(SEEDS) - weight / (weight + 2)) < 0.05


def test_the_chance_to_come_next_is_the_share_in_what_is_left():
    orders = Counter(
        tuple(sampling.draw_weighted(seed, {1: 3, 2: 2, 3: 1}, 3)) for seed in SEEDS
    )
    for first, second, third in permutations((3, 2, 1)):
        chance = first / 6 * second / (second + third)
        order = (4 - first, 4 - second, 4 - third)
        assert abs(orders[order] / len(SEEDS) - chance) < 0.05


def test_three_times_the_weight_is_drawn_about_three_times_as_often():
    frame = {key: 3 if key % 2 else 1 for key in range(1000)}
    drawn = Counter(
        key % 2
        for seed in SEEDS[:40]
        for key in sampling.draw_weighted(seed, frame, 20)
    )
    assert 2.5 < drawn[1] / drawn[0] < 3.5


def test_a_draw_is_the_same_on_every_machine():
    frame = {key: 1 + key % 3 for key in range(1, 21)}
    drawn = sampling.draw_weighted("huifang", frame, 5)
    assert drawn == [12, 20, 19, 6, 1]


@rules
@given(frames, frames)
def test_two_frames_have_the_same_fingerprint_only_if_they_are_the_same(one, two):
    assert (sampling.frame_hash(one) == sampling.frame_hash(two)) == (one == two)


def test_the_fingerprint_can_be_computed_by_anybody():
    text = b"2:3\n10:1"
    wanted = hashlib.sha256(text).hexdigest()
    assert sampling.frame_hash({10: 1, 2: 3}) == wanted


# === THE SPLIT OVER ROLES (B2) === #

REPAIRS = {"head": 10, "supervisor": 30, "dispatcher": 60}


def split(rates, count):
    """Return how many of ``count`` follow-ups each role got."""
    counts = Counter()
    for _ in range(count):
        counts[sampling.next_role(rates, counts)] += 1
    return counts


def test_ten_repairs_go_to_one_head_three_supervisors_and_six_dispatchers():
    assert split(REPAIRS, 10) == {"head": 1, "supervisor": 3, "dispatcher": 6}


@rules
@given(
    st.fixed_dictionaries({role: st.integers(0, 100) for role in REPAIRS}).filter(
        lambda rates: sum(rates.values())
    ),
    st.integers(1, 200),
)
def test_no_role_strays_from_its_share_at_any_moment(rates, count):
    counts, total = Counter(), sum(rates.values())
    for number in range(1, count + 1):
        counts[sampling.next_role(rates, counts)] += 1
        for role, rate in rates.items():
            assert abs(counts[role] - number * rate / total) < 1.5


def test_a_role_without_a_share_gets_nothing():
    assert split({"head": 0, "dispatcher": 100}, 20) == {"dispatcher": 20}


def test_shares_need_not_add_up_to_a_hundred():
    assert split({"head": 1, "dispatcher": 3}, 8) == {"head": 2, "dispatcher": 6}


def test_a_role_that_fell_behind_catches_up_first():
    assert sampling.next_role(REPAIRS, {"dispatcher": 6, "supervisor": 3}) == "head"


def test_what_went_to_roles_without_a_share_does_not_matter():
    rates = {"head": 10, "dispatcher": 90}
    counts = {"dispatcher": 9, "supervisor": 100}
    assert sampling.next_role(rates, counts) == "head"


def test_no_shares_at_all_are_refused():
    with pytest.raises(ValueError, match="no role"):
        sampling.next_role({"head": 0}, {})
