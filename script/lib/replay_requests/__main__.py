"""Read the arguments and the file, then replay it.

``python -m replay_requests --database NAME --log FILE FILE``; script/replay makes the
database and all else around it.
"""

import argparse
import logging
import sys
from pathlib import Path

import odoo.tools

from .progress import say
from .reader import UnusableFile, read_requests


def main():
    args = _parse_arguments()
    try:
        requests = _read(args.file, args.limit)
    except UnusableFile as problem:
        sys.exit(f"replay: {problem}")
    warnings = _set_up_odoo(args)
    # Odoo finds the addon only after it has been told where to look.
    from .replay import WrongFigures, replay

    try:
        replay(args.database, requests)
    except WrongFigures as problem:
        sys.exit(f"replay: {problem}.")
    except KeyboardInterrupt:
        sys.exit("replay: interrupted; the same command goes on from here.")
    finally:
        if warnings.count:
            say(f"{warnings.count} warnings and errors are in {args.log}")


def _parse_arguments():
    parser = argparse.ArgumentParser(prog="replay_requests")
    parser.add_argument("file", type=Path)
    parser.add_argument("--database", required=True)
    parser.add_argument("--log", required=True, help="where Odoo writes its warnings")
    parser.add_argument("--limit", type=int, help="replay so many requests at most")
    return parser.parse_args()


def _read(path, limit):
    """Return the requests of the file, and report its bad lines."""
    requests, remarks = read_requests(path, limit)
    for remark in remarks:
        print(f"{path.name}, {remark}", file=sys.stderr)
    left_out = sum(remark.is_left_out for remark in remarks)
    say(
        f"{len(requests):,} requests read, {len(remarks) - left_out} of them mended; "
        f"{left_out} lines left out"
    )
    if not requests:
        raise UnusableFile(f"{path} has no line that can be used.")
    return requests


class _Warnings(logging.Handler):
    count = 0

    def emit(self, record):
        self.count += 1


def _set_up_odoo(args):
    """Configure Odoo and its log; return a counter of what is written there."""
    odoo.tools.config.parse_config(
        ["--database", args.database, "--logfile", args.log, "--log-level", "warn"],
        setup_logging=True,
    )
    warnings = _Warnings(logging.WARNING)
    logging.getLogger().addHandler(warnings)
    return warnings


if __name__ == "__main__":
    main()
