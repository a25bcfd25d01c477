"""The story: prepare, let time pass, look at what became of every closing."""

from freezegun import freeze_time

from odoo.api import SUPERUSER_ID, Environment
from odoo.modules.registry import Registry

from . import outcomes, post, table
from .clock import Clock
from .customers import Customers
from .organisation import Organisation
from .outcomes import WrongFigures
from .progress import Progress, say
from .tickets import Tickets


def replay(database, requests):
    """Replay requests in a database and print the table of outcomes.

    :raises WrongFigures: where something does not add up
    """
    with Registry(database).cursor() as cr:
        env = Environment(cr, SUPERUSER_ID, {})
        tickets = _prepare(env, requests)
        problems = _pass_time(env, tickets, requests)
        _print_outcomes(env, requests)
    if problems:
        raise WrongFigures(
            f"{len(problems)} customers could not answer, e.g. {problems[0]}"
        )


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
    """Let the requests happen; return the problems customers had with their links."""
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
        f"{entered:,} tickets entered, {closed:,} closed, "
        f"{customers.answered:,} links answered over HTTP"
    )
    return customers.problems


def _print_outcomes(env, requests):
    """Print the table of outcomes and the draws; both are checked on the way."""
    followups = outcomes.find_followups(env, requests)
    counts = outcomes.count_outcomes(followups)
    rows, columns = outcomes.list_outcomes(), outcomes.list_policies(env)
    print("", *table.cross_table(counts, rows, columns), "", sep="\n")
    outcomes.check_one_each(followups, requests)
    say(f"Adds up: {counts.total():,} closings, one outcome each")

    draws = outcomes.check_draws(env)
    header = ("Draw", "Share", "Tickets", "Least", "Drawn", "Most", "In addition")
    print("", *table.plain_table(header, draws), "", sep="\n")
    say(f"{len(draws)} draws run again with the same result, each kept its share")

    for problem, count in outcomes.list_stuck(env):
        say(f"{count:,} follow-ups wait: {problem}")
