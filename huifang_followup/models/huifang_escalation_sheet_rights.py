from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .. import const


class HuifangEscalationSheet(models.Model):
    """Whose turn it is, and so who may write and take the next step (F4)."""

    _inherit = "huifang.escalation.sheet"

    # for the form, which shows nobody a button that would be refused
    turn_id = fields.Many2one(
        "res.users", string="Whose Turn", compute="_compute_turn_id"
    )
    can_act = fields.Boolean(compute="_compute_can_act")
    can_cancel = fields.Boolean(compute="_compute_can_act")

    # === COMPUTE METHODS === #

    @api.depends(
        "state",
        "handler_id",
        "superior_id",
        "function_id.supervisor_id",
        "work_order_ids.user_id",
        "work_order_ids.state",
        "ticket_id.responsible_id",
    )
    def _compute_turn_id(self):
        for sheet in self:
            sheet.turn_id = sheet.sudo()._get_turn_person()

    @api.depends("turn_id")
    @api.depends_context("uid")
    def _compute_can_act(self):
        for sheet in self:
            is_open = sheet.state in const.SHEET_OPEN_STATES
            sheet.can_act = is_open and sheet.turn_id == self.env.user
            sheet.can_cancel = is_open and (
                sheet.office_id.sudo()._is_decided_by_user()
                or (sheet.state == "draft" and sheet.can_act)
            )

    # === BUSINESS METHODS === #

    def _get_turn_person(self):
        """Return who takes the next step, empty where none is left.

        Where that person has left it is whoever decides.
        """
        person = {
            "draft": self.handler_id,
            "superior": self.superior_id,
            "department": self.function_id.supervisor_id,
            "work_order": self._get_open_order().user_id,
            "result": self.ticket_id.responsible_id or self.handler_id,
        }.get(self.state)
        if person is None:
            return self.env["res.users"]
        return person.filtered("active") or self._get_decider()

    def _get_open_order(self):
        """Return the work that is being done, empty if none is."""
        return self.work_order_ids.filtered(lambda order: order.state == "issued")

    def _get_people_fields(self):
        if not self:
            return {"ticket_id", "superior_id", "function_id", "remark"}
        everything = {"superior_id", "function_id", "remark"}
        return everything.intersection(*(s._get_editable_fields() for s in self))

    def _get_editable_fields(self):
        """Return what the user may write: the one whose turn it is, on the own step."""
        editable = {"remark"} if self.can_act or self.can_cancel else set()
        if self.can_act and self.state == "draft":
            editable |= {"superior_id", "function_id"}
        if self.can_act and self.state == "superior":
            editable.add("function_id")
        return editable

    def _check_may_open(self):
        """Refuse tickets that one may not read, or that no office answers for."""
        self.ticket_id.check_access("read")
        if not self.office_id:
            raise UserError(
                self.env._(
                    "Say which office answers for the team or the customer of %s.",
                    self.ticket_id.number,
                )
            )

    def _check_turn(self, *states):
        """Leave a step to whoever it is up to (F4), or to a program in that stead.

        :param states: of ``const.SHEET_STATES``, in which the step is taken
        """
        self.ensure_one()
        self.check_access("write")
        self._check_open(states)
        if not self.can_act and not self.env.su:
            raise AccessError(self.env._("This is up to %s now.", self.turn_id.name))

    def _check_open(self, states):
        """Refuse a step that was taken already, or is not reached yet."""
        if self.state not in states:
            label = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(sheet)s is at another step: %(state)s.",
                    sheet=self.name,
                    state=label[self.state],
                )
            )
