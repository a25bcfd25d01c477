"""The scheduled actions, each run as soon as its queue has something due."""

from odoo import fields
from odoo.tools import SQL

# scheduled action → which follow-ups are its queue, and when each of them is due
QUEUES = {
    "process": (
        "is_to_process AND is_counted",
        "GREATEST(done_date, queue_retry_date)",
    ),
    "plan": ("state = 'new'", "GREATEST(closing_date, queue_retry_date)"),
    "contact": ("state = 'planned'", "GREATEST(planned_date, queue_retry_date)"),
    "remind": (
        "state = 'in_progress' AND reminder_date IS NOT NULL",
        "GREATEST(reminder_date, queue_retry_date)",
    ),
    "expire": (
        "state = 'in_progress' AND expire_date IS NOT NULL",
        "GREATEST(expire_date, queue_retry_date)",
    ),
}


class Actions:
    """Stands in for Odoo's scheduler, which goes by the database's clock."""

    def __init__(self, env):
        self.env = env
        self._left = {}  # what an action left undone though it was due

    def run_due(self):
        """Run the actions that have something to do, along the road of a follow-up."""
        now = fields.Datetime.now()
        for name in QUEUES:
            if self._is_due(name, now):
                self._run(name)
                self._left[name] = self._is_due(name, now) and self._get_moment(name)

    def get_next_moment(self):
        """Return when the next action is due, None when none will be.

        What an action has left undone gives no reason to run it once more.
        """
        moments = {name: self._get_moment(name) for name in QUEUES}
        return min(
            (
                moment
                for name, moment in moments.items()
                if moment and moment != self._left.get(name)
            ),
            default=None,
        )

    def _is_due(self, name, now):
        moment = self._get_moment(name)
        return moment is not None and moment <= now

    def _get_moment(self, name):
        condition, moment = QUEUES[name]
        query = f"SELECT MIN({moment}) FROM huifang_followup WHERE {condition}"
        return self.env.execute_query(SQL(query))[0][0]

    def _run(self, name):
        action = self.env.ref(f"huifang_followup.ir_cron_followup_{name}")
        action.method_direct_trigger()
        self._see_changes()

    def _see_changes(self):
        """Begin a new transaction, which sees what other ones have done."""
        self.env.cr.commit()
        self.env.invalidate_all()
