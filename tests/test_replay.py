"""Replaying service requests: what becomes of them, and how it is counted."""

from collections import Counter
from datetime import datetime
from fractions import Fraction
from unittest import TestCase
from unittest.mock import patch

from lxml import html
from replay_requests import table
from replay_requests.actions import Actions
from replay_requests.clock import Clock
from replay_requests.customers import Visit
from replay_requests.kinds import kind_of
from replay_requests.organisation import Organisation
from replay_requests.outcomes import (
    NO_POLICY,
    WrongFigures,
    check_draws,
    check_one_each,
    count_outcomes,
    find_followups,
    get_bounds,
    is_share_kept,
)
from replay_requests.post import Letter, Mailbox
from replay_requests.reader import Request
from replay_requests.tickets import Tickets, prepare_household

from odoo.tests import freeze_time

from .common import HuifangCommon


class TestTable(TestCase):
    def test_rows_and_columns_add_up_to_the_total(self):
        counts = Counter({("Done", "Repair"): 2, ("Expired", "Other"): 1000})
        lines = table.cross_table(
            counts, ["New", "Done", "Expired"], ["Repair", "Other"]
        )
        self.assertEqual([line.split()[-1] for line in lines[2:4]], ["2", "1,000"])
        self.assertEqual(lines[-1].split(), ["Total", "2", "1,000", "1,002"])
        self.assertNotIn("New", "".join(lines))

    def test_a_count_that_has_no_place_is_an_error(self):
        with self.assertRaises(ValueError):
            table.cross_table(Counter({("Done", "Repair"): 1}), ["Done"], ["Other"])

    def test_chinese_takes_two_places(self):
        _header, _rule, *lines = table.plain_table(
            ("", "n"), [("投诉", 1), ("Repair", 2)]
        )
        self.assertEqual(lines, ["投诉    1", "Repair  2"])

    def test_a_draw_keeps_its_share_at_every_moment(self):
        share = Fraction(3, 10)
        self.assertEqual(get_bounds(share, 10), (2, 4))
        self.assertTrue(is_share_kept(share, 10, [1, 5, 8]))
        self.assertFalse(is_share_kept(share, 10, [8, 9, 10]))


class TestCustomers(TestCase):
    FORM = """<form data-triggered-questions-by-answer='{"13": [2]}'>
        <div class="js_question-wrapper" id="1">
            <input type="radio" value="11"/><input type="radio" value="12"/>
            <input type="radio" value="13"/></div>
        <div class="js_question-wrapper" id="2"><textarea/></div></form>"""

    def fill_in(self, link):
        visit = Visit(Letter("zhang@example.com", link), is_robot=False)
        visit._form = html.fromstring(self.FORM)
        return visit._fill_in()

    def test_whoever_is_unsatisfied_says_why_and_nobody_else(self):
        forms = [self.fill_in(f"/huifang/s/{number}") for number in range(200)]
        self.assertEqual({form["1"] for form in forms}, {"11", "12", "13"})
        for form in forms:
            self.assertEqual(form["1"] == "13", bool(form["2"]))

    def test_a_household_is_the_same_in_every_replay(self):
        first, again, other = map(
            prepare_household, ("1 Elm St", "1 Elm St", "2 Elm St")
        )
        self.assertEqual(first, again)
        self.assertNotEqual(first["name"], other["name"])

    def test_the_words_of_a_type_tell_its_kind(self):
        self.assertEqual(kind_of("Illegal Dumping Pickup").feedback_type, "complaint")
        self.assertEqual(kind_of("Single Streetlight Issue").category, "safety")
        self.assertEqual(kind_of("Water Leak").category, "leak")
        self.assertIsNone(kind_of("Bulky Items").category)


class Nobody:
    """Customers of whom none answers."""

    next_moment = None
    answered = 0

    def receive(self, letters, now):
        pass

    def take_due(self, now):
        return []


