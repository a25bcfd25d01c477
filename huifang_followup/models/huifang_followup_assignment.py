from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from .. import const, sampling


class HuifangFollowup(models.Model):
    """Who asks: never whoever did the work (B2, B3, C12)."""

    _inherit = "huifang.followup"

    waiver_ids = fields.One2many(
        "huifang.conflict.waiver", "followup_id", string="Allowed Despite Conflict"
    )

    @api.constrains("user_id")
    def _check_user_id(self):
        """Nobody asks about his own work, and only the office's people ask (C12)."""
        for followup in self.filtered("user_id"):
            person = followup.user_id
            if person in followup._get_barred_people():
                raise ValidationError(
                    self.env._(
                        "%(person)s did the work that %(followup)s asks about. "
                        "Choose somebody else.",
                        person=person.name,
                        followup=followup.name,
                    )
                )
            if person not in followup.office_id._get_people():
                raise ValidationError(
                    self.env._(
                        "%(person)s does not work in %(office)s.",
                        person=person.name,
                        office=followup.office_id.name,
                    )
                )

    def _assign_people(self):
        """Give each record a role and its least loaded person.

        Where nobody but the handler could ask, the record waits and says so.
        """
        self._assign_roles()
        loads = self._get_loads()
        chosen = defaultdict(self.browse)
        for followup in self.sorted("id"):
            role, person = followup._choose_person(loads)
            followup._take_role(role)
            chosen[person] += followup
            loads[person] += 1
        failed = chosen.pop(self.env["res.users"], self.browse())
        for person, followups in chosen.items():
            followups.user_id = person
        for office, followups in failed.grouped("office_id").items():
            followups._set_queue_error(
                followups._in_office_language().env._(
                    "%s has nobody to follow up but those who did the work. "
                    "Add a dispatcher, or have the head allow it despite the conflict.",
                    office.name,
                )
            )
        return self - failed

    @api.model
    def _get_left_domain(self):
        """Return which open work lies with somebody who has left its office."""
        return Domain("state", "in", const.FOLLOWUP_PENDING_STATES) & Domain.OR(
            Domain("office_id", "=", office.id)
            & Domain("user_id", "not in", office._get_people().filtered("active").ids)
            for office in self.env["huifang.office"].search([])
        )

    def _assign_roles(self):
        """Split over roles by severity (B3) or by the policy's shares (B2)."""
        rest = self.filtered(lambda followup: not followup.role)
        by_severity = rest.filtered("policy_id.is_by_severity")
        severities = by_severity.grouped(lambda f: f.ticket_id.severity or "ordinary")
        for severity, followups in severities.items():
            followups.role = const.ROLE_BY_SEVERITY[severity]
        groups = (rest - by_severity).grouped(lambda followup: followup._get_quota())
        for followups in groups.values():
            followups._split_over_roles()

    def _get_quota(self):
        """Return what the shares of the roles are kept over."""
        return self.policy_id, self.office_id, self._get_draw().month

    def _get_draw(self):
        """Return the draw this follow-up came from, in its first round or a later."""
        return self.draw_id or (self.parent_id and self.parent_id._get_draw())

    def _split_over_roles(self):
        """Give each record the role that lags furthest behind its share (B2)."""
        rates = self.policy_id._get_role_rates()
        counts = self[:1]._get_draw()._get_role_counts()
        chosen = defaultdict(self.browse)
        for followup in self.sorted("id"):
            role = sampling.next_role(rates, counts)
            counts[role] += 1
            chosen[role] += followup
        for role, followups in chosen.items():
            followups.role = role
            for draw, members in followups.grouped(lambda f: f._get_draw()).items():
                draw._count_roles({role: len(members)})

    def _get_loads(self):
        """Return how many open follow-ups each person has."""
        loads = defaultdict(int)
        offices = self.office_id
        people = offices.head_id | offices.dispatcher_ids
        people |= offices.function_ids.supervisor_id
        for person, count in self._read_group(
            [
                ("user_id", "in", people.ids),
                ("state", "in", const.FOLLOWUP_PENDING_STATES),
            ],
            ["user_id"],
            ["__count"],
        ):
            loads[person] = count
        return loads

    def _choose_person(self, loads):
        """Return a role and its least loaded person; the next role's where it has none.

        :param dict loads: open follow-ups per person
        """
        barred = self._get_barred_people()
        roles = dict.fromkeys([self.role, "dispatcher", "supervisor", "head"])
        for role in roles:
            people = self.office_id._get_staff(role, self.function_id) - barred
            people = people.filtered("active")
            if people:
                return role, min(people, key=lambda person: (loads[person], person.id))
        return self.role, self.env["res.users"]

    def _take_role(self, role):
        """Note which role really asks, where the one in turn has nobody (B2)."""
        if role == self.role:
            return
        draw = self._get_draw()
        if draw and not self.policy_id.is_by_severity:
            draw._count_roles({self.role: -1, role: 1})
        self.role = role

    def _get_barred_people(self):
        """Return who may neither ask nor record, unless the head allowed it (C12)."""
        return self._get_involved_people() - self.sudo().waiver_ids.user_id

    def _get_involved_people(self):
        """Return who did the work that is asked about, rectifications included."""
        return self.handler_id | self.rectification_id._get_involved_people()
