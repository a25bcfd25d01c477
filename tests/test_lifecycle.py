"""A company puts the addon in, upgrades it and takes it out again.

Works on a copy of the test database, in processes of its own, as an administrator's
command line would.
"""

import subprocess
import sys

import pytest

from odoo.tools import config

from .database_copy import copied_database

# What must work with the addon and without it.
HELPDESK_AND_SURVEY = """
done = env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
ticket = env["helpdesk.ticket"].create({"name": "Tap", "description": "Drips."})
ticket.stage_id = done
assert ticket.closed and ticket.closed_date
survey = env["survey.survey"].create({
    "title": "Coffee",
    "question_and_page_ids": [
        (0, 0, {"title": "Good?", "question_type": "text_box", "sequence": 1}),
    ],
})
answer = survey._create_answer(email="guest@example.com")
answer._save_lines(survey.question_ids, "Very.")
answer._mark_done()
assert answer.state == "done"
assert answer.user_input_line_ids.value_text_box == "Very."
"""
RECORDED = """
assert len(ticket.followup_ids) == 1
env["survey.survey"].search([("survey_type", "=", "followup")], limit=1).ensure_one()
"""
GONE = """
assert "huifang.followup" not in env
assert "asks_followup" not in done._fields
assert "huifang_followup" not in env["ir.module.module"]._installed()
assert not env["survey.survey"].search([("survey_type", "=", "followup")])
assert not env["ir.cron"].search([("name", "like", "Follow-up:")])
"""


@pytest.fixture(scope="module")
def copy():
    """The name of a database with the addon, to do with as one likes."""
    with copied_database("lifecycle") as name:
        yield name


def run_odoo(*arguments, script=None):
    """Run Odoo's command line; a failure shows what it said."""
    command = [sys.executable, "-m", "odoo", *arguments]
    environment = ["-c", config["config"], "--log-level=error"]
    if arguments[0] == "module":  # knows no log level
        environment.pop()
    result = subprocess.run(
        [*command, *environment], input=script, text=True, capture_output=True
    )
    assert result.returncode == 0, result.stderr
    return result.stderr


def check(name, script):
    """Run a script in Odoo's shell; it must reach its end."""
    ending = "\nprint('reached', 'the', 'end', file=__import__('sys').stderr)\n"
    said = run_odoo("shell", "--no-http", "-d", name, script=script + ending)
    assert "reached the end" in said, said


def test_upgrade_and_uninstall_leave_helpdesk_and_survey_working(copy):
    upgrade = ["-u", "huifang_followup", "--stop-after-init", "--no-http"]
    assert "ERROR" not in run_odoo(*upgrade, "-d", copy)
    check(copy, HELPDESK_AND_SURVEY + RECORDED)

    run_odoo("module", "uninstall", "-d", copy, "huifang_followup")
    check(copy, HELPDESK_AND_SURVEY + GONE)