class TestReplay(HuifangCommon):
    """A made-up month of one office."""

    def replay(self, requests):
        """Replay requests; return (entered, closed)."""
        with (
            freeze_time("2026-03-01") as frozen,
            self.enter_registry_test_mode(),
            self.registry.cursor() as cr,
        ):
            env = self.env(cr=cr)
            organisation = Organisation(env)
            organisation.prepare(requests)
            tickets = Tickets(env, organisation)
            tickets.prepare_households(requests)
            clock = Clock(
                env, tickets, Nobody(), Mailbox(env), frozen, lambda clock: None
            )
            counts = clock.run(requests)
        self.env.invalidate_all()
        return counts

    @classmethod
    def request(cls, number, **values):
        """Return a request for a pick-up, done within a day."""
        day = datetime(2026, 3, 2 + number % 20, 9, number % 60)
        defaults = {
            "line": number,
            "number": f"R-{number}",
            "type": "Bulky Items",
            "stage": "done",
            "owner": "NORTH",
            "handler": "A1",
            "source": "Call",
            "address": f"{number} Elm St",
            "is_anonymous": False,
            "created": day,
            "closed": day.replace(hour=15),
        }
        return Request(**defaults | values)

    def count(self, requests):
        """Return the outcomes, checked to be one for each closing."""
        followups = find_followups(self.env, requests)
        check_one_each(followups, requests)
        return count_outcomes(followups)

    def ticket(self, number):
        return self.env["helpdesk.ticket"].search([("number", "=", f"R-{number}")])

    def test_a_request_becomes_a_ticket_closed_at_its_time(self):
        request = self.request(1)
        self.assertEqual(self.replay([request]), (1, 1))
        ticket = self.ticket(1)
        self.assertEqual(ticket.closed_date, datetime(2026, 3, 3, 7, 1))  # UTC
        self.assertEqual(ticket.team_id.office_id.code, "NORTH")
        self.assertEqual(ticket.category_id.name, "Bulky Items")
        self.assertEqual(ticket.partner_id.unit_number, "1 Elm St")
        followup = ticket.followup_ids
        self.assertEqual(followup.closing_date, ticket.closed_date)
        self.assertEqual(followup.handler_id, ticket.user_id)
        self.assertEqual(followup.function_id.name, "Cleaning")

    def test_every_closing_has_one_outcome_and_every_draw_its_share(self):
        requests = [self.request(n, type="Graffiti Removal") for n in range(40)]
        requests.append(self.request(40, is_anonymous=True))
        requests.append(self.request(41, stage="cancelled"))
        requests.append(self.request(42, stage="new", closed=None))
        self.replay(requests)
        counts = self.count(requests)
        self.assertEqual(counts.total(), 41)
        anonymous = {policy for outcome, policy in counts if "Anonymous" in outcome}
        self.assertEqual(len(anonymous - {NO_POLICY}), 1)
        self.assertFalse(self.ticket(41).followup_ids | self.ticket(42).followup_ids)
        ((_stratum, share, tickets, least, drawn, most, forced),) = check_draws(
            self.env
        )
        self.assertEqual((share, forced), ("30 %", 0))
        self.assertTrue(least <= drawn <= most <= tickets)

    def test_a_draw_that_was_tampered_with_is_found_out(self):
        requests = [self.request(n, type="Graffiti Removal") for n in range(20)]
        self.replay(requests)
        drawn = find_followups(self.env, requests).filtered("is_drawn")
        drawn[:1].is_drawn = False
        with self.assertRaisesRegex(WrongFigures, "has another result"):
            check_draws(self.env)

    def test_a_second_replay_adds_nothing(self):
        requests = [self.request(number) for number in range(5)]
        self.replay(requests)
        counts = self.count(requests)
        self.assertEqual(self.replay(requests), (0, 0))
        self.assertEqual(self.count(requests), counts)

    def test_an_interrupted_replay_is_gone_on_with(self):
        requests = [self.request(number) for number in range(5)]
        self.replay(requests[:2])
        self.assertEqual(self.replay(requests), (3, 3))
        self.assertEqual(self.count(requests).total(), 5)

    def test_a_closing_without_outcome_is_found_out(self):
        requests = [self.request(number) for number in range(2)]
        self.replay(requests[:1])
        with self.assertRaisesRegex(
            WrongFigures, "2 closings .* R-1 has 0 instead of 1"
        ):
            self.count(requests)

    def test_what_an_action_leaves_undone_does_not_keep_the_clock_ticking(self):
        self.close_ticket()
        actions = Actions(self.env)
        self.assertTrue(actions.get_next_moment())
        with patch.object(Actions, "_run"):
            actions.run_due()
        self.assertIsNone(actions.get_next_moment())
