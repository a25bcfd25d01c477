"""The draw and the split over roles: pure functions, no database.

A draw is sequential: tickets of a stratum arrive one by one and each must be decided
at once, yet at any moment the share drawn so far must be kept (requirement B14).
The line of positions share × n is cut into cells of length one and every cell holds
one secret point; a ticket is drawn when its step along the line passes a point. So
exactly one ticket per cell is drawn, nobody can tell which, and the whole draw can be
run again from its seed.
"""

import hashlib
import secrets
from fractions import Fraction
from math import floor

_POINTS = 2**64


def new_seed():
    """Return a fresh unguessable seed, 32 hexadecimal digits."""
    return secrets.token_hex(16)


def exact_share(percent):
    """Return a percentage as an exact share between 0 and 1.

    :param float percent: 0 to 100, at most six digits after the point count
    :rtype: fractions.Fraction
    """
    return Fraction(str(round(percent, 6))) / 100


def draw_target(seed, share, number):
    """Return how many of the first ``number`` tickets have passed a point.

    :param str seed: the draw's seed
    :param fractions.Fraction share: 0 to 1
    :param int number: tickets seen so far
    :return: ⌊share × number⌋ or one more
    """
    position = share * number
    cell = floor(position)
    return cell + (_point(seed, cell) <= position - cell)


def is_drawn(seed, share, number, drawn_before):
    """Decide about ticket ``number`` (from 1) after ``drawn_before`` were drawn (B14).

    Where a step passes two points, the second waits for the next ticket; the count
    drawn after n tickets is always ⌊share × n⌋ or one more, hence within
    [⌈share × n⌉ − 1, ⌈share × n⌉ + 1].
    """
    return draw_target(seed, share, number) > drawn_before


def draw_numbers(seed, share, frame_count):
    """Run a whole draw again: return the drawn numbers among 1 … ``frame_count``."""
    drawn = []
    for number in range(1, frame_count + 1):
        if is_drawn(seed, share, number, len(drawn)):
            drawn.append(number)
    return drawn


def next_role(rates, counts):
    """Return the role that lags furthest behind its share (B2).

    :param dict rates: role to its weight, any positive numbers
    :param dict counts: role to how many follow-ups it already has
    :return: a key of ``rates``; the first one wins a tie
    :raises ValueError: when no role has a weight
    """
    total = sum(rates.values())
    if total <= 0:
        raise ValueError("no role has a share")
    size = sum(counts.get(role, 0) for role in rates) + 1
    return max(rates, key=lambda role: rates[role] / total * size - counts.get(role, 0))


def _point(seed, cell):
    """Return the secret point of a cell, in (0, 1]."""
    digest = hashlib.sha256(f"{seed}:{cell}".encode()).digest()
    return Fraction(int.from_bytes(digest[:8], "big") + 1, _POINTS)
