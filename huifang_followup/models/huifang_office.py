from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .. import const


class HuifangOffice(models.Model):
    """Management office 管理处: who follows up, and whose tickets (A1).

    Everybody's view of the records follows from the head, the dispatchers and the
    supervisors named here and on the functions.
    """

    _name = "huifang.office"
    _description = "Management Office"
    _inherit = ["mail.thread", "huifang.standard.mixin"]
    _order = "sequence, name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    code = fields.Char()
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company, index=True
    )

    # who works here
    head_id = fields.Many2one("res.users", tracking=True, index="btree_not_null")
    dispatcher_ids = fields.Many2many(
        "res.users",
        "huifang_office_dispatcher_rel",
        "office_id",
        "user_id",
        string="Dispatchers",
    )
    function_ids = fields.One2many("huifang.function", "office_id", string="Functions")

    # what it looks after
    team_ids = fields.One2many(
        "helpdesk.ticket.team", "office_id", string="Helpdesk Teams"
    )
    household_ids = fields.One2many(
        "res.partner", "office_id", domain=[("is_household", "=", True)]
    )

    # when it contacts and works
    contact_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Contact Hours",
        check_company=True,
        help="Customers are contacted inside these hours only. "
        "Empty: the company's contact hours.",
    )
    working_calendar_id = fields.Many2one(
        "resource.calendar",
        string="Working Hours",
        check_company=True,
        help="Replies are due inside these hours. Empty: the company's working hours.",
    )
    tz = fields.Selection(
        related="contact_calendar_id.tz", string="Contact Time Zone", readonly=True
    )
    use_company_standards = fields.Boolean(default=True)

    _code_company_uniq = models.Constraint(
        "UNIQUE(code, company_id)", "Another office of the company has this code."
    )

    @api.constrains("company_id")
    def _check_team_company(self):
        self.sudo().team_ids._check_office_company()

    @api.model_create_multi
    def create(self, vals_list):
        offices = super().create(vals_list)
        offices._grant_roles()
        return offices

    def write(self, vals):
        result = super().write(vals)
        if {"head_id", "dispatcher_ids"} & vals.keys():
            self._grant_roles()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_with_followups(self):
        domain = [("office_id", "in", self.ids)]
        if self.env["huifang.followup"].sudo().search_count(domain, limit=1):
            raise UserError(
                self.env._("An office with follow-ups is archived, not deleted.")
            )

    @api.constrains("active")
    def _check_no_open_work(self):
        """An office is closed when its work is done: nothing gets lost (E1)."""
        for office in self.filtered(lambda office: not office.active):
            followups, rectifications = office._count_open_work()
            if followups or rectifications:
                raise ValidationError(
                    self.env._(
                        "%(office)s has open work: %(followups)s follow-ups, "
                        "%(rectifications)s rectifications. Finish or cancel it first.",
                        office=office.name,
                        followups=followups,
                        rectifications=rectifications,
                    )
                )

    def _count_open_work(self):
        """Return how many follow-ups and how many rectifications are open."""
        here = [("office_id", "in", self.ids)]
        return (
            self.env["huifang.followup"]
            .sudo()
            .search_count([*here, ("state", "in", const.FOLLOWUP_OPEN_STATES)]),
            self.env["huifang.rectification"]
            .sudo()
            .search_count([*here, ("state", "in", const.RECTIFICATION_OPEN_STATES)]),
        )

    def _grant_roles(self):
        """Give the people named here the group of their role.

        The group opens the menus; what they see there follows from the office, so
        nothing has to be taken away when they leave it.
        """
        roles = (("head_id", "office_head"), ("dispatcher_ids", "dispatcher"))
        for field_name, group_name in roles:
            self[field_name]._join_followup_group(group_name)

    def _get_contact_calendar(self):
        """Return the calendar of contact hours, the company's where none is set."""
        self.ensure_one()
        return self.contact_calendar_id or self.company_id._get_contact_calendar()

    def _get_working_calendar(self):
        """Return the hours that replies are due in, the company's where none is set."""
        self.ensure_one()
        return self.working_calendar_id or self.company_id._get_working_calendar()

    def _get_tz(self):
        """Return the time zone that cuts this office's days and months (H10)."""
        return self._get_contact_calendar().tz

    def _get_standards(self):
        """Return the record that holds the standards in force (A5)."""
        self.ensure_one()
        return self.company_id if self.use_company_standards else self

    def _find_function(self, category):
        """Return the function that owns a ticket category or its nearest ancestor."""
        functions = self.function_ids
        while category:
            owner = functions.filtered(lambda f, c=category: c in f.category_ids)[:1]
            if owner:
                return owner
            category = category.parent_id
        return functions.browse()

    def _get_staff(self, role, function):
        """Return the people who hold a role in this office.

        :param str role: see ``const.ROLES``
        :param function: function whose supervisor is meant, may be empty
        """
        self.ensure_one()
        if role == "head":
            return self.head_id
        if role == "supervisor":
            return function.filtered("active").supervisor_id
        return self.dispatcher_ids

    def _is_decided_by_user(self):
        """Tell whether the user is the head, or a manager in the head's stead."""
        user = self.env.user
        is_manager = user.has_group("huifang_followup.group_company_manager")
        return is_manager or user == self.head_id

    def _choose_responsible(self, function):
        """Return the supervisor, else the head: whoever is still there to see it.

        :param function: function of the rectification, may be empty
        """
        people = function.sudo().supervisor_id | self.head_id
        return people.filtered(
            lambda person: person.active and self.company_id in person.company_ids
        )[:1]

    def _get_people(self):
        """Return everybody who has a role in these offices."""
        return self.head_id | self.dispatcher_ids | self.function_ids.supervisor_id
