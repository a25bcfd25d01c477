from odoo import api, fields, models

TASK = "huifang_followup.mail_activity_type_promise"


class HuifangPromise(models.Model):
    """Who is reminded of a promise: on the day before, and upwards once it is late."""

    _name = "huifang.promise"
    _inherit = ["huifang.promise", "huifang.escalation.mixin"]

    reminder_date = fields.Datetime(
        string="Next Reminder", readonly=True, copy=False, index="btree_not_null"
    )

    def write(self, vals):
        result = super().write(vals)
        if "user_id" in vals:
            self._hand_over_tasks()
        return result

    # === QUEUES === #

    @api.model
    def _cron_remind(self):
        now = fields.Datetime.now()
        due = [("state", "=", "open"), ("reminder_date", "<=", now)]
        self._process_queue(due, "_remind")
        self._cron_escalate()

    def _start_reminding(self):
        """Give whoever answers the task, and plan the reminder of the day before.

        Nobody is reminded of what was promised for the same or the next day.
        """
        now = fields.Datetime.now()
        for promise in self:
            day_before = promise._get_day_start(days=-1)
            promise.reminder_date = day_before > now and day_before
            promise._ask_person()

    def _ask_person(self):
        """Give whoever answers the task."""
        self.with_context(lang=self.user_id.lang).activity_schedule(
            TASK, date_deadline=self.promised_date, user_id=self.user_id.id
        )

    def _hand_over_tasks(self):
        """Ask the new person; who left has taken the old task along."""
        for promise in self.sudo().filtered(lambda promise: promise.state == "open"):
            promise.activity_unlink([TASK])
            promise._ask_person()

    def _remind(self):
        """Remind each person once; a missed run is caught up."""
        for promise in self:
            told = promise.with_context(lang=promise.user_id.lang)
            told.message_notify(
                partner_ids=promise.user_id.partner_id.ids,
                subject=told.env._("A promise is due tomorrow"),
                body=told.env._(
                    "%(customer)s was promised an answer by %(day)s: %(question)s",
                    customer=promise.partner_id.name,
                    day=promise.promised_date,
                    question=promise.question,
                ),
            )
        self.write({"reminder_date": False})

    @api.model
    def _ask_in_place_of(self, people):
        """Have others answer what was promised by people who leave."""
        domain = [("state", "=", "open"), ("user_id", "in", people.ids)]
        for promise in self.search(domain):
            others = promise.office_id.head_id | promise.function_id.supervisor_id
            others |= promise.office_id.dispatcher_ids
            heir = others.filtered("active")[:1] or promise._get_decider()
            if heir:
                promise.user_id = heir

    def _stop_reminding(self):
        """Take the tasks away from what has been answered."""
        promises = self.sudo()
        promises.write({"reminder_date": False, "queue_error": False})
        promises.activity_unlink([TASK])
        promises._end_escalation()

    # === ESCALATION === #

    @api.model
    def _get_deadline_fields(self):
        return ("state", "due_date")

    def _get_escalation_deadline(self):
        return self.state == "open" and self.due_date

    def _get_escalation_people(self):
        return [self.user_id, self.function_id.supervisor_id, self._get_decider()]

    def _get_escalation_summary(self):
        return self.env._("A promised answer to the customer is late")
