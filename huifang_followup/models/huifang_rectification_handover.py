from odoo import api, models
from odoo.fields import Domain

from .. import const
from .huifang_rectification_task import TASK


class HuifangRectification(models.Model):
    """Whoever leaves takes no work along: it goes on with somebody else (E1).

    Odoo deletes the tasks of an archived user, and a deleted one leaves nothing at all.
    So this looks for open work that lies with nobody.
    """

    _inherit = "huifang.rectification"

    @api.model
    def _cron_hand_over(self):
        """Find somebody for what lies with nobody, then send the notices (E1)."""
        self._process_queue(self._get_orphan_domain(), "_find_somebody")
        self._cron_send_notices()

    @api.model
    def _get_orphan_domain(self):
        """Return which open work has no active responsible, or is nobody's task."""
        task = Domain("activity_type_id", "=", self.env.ref(TASK).id)
        task &= Domain("user_id.active", "=", True)
        is_tasked = Domain("activity_ids", "any", task)
        is_taken = is_tasked & Domain("responsible_id.active", "=", True)
        at_work = Domain("state", "in", const.RECTIFICATION_WORK_STATES)
        verifying = Domain("state", "=", "to_verify")
        deciding = Domain("state", "=", "to_accept") & ~self._get_answering_domain()
        return (at_work & ~is_taken) | ((verifying | deciding) & ~is_tasked)

    @api.model
    def _get_answering_domain(self):
        """Return what customer, reviewer or scheduled action is about to answer."""
        asked = Domain("state", "in", const.FOLLOWUP_OPEN_STATES)
        undecided = Domain("is_suspect", "=", True) & Domain(
            "suspect_verdict", "=", False
        )
        answered = Domain("is_to_process", "=", True) & (
            Domain("is_counted", "=", True) | undecided
        )
        return Domain("followup_ids", "any", asked | answered)

    def _find_somebody(self):
        """Give open work to somebody, or say that nobody is there (E1)."""
        for rectification in self:
            rectification.activity_unlink([TASK])
            if rectification.state == "to_verify":
                rectification._ask_verifier()
            elif rectification.state == "to_accept":
                rectification._ask_head()
            elif rectification.responsible_id.active:
                rectification._ask_responsible()
            else:
                rectification.responsible_id = rectification._choose_successor()
        left = self.filtered_domain(self._get_orphan_domain())
        left._set_queue_error(
            self.env._("Name somebody who puts it right, or an office head.")
        )

    def _choose_successor(self):
        """Return supervisor or head, else who decides in their stead; may be empty."""
        office = self.office_id
        return office._choose_responsible(self.function_id) or self._get_decider()
