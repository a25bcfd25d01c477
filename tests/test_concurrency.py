"""True simultaneity: processes of their own on a committed database (J1, J9).

All other tests live in one transaction that is rolled back; here that would prove
nothing. So these work on a copy of the test database, made at the start and dropped in
the end. To have two processes in the same moment for certain, a test holds a row that
both need, waits until both stand before it, and lets go.
"""

import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from unittest.mock import patch

import psycopg2
import pytest
import requests

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry
from odoo.tools import SQL, config

from .common import PNG, HuifangCommon
from .database_copy import copied_database

PATIENCE = 60  # seconds until a process that should be there is given up


class World(HuifangCommon):
    """The usual factories, on the copy. Everything they make is committed."""

    @classmethod
    def commit(cls):
        """Make it visible to the other processes, and see what they did."""
        cls.env.cr.commit()
        cls.env.invalidate_all()

    @classmethod
    def close_repairs(cls, count):
        """Return the follow-ups of many repairs closed at once, one per household."""
        households = cls.env["res.partner"].create(
            [
                {
                    "name": f"Household {number}",
                    "email": f"h{number}@example.com",
                    "is_household": True,
                    "office_id": cls.office.id,
                    "lang": "en_US",
                }
                for number in range(count)
            ]
        )
        tickets = cls.env["helpdesk.ticket"].create(
            [
                {
                    "name": "Lamp",
                    "description": "Dark.",
                    "team_id": cls.team.id,
                    "partner_id": household.id,
                    "category_id": cls.category("repair").id,
                }
                for household in households
            ]
        )
        tickets.stage_id = cls.done_stage
        cls.commit()
        return tickets.followup_ids

    @classmethod
    def send_links(cls, count):
        """Return follow-ups whose links have just been sent."""
        cls.policy("repair").share_rate = 100
        followups = cls.close_repairs(count)
        followups._plan()
        followups._contact_email()
        cls.policy("repair").share_rate = 30
        cls.commit()
        return followups

    @classmethod
    def send_notices(cls, count):
        """Return follow-ups whose customers were just told that it was put right."""
        first = cls.send_links(count)
        for followup in first:
            cls.answer_by_staff(followup, {"m": "unsatisfied"}, "no")
        rectifications = first.rectification_ids
        rectifications.write({"cause_category": "people", "measure": "Washer."})
        rectifications.action_finish()
        rectifications._set_to_accept()
        followups = rectifications.followup_ids
        followups._plan()
        followups._contact_email()
        cls.commit()
        return followups


# === THE COPY === #


@pytest.fixture(scope="module")
def world():
    """The copy of the test database, with an office and its people in it."""
    with copied_database("concurrency") as name:
        try:
            # else loading the registry would run Odoo's own tests
            with patch.dict(config.options, test_enable=False):
                registry = Registry(name)
            with closing(registry.cursor()) as cr:
                World.env = Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
                World.create_world()
                World.commit()
                yield World
        finally:
            Registry.delete(name)


# === OTHER PROCESSES === #


def start_odoo(world, *arguments, **options):
    """Start Odoo's command line on the copy, in a process of its own."""
    common = ["-c", config["config"], "-d", world.env.cr.dbname, "--log-level=error"]
    return subprocess.Popen(
        [sys.executable, "-m", "odoo", *arguments, *common], text=True, **options
    )


@contextmanager
def started(process):
    """Leave no process behind."""
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def start_planner(world, limit):
    """Start a planner that works in batches and comes back after a lost race."""
    return start_shell(
        world,
        f"""
import psycopg2
queue = [("state", "=", "new")]
followups = env["huifang.followup"]
while followups.search_count(followups._get_queue_domain(queue)):
    try:
        followups._process_queue(queue, "_plan", limit={limit})
    except psycopg2.OperationalError:
        env.cr.rollback()
""",
    )


def start_shell(world, script, **options):
    """Start a script in Odoo's shell; an error in it ends the process with 1."""
    process = start_odoo(
        world,
        "shell",
        "--no-http",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        **options,
    )
    process.stdin.write(script)
    process.stdin.close()
    return process


