"""The story: prepare, let time pass, look at what became of every closing."""

import sys

from freezegun import freeze_time

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry

from . import outcomes, post, table
from .clock import Clock
from .customers import Customers
from .organisation import Organisation
from .outcomes import WrongFigures  # noqa: F401 - what replay() may raise
from .progress import Progress, say
from .tickets import Tickets


def replay(database, requests):
    """Replay requests in a database and print the table of outcomes.

    :raises WrongFigures: where something does not add up
    """
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        tickets = _prepare(env, requests)
        _pass_time(env, tickets, requests)
        _print_outcomes(env, requests)


def _prepare(env, requests):
    """Return the helpdesk with everything the requests need."""
    organisation = Organisation(env)
    organisation.prepare(requests)
    tickets = Tickets(env, organisation)
    tickets.prepare_households(requests)
    env.cr.commit()
    say("Offices, people and households are there, time begins")
    return tickets


def _pass_time(env, tickets, requests):
    customers = Customers()
    with (
        post.serve() as address,
        freeze_time(min(request.created for request in requests)) as frozen,
    ):
        env["ir.config_parameter"].set_param("web.base.url", address)
        env.cr.commit()
        mailbox = post.Mailbox(env)
        clock = Clock(env, tickets, customers, mailbox, frozen, Progress())
        entered, closed = clock.run(requests)
    say(
        f"{entered:,} tickets entered, {closed:,} closed, {customers.answered:,} links "
        f"answered over HTTP, {len(customers.problems)} visits failed"
    )
    for problem in customers.problems[:10]:
        print(problem, file=sys.stderr)


def _print_outcomes(env, requests):
    """Print the table of outcomes and the draws; both are checked on the way."""
    counts = outcomes.count_outcomes(env, requests)
    rows, columns = outcomes.list_outcomes(), outcomes.list_policies(env)
    print("", *table.cross_table(counts, rows, columns), "", sep="\n")
    say(f"Adds up: {counts.total():,} closings, one outcome each")

    draws = outcomes.check_draws(env)
    header = ("Draw", "Share", "Tickets", "Least", "Drawn", "Most", "In addition")
    print("", *table.plain_table(header, draws), "", sep="\n")
    say(f"{len(draws)} draws run again with the same result, each kept its share")

    for problem, count in outcomes.list_stuck(env):
        say(f"{count:,} follow-ups wait: {problem}")
