from collections import defaultdict

from odoo import api, models

from .. import const


class HuifangFollowup(models.Model):
    """How a new follow-up is planned or dropped with its reason (B1–B3, B10–B15).

    Every step below takes a batch, ends what is ended and returns the rest.
    """

    _inherit = "huifang.followup"

    @api.model
    def _cron_plan(self):
        self._process_queue([("state", "=", "new")], "_plan")

    def _plan(self):
        """Decide what becomes of new follow-ups."""
        followups = self.filtered(lambda followup: followup.state == "new")
        followups = followups.sudo().with_context(tracking_disable=True)
        followups._assign_names()
        rest = followups._hold_without_office()
        rest._assign_policies()
        rest = rest._drop_unfit()
        rest = rest._drop_without_policy()
        rest = rest._drop_opted_out()
        rest = rest._assign_channels()
        rest = rest._assign_dates()
        rest = rest._choose()
        rest = rest._assign_people()
        rest._set_planned()

    # === FITNESS === #

    def _assign_names(self):
        """Number the records that have no number yet."""
        nameless = self.filtered(lambda followup: followup.name == "/")
        sequence = self.env.ref("huifang_followup.sequence_followup")
        numbers = sequence._next_numbers(len(nameless))
        for followup, number in zip(nameless, numbers, strict=True):
            followup.name = number

    def _drop_unfit(self):
        """Drop what is never followed up (B11) or does not want to be (B10)."""
        return self._drop_by_reason(lambda followup: followup._get_unfit_reason())

    def _get_unfit_reason(self):
        """Return why a follow-up is not made whatever the policy, or None."""
        ticket = self.ticket_id
        if not ticket or ticket.is_followup_exempt:
            return "exempted"
        if not ticket.stage_id.closed:
            return "reopened"
        if ticket.is_anonymous:
            return "anonymous"
        if ticket.duplicate_id:
            return "duplicate"
        unwanted = any(person.do_not_contact for person in self._get_customers())
        return "do_not_contact" if unwanted else None

    def _get_customers(self):
        """Return the customer and the household.

        A tuple, because a union of records would be fetched record by record.
        """
        return self.partner_id, self.household_id

    def _hold_without_office(self):
        """Leave what no office answers for in the queue, saying what to do.

        What is not followed up anyway needs no office.
        """
        homeless = self.filtered(
            lambda f: not f.office_id and not f._get_unfit_reason()
        )
        for followup in homeless:
            followup._assign_office()
        homeless = homeless.filtered(lambda followup: not followup.office_id)
        for team, followups in homeless.grouped("team_id").items():
            followups = followups._in_office_language()
            followups._set_queue_error(
                followups.env._(
                    "Say which office answers for the team %(team)s "
                    "or for the customer.",
                    team=team.name or followups.env._("(no team)"),
                )
            )
        return self - homeless

    def _assign_office(self):
        """Take the office that answers by now, and its function."""
        office = self.ticket_id._get_followup_office()
        function = office._find_function(self.category_id)
        self.write({"office_id": office.id, "function_id": function.id})

    def _drop_opted_out(self):
        """Drop the routine questions to customers who opted out (D5)."""
        return self._drop_by_reason(lambda followup: followup._get_opt_out_reason())

    def _get_opt_out_reason(self):
        """Return why a routine question is not asked, or None."""
        if self.kind in const.KINDS_WITHOUT_GAP:
            return None
        opted_out = any(person.is_opted_out for person in self._get_customers())
        return "do_not_contact" if opted_out else None

    def _drop_by_reason(self, get_reason):
        """Drop the records for which a function names a reason; return the others."""
        reasons = {followup: get_reason(followup) for followup in self}
        by_reason = defaultdict(self.browse)
        for followup, reason in reasons.items():
            by_reason[reason] += followup
        rest = by_reason.pop(None, self.browse())
        for reason, followups in by_reason.items():
            followups._set_dropped(reason)
        return rest

    # === POLICY === #

    def _assign_policies(self):
        """Give each record the first policy that matches (B1).

        Those that will be dropped too, so that every step has its record (B13).
        """
        rest = self.filtered(lambda followup: not followup.policy_id)
        for policy in self.env["huifang.policy"].search(self._get_policy_domain()):
            matching = policy._filter_followups(rest)
            if matching:
                matching._apply_policy(policy)
                rest -= matching

    def _drop_without_policy(self):
        """Drop what no policy asks about."""
        return self._drop_by_reason(lambda f: None if f.policy_id else "exempted")

    @api.model
    def _get_policy_domain(self):
        """Return which policies look at closed tickets."""
        return [("trigger", "=", "ticket_closed")]

    def _apply_policy(self, policy):
        """Take over what the policy says, and open a record per further step (B5)."""
        first, *further = policy.step_ids
        self.write(
            {
                "policy_id": policy.id,
                "step_id": first.id,
                "kind": policy.kind,
                "survey_id": policy.survey_id.id,
            }
        )
        self.create(
            [
                {**followup._prepare_step_values(step), "step_number": number}
                for followup in self
                for number, step in enumerate(further, start=2)
            ]
        )

    def _prepare_step_values(self, step):
        """Return the values of a later step's follow-up of the same closing."""
        return {
            **self._prepare_closing_values(),
            "policy_id": self.policy_id.id,
            "step_id": step.id,
            "kind": self.kind,
            "survey_id": self.survey_id.id,
        }

    def _prepare_closing_values(self):
        """Return what was frozen at the closing, for another record about it."""
        return {
            "ticket_id": self.ticket_id.id,
            "closing_number": self.closing_number,
            "closing_date": self.closing_date,
            "company_id": self.company_id.id,
            "handler_id": self.handler_id.id,
            "team_id": self.team_id.id,
            "category_id": self.category_id.id,
            "office_id": self.office_id.id,
            "function_id": self.function_id.id,
            "partner_id": self.partner_id.id,
            "household_id": self.household_id.id,
        }