def wait_until(condition):
    """Return what a condition comes to, once it comes to something."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(0.05)
    raise AssertionError(f"waited {PATIENCE} seconds in vain")


@contextmanager
def held(records):
    """Hold rows that other processes need; whoever needs them has to wait."""
    with closing(records.env.registry.cursor()) as cr:
        table = SQL.identifier(records._table)
        cr.execute(SQL("SELECT FROM %s WHERE id IN %s FOR UPDATE", table, records._ids))
        yield cr


def wait_for_waiting(cr, count):
    """Wait until so many processes stand before a lock; return their backends."""

    def find():
        cr.execute("SELECT pg_stat_clear_snapshot()")
        cr.execute(
            """SELECT array_agg(pid) FROM pg_stat_activity
                WHERE datname = current_database()
                AND cardinality(pg_blocking_pids(pid)) > 0"""
        )
        (waiting,) = cr.fetchone()
        return waiting and len(waiting) >= count and waiting

    return wait_until(find)


def wait_for_the_end(cr, backends):
    """Wait until the database has noticed that a process is gone."""

    def is_gone():
        cr.execute("SELECT pg_stat_clear_snapshot()")
        cr.execute("SELECT FROM pg_stat_activity WHERE pid = ANY(%s)", [backends])
        return not cr.rowcount

    wait_until(is_gone)


# === CLOSING === #


def test_whoever_closes_a_ticket_second_tries_again_and_finds_it_closed(world):
    ticket = world.create_ticket()
    world.commit()
    with closing(world.env.registry.cursor()) as cr:
        late = ticket.with_env(ticket.env(cr=cr))
        assert late.stage_id == world.new_stage
        ticket.stage_id = world.done_stage
        world.commit()
        # Odoo repeats a request that ends like this.
        with pytest.raises(psycopg2.errors.SerializationFailure):
            late.stage_id = world.done_stage
    assert len(ticket.followup_ids) == 1


# === PLANNING === #


def assert_planned_once(world, followups):
    """Every follow-up has one outcome, one number and one place in a true draw."""
    world.commit()
    assert set(followups.mapped("queue_error")) == {False}
    assert set(followups.mapped("state")) == {"planned", "dropped"}
    assert set(followups.mapped("drop_reason")) == {False, "not_drawn"}
    assert len(set(followups.mapped("name"))) == len(followups)
    draw = followups.draw_id
    assert len(draw) == 1
    everything = draw.followup_ids
    numbers = sorted(everything.mapped("draw_number"))
    assert numbers == list(range(1, len(everything) + 1))
    drawn = everything.filtered("is_drawn")
    assert (draw.frame_count, draw.drawn_count) == (len(everything), len(drawn))
    assert sum(draw.role_counts.values()) == len(drawn)
    assert draw._rerun() == draw._get_drawn_numbers()
    assert all(f.user_id for f in followups if f.state == "planned")


def test_a_planner_killed_in_mid_batch_loses_and_doubles_nothing(world):
    followups = world.close_repairs(60)
    first, killed = followups[:20], followups[20:]
    first._plan()
    world.commit()
    draw = first.draw_id
    before = (draw.frame_count, draw.drawn_count)
    with held(draw) as cr, started(start_planner(world, limit=20)) as planner:
        backends = wait_for_waiting(cr, 1)
        planner.kill()
        planner.wait()
    wait_for_the_end(world.env.cr, backends)
    world.commit()
    assert set(killed.mapped("state")) == {"new"}
    assert set(killed.mapped("name")) == {"/"}
    assert (draw.frame_count, draw.drawn_count) == before

    world.env["huifang.followup"]._cron_plan()
    assert_planned_once(world, followups)


def test_two_planners_at_once_plan_everything_once(world):
    followups = world.close_repairs(120)
    followups[:10]._plan()
    world.commit()
    with ExitStack() as planners:
        with held(followups[:10].draw_id) as cr:
            one = planners.enter_context(started(start_planner(world, limit=20)))
            wait_for_waiting(cr, 1)  # it has taken the first twenty
            two = planners.enter_context(started(start_planner(world, limit=500)))
            wait_for_waiting(cr, 2)  # it has taken all others
        assert one.wait(PATIENCE) == 0
        assert two.wait(PATIENCE) == 0
    assert_planned_once(world, followups)


# === ANSWERING === #


@pytest.fixture(scope="module")
def server(world):
    """The address of an Odoo that serves the copy."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    name = world.env.cr.dbname
    options = ["--http-interface=127.0.0.1", f"--http-port={port}", "--workers=0"]
    options += [f"--db-filter=^{name}$", "--max-cron-threads=0"]
    url = f"http://127.0.0.1:{port}"
    with started(start_odoo(world, *options)):
        wait_until(lambda: is_up(url))
        yield url


def is_up(url):
    try:
        return requests.get(f"{url}/web/health", timeout=5).ok
    except requests.ConnectionError:
        return False


