"""Rates: the fixed formula, pure functions, no database."""

MAX_SCORE = 5


def rate(satisfied, fair, unsatisfied, blank):
    """Return the satisfaction rate of returned ballots in percent (H1).

    (satisfied + fair) ÷ returned ballots that asked the aspect × 100. A blank stays
    in the divisor; "not applicable" is not handed in, it leaves the divisor.

    :return: 0.0 to 100.0, or None where nothing was returned
    """
    returned = satisfied + fair + unsatisfied + blank
    return (satisfied + fair) / returned * 100 if returned else None


def level_of_score(score):
    """Return the level of a 0–5 score (A3): 5, 4 satisfied; 3 fair; 0–2 unsatisfied.

    :raises ValueError: outside 0 to 5
    """
    if not 0 <= score <= MAX_SCORE:
        raise ValueError(f"a score is between 0 and 5, not {score}")
    if score >= 4:
        return "satisfied"
    return "fair" if score >= 3 else "unsatisfied"


def looks_automatic(seconds_since_sent, seconds_on_form, sent_limit, form_limit):
    """Tell whether an answer looks like a machine's (D10).

    :param seconds_since_sent: from delivery to the answer, None if not sent by mail
    :param seconds_on_form: from opening the form to the answer, None if unknown
    :param sent_limit: answers sooner after delivery than this are suspect
    :param form_limit: answers that took less time than this are suspect
    """
    return (seconds_since_sent is not None and seconds_since_sent < sent_limit) or (
        seconds_on_form is not None and seconds_on_form < form_limit
    )
