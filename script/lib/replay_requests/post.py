"""The post and the web between office and customers, both on this machine only."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from unittest.mock import patch

from odoo.http import root
from odoo.service.server import (
    ThreadedWSGIServerReloadable,
    load_server_wide_modules,
)

LINK = re.compile(r'href="([^"]*/huifang/s/[\w-]+)')


@dataclass(frozen=True)
class Letter:
    """What a customer finds in a mail: whom it is for and the personal link."""

    address: str
    link: str


class Mailbox:
    """Stands where the SMTP server would: keeps the mails and sends none."""

    def __init__(self):
        self._letters = []

    def collect(self):
        """Return the letters that have come since the last call."""
        letters, self._letters = self._letters, []
        return letters

    def send_message(self, message, smtp_from, smtp_to_list):
        for part in message.walk():
            if part.get_content_type() == "text/html":
                found = LINK.search(part.get_payload(decode=True).decode())
                if found:
                    self._letters.append(Letter(smtp_to_list[0], found[1]))

    def set_debuglevel(self, level):
        """Part of what Odoo asks of an SMTP connection."""

    def ehlo_or_helo_if_needed(self):
        """Part of what Odoo asks of an SMTP connection."""

    def quit(self):
        """Part of what Odoo asks of an SMTP connection."""


@contextmanager
def catch_mails():
    """Give the mailbox that every mail goes to, so that none leaves the machine."""
    mailbox = Mailbox()
    with (
        patch("smtplib.SMTP", return_value=mailbox),
        patch("smtplib.SMTP_SSL", return_value=mailbox),
    ):
        yield mailbox


@contextmanager
def serve():
    """Serve Odoo with its threaded server on a free port; give the address.

    It runs in this process, so that it goes by the same frozen clock.
    """
    load_server_wide_modules()
    server = ThreadedWSGIServerReloadable("127.0.0.1", 0, root)
    Thread(target=server.serve_forever, name="replay-http", daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
