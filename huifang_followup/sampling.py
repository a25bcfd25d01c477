"""Draws and the split over roles: pure functions, no database.

One draw is sequential: tickets of a stratum arrive one by one and each must be decided
at once, yet at any moment the share drawn so far must be kept (requirement B14).
The line of positions share × n is cut into cells of length one and every cell holds
one secret point; a ticket is drawn when its step along the line passes a point. So
exactly one ticket per cell is drawn, nobody can tell which, and the whole draw can be
run again from its seed.

The other one is from a frame that is complete, as for a quality check (C13). Every key
of the frame waits for a time that seed and weight decide, and those that wait shortest
are drawn. A hash says afterwards what the frame was.
"""

import hashlib
import secrets
from decimal import Decimal, localcontext
from fractions import Fraction
from math import floor

_POINTS = 2**64
_DIGITS = 40  # of a waiting time; twice what a point has


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


def draw_weighted(seed, weights, size):
    """Draw keys without replacement, the heavier the likelier (C13).

    As Efraimidis and Spirakis do it: a key with the secret point u waits −ln(u) ÷
    weight, and those that wait shortest are drawn. At every turn a key's chance is its
    share in the weights still left. Neither the order of the frame matters nor the
    machine: the logarithms are decimal ones, rounded the same everywhere.

    :param str seed: the draw's seed
    :param dict weights: key to its weight, a whole number; 0 is never drawn
    :param int size: how many are wanted; all that have a weight where these are fewer
    :return: the drawn keys, first drawn first
    :rtype: list
    :raises ValueError: where a weight is negative
    """
    if any(weight < 0 for weight in weights.values()):
        raise ValueError("a weight is not negative")
    waits = {key: _wait(seed, key, weight) for key, weight in weights.items() if weight}
    return sorted(waits, key=lambda key: (waits[key], key))[:size]


def frame_hash(weights):
    """Return the fingerprint of a frame: SHA-256 of its lines ``key:weight``, sorted.

    :param dict weights: key to its weight, as it was handed to the draw
    :return: 64 hexadecimal digits
    """
    lines = (f"{key}:{weight}" for key, weight in sorted(weights.items()))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


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


def _point(seed, key):
    """Return the secret point of a cell or of a key, in (0, 1]."""
    digest = hashlib.sha256(f"{seed}:{key}".encode()).digest()
    return Fraction(int.from_bytes(digest[:8], "big") + 1, _POINTS)


def _wait(seed, key, weight):
    """Return how long a key waits until it is drawn."""
    point = _point(seed, key)
    with localcontext(prec=_DIGITS):
        return -(Decimal(point.numerator) / point.denominator).ln() / weight
