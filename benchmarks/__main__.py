"""Run the benchmarks in a scratch database."""

import argparse
import gc
import logging
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from . import table
from .company import Company
from .measure import choose_clock

BENCHMARKS = ("closing", "planning", "answering", "rates", "lists", "escalating")
QUICK = 20


@dataclass
class Bench:
    """What every benchmark is given: the database, the company, the sizes."""

    env: api.Environment
    database: str
    port: int
    clock_name: str
    is_quick: bool
    _company: Company = field(default=None, init=False)

    @cached_property
    def company(self):
        company = Company(self.env)
        self.commit()
        return company

    @property
    def clock(self):
        return choose_clock(self.env.cr, self.clock_name)

    def size(self, number):
        """Return the number to work with: less in a quick run."""
        return number // QUICK if self.is_quick else number

    def commit(self):
        """End the transaction and start the next one with nothing in memory."""
        self.env.cr.commit()
        self.env.invalidate_all()
        gc.collect()


def parse_arguments():
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--database", required=True, help="a scratch database")
    parser.add_argument("--port", type=int, default=8079, help="for the HTTP server")
    parser.add_argument(
        "--quick", action="store_true", help=f"{QUICK} times smaller sizes"
    )
    parser.add_argument(
        "--clock",
        choices=("busy", "wall"),
        default="busy",
        help="busy: processor time of worker and database, where it can be read",
    )
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(BENCHMARKS)}")
    arguments = parser.parse_args()
    unknown = set(arguments.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    return arguments


def main():
    arguments = parse_arguments()
    config.parse_config(["--database", arguments.database, "--log-level=error"])
    logging.getLogger("odoo").setLevel(logging.ERROR)
    with Registry(arguments.database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        bench = Bench(
            env,
            arguments.database,
            arguments.port,
            arguments.clock,
            arguments.quick,
        )
        table.print_head()
        for name in arguments.names or BENCHMARKS:
            for ratio in import_module(f".{name}", __package__).run(bench):
                table.print_ratio(ratio)
        cr.rollback()


main()
