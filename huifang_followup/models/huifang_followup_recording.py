from odoo import models
from odoo.exceptions import AccessError, UserError

from .huifang_followup_state import PEOPLE_FIELDS, REVIEW_FIELDS


class HuifangFollowup(models.Model):
    """How staff record what a customer said by phone or on a visit (C1, C6, C16).

    Staff never fill in the customer's own form: what they type is marked as theirs.
    """

    _inherit = "huifang.followup"

    def action_start(self):
        """Take the follow-up into work now, whatever its planned moment.

        No link is sent any more then. A customer who was sent one before may be called
        as well: whoever comes first, customer or surveyor, gives the answer.
        """
        self._check_may_record()
        for followup in self.filtered(lambda f: f.state == "planned").sudo():
            followup.channel = followup._get_staff_channel()
            followup._contact_by_staff()
        self._prepare_lines()

    def action_done(self):
        """Finish the record; its consequences are drawn at once."""
        self.ensure_one()
        self._check_may_record()
        self._check_complete()
        self._forget_blanks_not_asked()
        ratings = {line.aspect_id: (line.level, False) for line in self.line_ids}
        values = {
            "answer_mode": "staff",
            "recorder_id": self.env.uid,
            "contact_date": self._get_contact_date(),
            "channel": self._get_staff_channel(),
            "overall_level": self._get_overall_level(ratings),
        }
        if not self._set_done(values):
            raise UserError(self.env._("%s is no longer open.", self.name))
        self.sudo()._add_attempts("reached")
        self._process_answers()

    def action_review(self):
        """Mark the record as read by a superior (C11)."""
        self.check_access("write")
        self._check_may_judge("huifang_followup.group_supervisor")
        self._set_reviewed()

    def action_confirm_suspect(self):
        """Decide that an answer was given by a person after all (D10)."""
        self._set_suspect_verdict("genuine")

    def action_discard_suspect(self):
        """Decide that a machine gave an answer; it stays out of the figures (D10)."""
        self._set_suspect_verdict("automatic")

    def _set_suspect_verdict(self, verdict):
        """Note the decision about an answer that looks automatic.

        :param str verdict: see ``const.SUSPECT_VERDICTS``
        """
        self.check_access("read")
        self._check_may_judge(
            "huifang_followup.group_supervisor",
            "huifang_followup.group_quality_reviewer",
        )
        if not all(self.mapped("is_suspect")):
            raise UserError(self.env._("Nothing looks automatic here."))
        if any(self.mapped("suspect_verdict")):
            raise UserError(self.env._("This has been decided already."))
        self.sudo().write({"suspect_verdict": verdict})
        if verdict == "automatic":
            self.sudo().rectification_id._ask_head()
        self._wake("huifang_followup.ir_cron_followup_process")

    def _check_may_judge(self, *groups):
        """Refuse those without the role, who made the record, or whom it is about.

        :param groups: external ids of groups of which one is needed
        """
        user = self.env.user
        if not any(user.has_group(group) for group in groups):
            raise AccessError(self.env._("A supervisor or reviewer decides this."))
        for followup in self:
            asked = followup.user_id | followup.recorder_id
            if user in asked | followup._get_involved_people():
                raise AccessError(
                    self.env._(
                        "Somebody else decides about %s: you asked, recorded or did "
                        "the work.",
                        followup.name,
                    )
                )

    def _forget_blanks_not_asked(self):
        """Take away blank lines that only another answer would have brought up (H1)."""
        survey = self.survey_id.sudo()
        recorded = survey.question_ids.suggested_answer_ids._filter_recorded(self)
        asked = survey._get_aspects_asked_after(recorded)
        blanks = self.line_ids.filtered(lambda line: not line.level)
        blanks.filtered(lambda line: line.aspect_id not in asked).sudo().unlink()

    def _get_staff_channel(self):
        """Return how a surveyor asks this customer himself."""
        self.ensure_one()
        if not hasattr(self, f"_contact_{self.channel}"):
            return self.channel
        return self._choose_staff_channel() or "phone"

    def _choose_staff_channel(self):
        """Return a way in which a surveyor reaches the customer himself, or None."""
        channels = self.env["huifang.channel"]
        return channels._choose(["phone", "visit"], self.partner_id)

    # === WHAT PEOPLE MAY WRITE === #

    def write(self, vals):
        result = super().write(vals)
        if "channel" in vals and not self.env.su:
            self._change_channel()
        return result

    def _check_people_fields(self, names):
        if names & PEOPLE_FIELDS:
            self._check_may_record()
        if names & REVIEW_FIELDS:
            self._check_may_judge("huifang_followup.group_supervisor")
        return super()._check_people_fields(names)

    def _change_channel(self):
        """Contact in the way people chose, where the contact was under way already."""
        for followup in self:
            if not followup._is_reachable():
                raise UserError(
                    self.env._(
                        "The customer of %s cannot be reached that way: complete the "
                        "customer's file first.",
                        followup.name,
                    )
                )
        channels = self.env["huifang.channel"]
        under_way = self.sudo().filtered(lambda f: f.state == "in_progress")
        under_way._leave_link()
        automatic = under_way.filtered(lambda f: channels._is_automatic(f.channel))
        automatic._set_planned_again()
        (under_way - automatic)._contact_by_channel()

    def _check_may_record(self):
        """Refuse those who did the work the customer is asked about (C12).

        What has been anonymised takes up nothing new that may name somebody (I4).
        """
        self.check_access("write")
        for followup in self:
            if followup.anonymised_date:
                raise UserError(
                    self.env._("%s has been anonymised and is closed.", followup.name)
                )
            if self.env.user in followup._get_barred_people():
                raise AccessError(
                    self.env._(
                        "You did the work that %s asks about. "
                        "Somebody else must record the answer.",
                        followup.name,
                    )
                )

    def _check_complete(self):
        """Refuse a record that lacks what the figures need, all at once (A3, C8)."""
        self.ensure_one()
        missing = list(self._list_missing())
        if missing:
            raise UserError("\n".join(missing))

    def _list_missing(self):
        """Yield what is still to be asked or written down."""
        overall = self.line_ids.filtered("aspect_id.is_overall")
        if not any((overall or self.line_ids).mapped("level")):
            yield self.env._("Record at least the overall evaluation.")
        for line in self.line_ids:
            if line.level == "unsatisfied" and not (line.reason or "").strip():
                yield self.env._(
                    "Write down why the customer is unsatisfied with %s.",
                    line.aspect_id.name,
                )
        if not self.is_resolved:
            yield self.env._("Ask whether the problem was solved.")
        if self.needs_signature and not self.signature:
            yield self.env._("Have the customer sign, or attach a scan of the form.")
