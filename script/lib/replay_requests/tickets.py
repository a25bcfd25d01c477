"""Tickets and households of the requests, found by number and by address."""

from hashlib import sha256

from odoo.tools import plaintext2html

from .kinds import kind_of

BATCH = 500


class Tickets:
    """Enters requests into the helpdesk and moves them to their stage, each once.

    The number of the request is the number of the ticket, the address is the unit
    number of the household.
    """

    def __init__(self, env, organisation):
        self.env = env
        self.organisation = organisation
        self._households = self._known("res.partner", "unit_number")
        self._tickets = self._known("helpdesk.ticket", "number")
        self._closed = set(
            env["helpdesk.ticket"].search([("stage_id.closed", "=", True)]).ids
        )

    def _known(self, model, field_name):
        records = self.env[model].search_fetch(
            [(field_name, "!=", False)], [field_name]
        )
        return {record[field_name]: record.id for record in records}

    def is_entered(self, request):
        return request.number in self._tickets

    def is_closed(self, request):
        return self._tickets.get(request.number) in self._closed

    def prepare_households(self, requests):
        """Make the households the requests come from."""
        offices = {}
        for request in requests:
            if request.address and request.address not in self._households:
                offices.setdefault(request.address, request.owner)
        addresses = list(offices)
        for start in range(0, len(addresses), BATCH):
            batch = addresses[start : start + BATCH]
            households = self.env["res.partner"].create(
                [
                    {
                        **prepare_household(address),
                        "office_id": self.organisation.office(offices[address]).id,
                    }
                    for address in batch
                ]
            )
            self._households.update(zip(batch, households.ids, strict=True))

    def enter(self, requests):
        """Create the tickets of requests that have just come in."""
        tickets = self._model.create([self._prepare(request) for request in requests])
        numbers = (request.number for request in requests)
        self._tickets.update(zip(numbers, tickets.ids, strict=True))

    def close(self, requests):
        """Move tickets to their closing stage, in one write per stage."""
        stages = {}
        for request in requests:
            stages.setdefault(request.stage, []).append(self._tickets[request.number])
        for stage, ids in stages.items():
            self._model.browse(ids).write({"stage_id": self._stage(stage).id})
            self._closed.update(ids)

    @property
    def _model(self):
        # The chatter of 10,000 tickets is the helpdesk's affair and half of the time.
        return self.env["helpdesk.ticket"].with_context(tracking_disable=True)

    def _stage(self, name):
        return self.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")

    def _prepare(self, request):
        organisation = self.organisation
        stage = "new" if request.closed else request.stage
        household = not request.is_anonymous and self._households.get(request.address)
        return {
            "number": request.number,
            "name": request.type,
            "description": plaintext2html(f"{request.type}\n{request.address}"),
            "team_id": organisation.team(request.owner).id,
            "user_id": organisation.handler(request.owner, request.handler).id,
            "category_id": organisation.category(request.type).id,
            "channel_id": request.source and organisation.channel(request.source).id,
            "feedback_type": kind_of(request.type).feedback_type,
            "is_anonymous": request.is_anonymous,
            "partner_id": household,
            "stage_id": self._stage(stage).id,
        }


def prepare_household(address):
    """Return the values of a household; the address decides them all, so that every
    replay meets the same people: most with e-mail, some with a phone only, some with
    neither, a few who do not want to be contacted."""
    digest = sha256(address.encode()).digest()
    name = digest.hex()[:12]
    return {
        "name": f"Household {name[:6].upper()}",
        "street": address,
        "unit_number": address,
        "is_household": True,
        "email": digest[0] < 160 and f"household-{name}@example.com",
        "phone": digest[1] < 200 and f"1380{int(name[:6], 16) % 10_000_000:07}",
        "do_not_contact": digest[2] < 5,
        "lang": "zh_CN" if digest[3] % 2 else "en_US",
    }
