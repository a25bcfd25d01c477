"""What the database says after the replay, checked against the file (B13, B14)."""

from collections import Counter
from math import ceil

from odoo.addons.huifang_followup import const, sampling

NO_POLICY = "(none)"


class WrongFigures(Exception):
    """The figures do not agree; says which."""


def find_followups(env, requests):
    """Return the follow-ups of the requests' closings, without later rounds."""
    return env["huifang.followup"].search_fetch(
        [
            ("ticket_id.number", "in", [request.number for request in requests]),
            ("rectification_id", "=", False),
            ("step_number", "=", 1),
        ],
        ["ticket_id", "policy_id", "state", "drop_reason"],
    )


def count_outcomes(followups):
    """Return how many follow-ups had which outcome under which policy.

    :return: Counter of (outcome, policy) pairs, as labels
    """
    labels = dict(const.FOLLOWUP_STATES) | dict(const.DROP_REASONS)
    return Counter(
        (
            labels[followup.drop_reason or followup.state],
            followup.policy_id.name or NO_POLICY,
        )
        for followup in followups
    )


def check_one_each(followups, requests):
    """Check that every closing of the file has exactly one follow-up.

    :raises WrongFigures: with an example, where one has none or several
    """
    found = Counter(followup.ticket_id.number for followup in followups)
    closed = Counter(request.number for request in requests if request.stage == "done")
    wrong = sorted((found - closed) | (closed - found))
    if wrong:
        raise WrongFigures(
            f"{closed.total():,} closings have {found.total():,} follow-ups: "
            f"{wrong[0]} has {found[wrong[0]]} instead of {closed[wrong[0]]}"
        )


def list_outcomes():
    """Return the labels of all outcomes in the order they come about."""
    dropped = [label for _, label in const.DROP_REASONS]
    states = [label for code, label in const.FOLLOWUP_STATES if code != "dropped"]
    return [*states, *dropped]


def list_policies(env):
    """Return the names of all policies in their order."""
    return [*env["huifang.policy"].search([]).mapped("name"), NO_POLICY]


def check_draws(env):
    """Return a row per draw: (stratum, share, tickets, least, drawn, most, forced).

    :raises WrongFigures: where a draw cannot be run again with the same result, or had
        too few or too many at any moment
    """
    rows = []
    for draw in env["huifang.draw"].search([]):
        numbers = draw._get_drawn_numbers()
        if draw._rerun() != numbers or len(numbers) != draw.drawn_count:
            raise WrongFigures(
                f"the draw of {draw.display_name}, run again, has another result"
            )
        share = sampling.exact_share(draw.share_rate)
        if not is_share_kept(share, draw.frame_count, numbers):
            raise WrongFigures(f"the draw of {draw.display_name} missed its share")
        least, most = get_bounds(share, draw.frame_count)
        rows.append(
            (
                draw.display_name,
                f"{draw.share_rate:g} %",
                draw.frame_count,
                least,
                draw.drawn_count,
                most,
                draw.forced_count,
            )
        )
    return rows


def get_bounds(share, count):
    """Return how many of so many tickets are drawn at least and at most (B14)."""
    wanted = ceil(share * count)
    return max(wanted - 1, 0), min(wanted + 1, count)


def is_share_kept(share, frame_count, numbers):
    """Tell whether a draw was within its bounds after every single ticket."""
    drawn, taken = 0, set(numbers)
    for count in range(1, frame_count + 1):
        drawn += count in taken
        least, most = get_bounds(share, count)
        if not least <= drawn <= most:
            return False
    return True


def list_stuck(env):
    """Return (problem, number of follow-ups) pairs of what waits with a problem."""
    return env["huifang.followup"]._read_group(
        [("queue_error", "!=", False)], ["queue_error"], ["__count"]
    )
