"""A customer's submit: a follow-up against the same questions as a plain survey.

Both over HTTP to a running server, in turn. The plain survey is a copy of the
follow-up's questionnaire with another type, so that Odoo's own code stores it.
"""

import requests

from .measure import WallClock, alternate
from .server import call, serving
from .table import Ratio, duration

QUESTIONNAIRES = ("service", "comprehensive")


def run(bench):
    households = bench.company.create_households(1000)
    rounds = bench.size(200)
    for name in QUESTIONNAIRES:
        survey = bench.env.ref(f"huifang_followup.survey_{name}")
        sheets = {
            "plain": _create_plain_sheets(survey, households[: rounds + 1]),
            "followup": _create_followup_sheets(bench, survey, households, rounds + 1),
        }
        bench.commit()
        seconds = _measure(bench, sheets, rounds)
        yield Ratio(
            f"submitting {len(survey.question_ids)} questions ÷ as a plain survey",
            seconds["followup"] / seconds["plain"],
            "≤ 1.15",
            f"{duration(seconds['followup'])} and {duration(seconds['plain'])}, "
            "as the browser sees it",
        )


def _measure(bench, sheets, rounds):
    """Return the median seconds of a submit of each kind."""
    with serving(bench.database, bench.port) as url, requests.Session() as session:
        works = {
            kind: _submit_next(session, url, iter(answers))
            for kind, answers in sheets.items()
        }
        seconds = alternate(WallClock(bench.env.cr), rounds, **works)
    bench.commit()
    unfinished = [
        a for answers in sheets.values() for a in answers if a.state != "done"
    ]
    if unfinished:
        raise RuntimeError(f"{len(unfinished)} answer sheets were not accepted")
    return seconds


def _submit_next(session, url, answers):
    """Return a function that submits the next answer sheet."""
    posts = iter(
        [(a.survey_id.access_token, a.access_token, _fill(a)) for a in answers]
    )

    def submit():
        survey_token, answer_token, post = next(posts)
        call(session, f"{url}/survey/submit/{survey_token}/{answer_token}", post)

    return submit


def _fill(answer):
    """Return what the browser posts: the second choice, or some words."""
    post = {}
    for question in answer.survey_id.question_ids:
        if question.triggering_answer_ids:
            continue
        choices = question.suggested_answer_ids
        post[str(question.id)] = str(choices[1].id) if choices else "All went well."
    return post


def _create_plain_sheets(survey, partners):
    plain = survey.copy({"survey_type": "survey", "title": f"Plain {survey.title}"})
    sheets = plain.env["survey.user_input"]
    for partner in partners:
        sheets += plain._create_answer(partner=partner, check_attempts=False)
    sheets._mark_in_progress()
    return sheets


def _create_followup_sheets(bench, survey, households, count):
    """Return the answer sheets of follow-ups whose customers have opened the link."""
    tickets = bench.env["helpdesk.ticket"].create(
        [
            {**vals, "feedback_type": "complaint"}  # all of them are followed up
            for vals in bench.company.prepare_tickets(count, households)
        ]
    )
    tickets.stage_id = bench.company.done_stage
    followups = tickets.followup_ids
    followups._plan()
    followups.survey_id = survey
    followups._start_link()
    for followup in followups:
        followup._start_answer()
    return followups.user_input_id
