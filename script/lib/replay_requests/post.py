"""The post and the web between office and customers, both on this machine only."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

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
    """Takes the mails out of Odoo's queue, where others would go to a mail server."""

    def __init__(self, env):
        self.env = env

    def collect(self):
        """Return the letters that have come since the last call."""
        mails = self.env["mail.mail"].search([("state", "=", "outgoing")], order="id")
        links = ((mail, LINK.search(mail.body_html)) for mail in mails)
        letters = [
            Letter(mail.recipient_ids.email, link[1]) for mail, link in links if link
        ]
        mails.state = "sent"
        self.env.cr.commit()
        return letters


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
