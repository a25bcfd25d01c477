from collections import defaultdict

from odoo import api, fields, models
from odoo.fields import Domain

ESCALATION = "huifang_followup.mail_activity_type_escalation"


class HuifangEscalationMixin(models.AbstractModel):
    """What is past due goes up: responsible, supervisor, office head (E5, F2).

    The queue is "past due and not yet told", never "due today": a missed run loses
    nothing, and each level is told once per deadline. A new deadline starts over.
    """

    _name = "huifang.escalation.mixin"
    _description = "Escalation of What Is Past Due"
    _inherit = ["huifang.queue.mixin"]

    escalation_level = fields.Integer(
        string="Escalation",
        readonly=True,
        copy=False,
        aggregator=None,
        help="How many levels have been told: responsible, supervisor, office head.",
    )
    escalated_deadline = fields.Datetime(
        readonly=True, copy=False, help="The deadline the levels were told about."
    )
    escalation_date = fields.Datetime(
        string="Next Escalation",
        compute="_compute_escalation_date",
        store=True,
        index="btree_not_null",
        help="When the next level is told, if nothing has happened by then.",
    )

    # === COMPUTE METHODS === #

    @api.depends(
        lambda self: (
            *self._get_deadline_fields(),
            "escalation_level",
            "escalated_deadline",
        )
    )
    def _compute_escalation_date(self):
        for record in self:
            deadline = record._get_escalation_deadline()
            delays = record._get_escalation_delays()
            level = record._get_told_level(deadline)
            waits = deadline and level < len(delays)
            record.escalation_date = waits and deadline + delays[level]

    # === HOOKS === #

    @api.model
    def _get_deadline_fields(self):
        """Return the names of the fields that ``_get_escalation_deadline`` reads."""
        return ()

    def _get_escalation_deadline(self):
        """Return the moment (UTC) by which somebody must act, False where nobody must.

        :rtype: datetime | bool
        """
        raise NotImplementedError()

    def _get_escalation_people(self):
        """Return whom to tell: one user, or none, for each level from below.

        :rtype: list
        """
        raise NotImplementedError()

    def _get_escalation_summary(self):
        """Return what the activity of somebody who is told says, in their language."""
        raise NotImplementedError()

    def _get_escalation_delays(self):
        """Return how long after the deadline each level is told.

        :rtype: list[timedelta]
        """
        return (self.company_id or self.env.company)._get_escalation_delays()

    # === BUSINESS METHODS === #

    @api.model
    def _cron_escalate(self):
        """Tell who has to know of everything that is past due by now."""
        due = Domain("escalation_date", "<=", fields.Datetime.now())
        self._process_queue(due, "_escalate")

    def _escalate(self):
        """Tell the levels whose moment has passed, each of them once.

        After a missed run that may be several at once. The same person in two roles
        is told at the first of them only.
        """
        now = fields.Datetime.now()
        reached = defaultdict(self.browse)
        for record in self:
            deadline = record._get_escalation_deadline()
            told = record._get_told_level(deadline)
            delays = record._get_escalation_delays()
            level = sum(deadline + delay <= now for delay in delays)
            for person in record._get_people_to_tell(told, level):
                reached[person] += record
            record.write(
                {"escalation_level": max(told, level), "escalated_deadline": deadline}
            )
        for person, records in reached.items():
            records._tell_of_delay(person)

    def _get_people_to_tell(self, told, level):
        """Return who is told now, and was not at a level before.

        :param int told: levels that know already
        :param int level: levels that must know
        """
        people = self._get_escalation_people()
        users = self.env["res.users"]
        known = users.union(*people[:told])
        return (users.union(*people[told:level]) - known).filtered("active")

    def _get_told_level(self, deadline):
        """Return how many levels know about this very deadline."""
        return self.escalation_level if self.escalated_deadline == deadline else 0

    def _tell_of_delay(self, person):
        """Give somebody a task for each record, in place of an earlier one."""
        records = self.with_context(lang=person.lang)
        records.activity_unlink([ESCALATION], user_id=person.id)
        for summary, alike in records.grouped(
            lambda record: record._get_escalation_summary()
        ).items():
            alike.activity_schedule(ESCALATION, summary=summary, user_id=person.id)

    def _end_escalation(self):
        """Take the tasks away: what was late has been done, or nobody waits for it."""
        self.sudo().activity_unlink([ESCALATION])
