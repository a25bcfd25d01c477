from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const
from .huifang_rectification_task import TASK


class HuifangRectification(models.Model):
    """Was it any good? Somebody above looks again some time later (E6)."""

    _inherit = "huifang.rectification"

    effect_due_date = fields.Date(
        string="Evaluate On", readonly=True, copy=False, index="btree_not_null"
    )
    effect_asked_date = fields.Datetime(readonly=True, copy=False)
    effect = fields.Selection(const.EFFECTS, readonly=True, copy=False, tracking=True)
    effect_note = fields.Text(string="What Was Found", readonly=True, copy=False)
    effect_user_id = fields.Many2one(
        "res.users", string="Evaluated By", readonly=True, copy=False
    )
    effect_date = fields.Datetime(string="Evaluated On", readonly=True, copy=False)
    previous_id = fields.Many2one(
        "huifang.rectification",
        string="Earlier Rectification",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="It did not last, so this one was opened.",
    )
    next_ids = fields.One2many(
        "huifang.rectification", "previous_id", string="Opened Again As"
    )

    # === ACTION METHODS === #

    def action_evaluate(self):
        """Say whether it was effective; the dialogue asks for the rest."""
        self.ensure_one()
        self._check_may_evaluate()
        return self._open_dialogue("huifang_rectification_evaluate_action")

    # === BUSINESS METHODS === #

    def _prepare_effect_values(self):
        """Return when the effect of what is closed now is due to be evaluated."""
        days = self.company_id.rectification_effect_days
        today = self._get_day(fields.Datetime.now())
        return {"effect_due_date": days and fields.Date.add(today, days=days)}

    @api.model
    def _cron_ask_effect(self):
        """Ask about the effect of whatever has been closed long enough."""
        self._process_queue(
            [
                ("effect_due_date", "<=", fields.Date.today()),
                ("effect_asked_date", "=", False),
                ("effect", "=", False),
                ("anonymised_date", "=", False),
            ],
            "_ask_effect",
        )

    def _ask_effect(self):
        """Give a superior who had no part in the work the task to look again."""
        for rectification in self:
            person = rectification._get_evaluator()
            told = rectification.with_context(lang=person.lang)
            told.activity_schedule(
                TASK,
                summary=told.env._("Was it effective? Look again"),
                user_id=person.id,
            )
        self.write({"effect_asked_date": fields.Datetime.now()})

    def _get_evaluator(self):
        """Return who evaluates: supervisor, head or manager, as far as not barred."""
        supervisor = self.sudo().function_id.supervisor_id.filtered("active")
        free = (supervisor | self._get_deciders()) - self._get_barred_people()
        return free[:1] or self._get_decider()

    def _check_may_evaluate(self):
        """Refuse who had a part in the work or is no superior; an evaluation stands."""
        self.check_access("write")
        if not self._may_assign():
            raise AccessError(
                self.env._("Supervisor and office head evaluate the effect.")
            )
        if self.env.user in self._get_barred_people():
            raise UserError(
                self.env._("Somebody other than those who did it must evaluate it.")
            )
        if self.state != "closed" or self.effect:
            raise UserError(
                self.env._("The effect is evaluated once, after the closing.")
            )

    def _set_effect(self, effect, note):
        """Keep what was found, with who and when; it stands.

        :param str effect: see ``const.EFFECTS``
        :param str note: how one knows
        """
        self._check_may_evaluate()
        self.sudo().write(
            {
                "effect": effect,
                "effect_note": note,
                "effect_user_id": self.env.uid,
                "effect_date": fields.Datetime.now(),
            }
        )
        self._close_tasks()

    def _open_anew(self):
        """Return a new rectification of the same problem, which came back."""
        return self.sudo().create(
            {
                "previous_id": self.id,
                "ticket_id": self.ticket_id.id,
                "partner_id": self.partner_id.id,
                "office_id": self.office_id.id,
                "function_id": self.function_id.id,
                "aspect_ids": [(6, 0, self.aspect_ids.ids)],
                "severity": self.severity,
                "problem": self.problem,
            }
        )
