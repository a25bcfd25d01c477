from odoo import api, fields, models
from odoo.fields import Domain

from .. import const


class HuifangRectification(models.Model):
    """What the household sees of its rectifications (D6, D8).

    What was wrong in the customer's words, what is done about it, until when, and what
    the customer said to it; not whose task it is, nor why it came to be.
    """

    _inherit = "huifang.rectification"

    # === WHO SEES WHAT === #

    @api.model
    def _get_shown_domain(self, household):
        """Those from an answer of the household, and those noted for it by hand.

        Looked up beforehand, as either index is of no use to a join of both.
        """
        followups = self.env["huifang.followup"].sudo()
        answers = followups.search(followups._get_shown_domain(household))
        partners = household.sudo().with_context(active_test=False)
        members = partners.search([("commercial_partner_id", "=", household.id)])
        by_hand = Domain("followup_id", "=", False)
        return Domain("followup_id", "in", answers.ids) | (
            by_hand & Domain("partner_id", "in", members.ids)
        )

    @api.model
    def _get_customer_filters(self):
        open_ = Domain("state", "in", const.RECTIFICATION_OPEN_STATES)
        return {
            "all": {"label": self.env._("All"), "domain": Domain.TRUE},
            "to_accept": {
                "label": self.env._("Waiting for you"),
                "domain": self._get_awaiting_domain(),
            },
            "open": {"label": self.env._("Under way"), "domain": open_},
            "closed": {"label": self.env._("Closed"), "domain": ~open_},
        }

    @api.model
    def _get_awaiting_domain(self):
        """Return which rectifications the customer can accept or reject now."""
        now = fields.Datetime.now()
        awaited = Domain("state", "in", const.FOLLOWUP_OPEN_STATES) & (
            Domain("expire_date", "=", False) | Domain("expire_date", ">", now)
        )
        return Domain("state", "=", "to_accept") & Domain(
            "followup_ids", "any", awaited
        )

    def _get_awaited_round(self, number=None):
        """Return the follow-up that takes the customer's word, empty if none does.

        :param int number: the round that is meant; of any other there is none
        """
        self.ensure_one()
        awaited = self.followup_ids.filtered(lambda f: f._awaits_verdict())[:1]
        return awaited.filtered(lambda f: number in (None, f.round))

    # === WHAT IS SHOWN === #

    def _get_customer_url(self):
        return f"/my/rectification/{self.id}"

    def _get_customer_state(self):
        labels = {
            "new": self.env._("We are looking into it"),
            "planned": self.env._("Planned"),
            "in_progress": self.env._("Being put right"),
            "to_verify": self.env._("Done, we are checking it"),
            "to_accept": self.env._("The work is done"),
            "answered": self.env._("We have your answer"),
            "awaited": self.env._("Waiting for you"),
            "closed": self.env._("Closed"),
            "cancelled": self.env._("Closed"),
        }
        state = self.state
        if self._get_awaited_round():
            state = "awaited"
        elif state == "to_accept" and any(self.followup_ids.mapped("is_to_process")):
            state = "answered"
        return state, labels[state]

    def _prepare_customer_row(self):
        """Return what a line of the list shows."""
        state, label = self._get_customer_state()
        return {
            "url": self._get_customer_url(),
            "number": self.name,
            "title": self.ticket_id.name or self.problem.partition("\n")[0],
            "office": self.office_id.name,
            "day": self._get_day(self.create_date),
            "state": state,
            "state_label": label,
        }

    def _prepare_customer_page(self):
        """Return what the page of the rectification shows."""
        return {
            **self._prepare_customer_row(),
            **self._prepare_notice(),
            "tz": self.office_id._get_tz(),
            "awaited_round": self._get_awaited_round().round,
            "verdicts": self._prepare_verdicts(),
            "is_closed_without_word": self.state == "closed" and self.close_reason,
            "files": self._prepare_customer_files(),
            "photos": self.photo_ids._prepare_customer_photos(),
            "timeline": self._sort_events(self._get_customer_events()),
        }

    def _prepare_verdicts(self):
        """Return what the customer said to the work, round by round (D7)."""
        rounds = self.followup_ids.sorted("round")
        answered = rounds.filtered(lambda f: f.state in const.FOLLOWUP_ANSWERED_STATES)
        return [followup._prepare_customer_verdict() for followup in answered]

    def _prepare_notice(self):
        """Return the facts of the result notice 处理结果通知单 (D8)."""
        is_planned = self.state != "new"
        is_finished = self.state in ("to_verify", "to_accept", "closed")
        return {
            "number": self.name,
            "office": self.office_id.name,
            "problem": self.problem,
            "measure": is_planned and self.measure,
            "finished_day": (
                is_finished and self.finished_date and self._get_day(self.finished_date)
            ),
            "deadline": self.deadline,
        }

    def _get_customer_events(self):
        """Return what happened, as far as the customer knows of it.

        :rtype: list[tuple], of the moment, False where it did not happen, and a text
        """
        events = []
        for rectification in self:
            begin = rectification.followup_id.done_date or rectification.create_date
            events += [
                (begin, self.env._("We began to put it right")),
                (rectification.planned_date, self.env._("We planned what to do")),
                (
                    rectification.forwarded_date,
                    self.env._("We passed it on and keep asking until it is done"),
                ),
                (rectification.finished_date, self.env._("The work was done")),
            ]
            for followup in rectification.followup_ids.sorted("round"):
                events += followup._get_verdict_events()
            events.append(
                (rectification.closed_date, self.env._("The matter was closed"))
            )
        return events

    # === MESSAGES === #

    def _get_correspondent(self):
        return self._get_responsible()
