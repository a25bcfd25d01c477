from odoo import api, fields, models
from odoo.fields import Domain

from .. import const


class HuifangFollowup(models.Model):
    """What the household sees of its follow-ups (D6).

    Those in which somebody was asked, not those dropped before. The people are left
    out: who did the work, who asked, who reviewed, and what they think of it.
    """

    _inherit = "huifang.followup"

    public_reply = fields.Text(
        string="Reply to the Customer", help="The customer reads it on the own page."
    )

    # === WHO SEES WHAT === #

    @api.model
    def _get_shown_domain(self, household):
        asked = Domain("state", "in", ("in_progress", *const.FOLLOWUP_ANSWERED_STATES))
        return (
            # not only true but also what the index of households is made for
            Domain("planned_date", "!=", False)
            & Domain("household_id", "=", household.id)
            & (asked | Domain("drop_reason", "=", "expired"))
        )

    @api.model
    def _get_customer_filters(self):
        """Questions about a rectification are left to the page of that one."""
        listed = Domain("rectification_id", "=", False)
        now = fields.Datetime.now()
        expired = Domain("expire_date", "!=", False) & Domain("expire_date", "<=", now)
        open_ = Domain("state", "=", "in_progress")
        answered = Domain("state", "in", const.FOLLOWUP_ANSWERED_STATES)
        missed = Domain("state", "=", "dropped") | (open_ & expired)
        return {
            "all": {"label": self.env._("All"), "domain": listed},
            "to_answer": {
                "label": self.env._("To answer"),
                "domain": listed & open_ & ~expired,
            },
            "answered": {
                "label": self.env._("Already answered"),
                "domain": listed & answered,
            },
            "missed": {"label": self.env._("Not answered"), "domain": listed & missed},
        }

    # === WHAT IS SHOWN === #

    def _get_customer_url(self):
        return f"/my/followup/{self.id}"

    def _get_customer_state(self):
        link_state = self._get_link_state()
        if link_state == "open":
            return "to_answer", self.env._("To answer")
        if link_state == "used":
            return "answered", self.env._("Already answered")
        return "missed", self.env._("Not answered")

    def _prepare_customer_row(self):
        """Return what a line of the list shows."""
        state, label = self._get_customer_state()
        return {
            "url": self._get_customer_url(),
            "number": self.name,
            "title": self.ticket_id.name or self.name,
            "office": self.office_id.name,
            "day": self._get_day(self.closing_date),
            "state": state,
            "state_label": label,
        }

    def _prepare_customer_page(self):
        """Return what the page of the follow-up shows."""
        answered = self.state in const.FOLLOWUP_ANSWERED_STATES
        rectifications = self.rectification_ids
        return {
            **self._prepare_customer_row(),
            "tz": self._get_tz(),
            "ticket_number": self.ticket_id.number,
            "last_day": self._get_day(self.expire_date),
            "answer": answered and self._prepare_customer_answer(),
            "reply": self.public_reply,
            "files": self._prepare_customer_files(),
            "rectifications": [r._prepare_customer_row() for r in rectifications],
            "timeline": self._sort_events(
                self._get_customer_events() + rectifications._get_customer_events()
            ),
        }

    def _prepare_customer_answer(self):
        """Return the customer's own words, as they stand on record."""
        return {
            "is_by_staff": self.answer_mode != "customer",
            "ratings": [line._prepare_customer_rating() for line in self.line_ids],
            "resolved": self._get_label("is_resolved"),
            "opinion": self.opinion,
            "new_needs": self.new_needs,
            "signature": self.signature,
            "signer": self.signer_name,
        }

    def _get_label(self, field_name):
        """Return a selection's value in words, empty where there is none."""
        labels = dict(self._fields[field_name]._description_selection(self.env))
        return labels.get(self[field_name], "")

    def _get_customer_events(self):
        """Return what happened, as far as the customer knows of it.

        :rtype: list[tuple], of the moment, False where it did not happen, and a text
        """
        asked = self.sent_date or self.attempt_ids[-1:].date
        answered = (
            self.env._("You answered")
            if self.answer_mode == "customer"
            else self.env._("You answered, and we wrote it down")
        )
        return [
            (self.closing_date, self.env._("We closed your request")),
            (asked, self.env._("We asked you how it went")),
            (self.done_date, answered),
        ]

    # === MESSAGES === #

    def _get_correspondent(self):
        return (self.user_id | self.office_id.head_id).filtered("active")[:1]