def press_start(server, followup):
    """Open the landing page and return what presses its button."""
    session = requests.Session()
    url = f"{server}/huifang/s/{followup.access_token}"
    page = session.get(url, timeout=PATIENCE).text
    form = dict(re.findall(r'name="(csrf_token)" value="([^"]+)"', page))
    return lambda: session.post(
        f"{url}/start", form, timeout=PATIENCE, allow_redirects=False
    ).headers["Location"]


def at_once(world, followup, *requests_):
    """Send requests that all need the same follow-up in the same moment."""
    with ThreadPoolExecutor() as pool:
        with held(followup) as cr:
            answers = [pool.submit(request) for request in requests_]
            wait_for_waiting(cr, len(requests_))
        results = [answer.result() for answer in answers]
    world.commit()
    return results


def test_two_clicks_at_once_make_one_answer_sheet(world, server):
    followup = world.send_links(1)
    clicks = [press_start(server, followup) for _ in range(2)]
    first, second = at_once(world, followup, *clicks)
    assert first == second
    sheets = world.env["survey.user_input"].search([("followup_id", "=", followup.id)])
    assert sheets == followup.user_input_id


def test_of_two_answers_at_once_exactly_one_counts(world, server):
    for followup in world.send_links(3):
        press_start(server, followup)()
        world.commit()

        def submit(level, followup=followup):
            sheet = followup.user_input_id
            key = f"{followup.survey_id.access_token}/{sheet.access_token}"
            params = world.answer_form(followup, {"m": level, "c": level})
            url = f"{server}/survey/submit/{key}"
            request = {"jsonrpc": "2.0", "method": "call", "params": params}
            return lambda: requests.post(url, json=request, timeout=PATIENCE).json()

        levels = ("satisfied", "unsatisfied")
        answers = at_once(world, followup, *map(submit, levels))
        errors = [answer["result"][1].get("error") for answer in answers]
        assert sorted(errors, key=str) == [None, "unauthorized"]
        winner = levels[errors.index(None)]
        assert followup.state == "done"
        assert followup.overall_level == winner
        ratings = {line.aspect_id.code: line.level for line in followup.line_ids}
        assert (ratings["m"], ratings["c"]) == (winner, winner)
        assert len(followup.line_ids) == len(ratings)
        answered = followup.user_input_id.user_input_line_ids.question_id
        assert len(answered) == len(followup.user_input_id.user_input_line_ids)


# === QUALITY DRAWS === #


def test_of_two_draws_at_once_only_one_gets_the_records(world):
    followups = world.answer_many(3)
    today = followups[0].done_day
    one, two = (
        world.create_quality_draw(date_from=today, date_to=today) for _ in range(2)
    )
    world.commit()
    one.action_draw()
    world.env.flush_all()
    script = f"""
env["huifang.quality.draw"].browse({two.id}).action_draw()
env.cr.commit()
"""
    with started(start_shell(world, script, stderr=subprocess.DEVNULL)) as other:
        wait_for_waiting(world.env.cr, 1)
        world.commit()
        assert other.wait(PATIENCE) == 1
    world.commit()
    assert (one.state, two.state) == ("drawn", "draft")
    assert followups <= one.check_ids.followup_id
    assert not two.check_ids


# === ACCEPTING === #


def press_accept(server, followup):
    """Return what sends a signature by the link."""
    url = f"{server}/huifang/s/{followup.access_token}/accept"
    params = {"name": "Zhang San", "signature": PNG}
    request = {"jsonrpc": "2.0", "method": "call", "params": params}
    return lambda: requests.post(url, json=request, timeout=PATIENCE).json()["result"]


def press_reject(server, followup):
    """Open the page of the link and return what sends a reason."""
    session = requests.Session()
    url = f"{server}/huifang/s/{followup.access_token}"
    page = session.get(url, timeout=PATIENCE).text
    form = dict(re.findall(r'name="(csrf_token)" value="([^"]+)"', page))
    form["reason"] = "Still wet."
    return lambda: session.post(f"{url}/reject", form, timeout=PATIENCE)


def test_of_two_verdicts_at_once_exactly_one_counts(world, server):
    for followup in world.send_notices(3):
        presses = press_accept(server, followup), press_reject(server, followup)
        _accepted, rejected = at_once(world, followup, *presses)
        assert rejected.status_code == 410  # the page of an answered link
        assert followup.state == "done"
        verdict = (followup.is_resolved, followup.opinion, followup.signer_name)
        assert verdict in (("yes", False, "Zhang San"), ("no", "Still wet.", False))
        followup._process_answers()
        expected = {"yes": "closed", "no": "in_progress"}[followup.is_resolved]
        assert followup.rectification_id.state == expected
