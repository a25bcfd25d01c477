import base64
import io

from PIL import Image

from odoo import fields, models
from odoo.exceptions import UserError

from .. import const
from ..typed_text import MAX_TEXT, clean_text
from .survey_user_input_line import FIELD_BY_PURPOSE

MAX_SIGNATURE = 2_000_000  # characters of base64; a drawn one has some ten thousand
MAX_PIXELS = 4_000_000  # a small file may unpack to more than the memory holds


class HuifangFollowup(models.Model):
    """The customer accepts or rejects what was put right, without the form (D7).

    This answers the follow-up of the present round; its consequences are drawn as
    those of any other answer. Nothing was rated, so no blanks are counted.
    """

    _inherit = "huifang.followup"

    signer_name = fields.Char(string="Signed By", readonly=True, copy=False)

    def _awaits_verdict(self):
        """Tell whether the customer's word on the work is still waited for."""
        self.ensure_one()
        return (
            self.rectification_id.state == "to_accept"
            and self.state in const.FOLLOWUP_OPEN_STATES
            and not self._is_link_expired()
        )

    def _accept_work(self, signer, signature):
        """Take the customer's word that the work is good.

        :param signer: name of who signs, as it came with the request
        :param signature: PNG in base64, as it came with the request
        :return: False where nothing was waited for any more
        :raises UserError: where name or signature are missing
        """
        name = clean_text(signer)[:100]
        if not name:
            raise UserError(self.env._("Please write your name."))
        self._check_signature(signature)
        return self._give_verdict(
            {"is_resolved": "yes", "signature": signature, "signer_name": name}
        )

    def _reject_work(self, reason):
        """Take the customer's word that the work is not good yet.

        :param reason: what is wrong, as it came with the request
        :return: False where nothing was waited for any more
        :raises UserError: where the reason is missing or too long
        """
        text = clean_text(reason)
        if not text:
            raise UserError(self.env._("Please write what is not right yet."))
        if len(text) > MAX_TEXT:
            raise UserError(self.env._("Please write at most %s characters.", MAX_TEXT))
        return self._give_verdict({"is_resolved": "no", "opinion": text})

    def _give_verdict(self, values):
        """Finish the follow-up as the customer's answer; planned or not yet.

        Of two at once the database lets one through; the other then finds it done.

        :param dict values: answer fields
        :return: False where nothing was waited for any more
        """
        self.ensure_one()
        if not self._awaits_verdict():
            return False
        followup = self.sudo().with_context(tracking_disable=True)
        with self.env.cr.savepoint():  # whole or not at all: the page shows errors
            followup._plan_for_verdict()
            followup._forget_unasked_aspects({})
            done = followup._set_done(
                {
                    **dict.fromkeys(FIELD_BY_PURPOSE.values(), False),
                    **followup._prepare_author(followup.user_input_id),
                    "overall_level": False,
                    "signature": False,
                    **values,
                }
            )
        return bool(done)

    def _plan_for_verdict(self):
        """Number and plan what the planner has not come to; the customer was faster."""
        new = self.filtered(lambda followup: followup.state == "new")
        new._assign_names()
        new.planned_date = fields.Datetime.now()
        new._set_planned()

    def _check_signature(self, signature):
        """Refuse what is not a picture with something on it."""
        code = clean_text(signature)
        if len(code) > MAX_SIGNATURE or not _is_drawn(code):
            raise UserError(self.env._("Please sign once more: nothing arrived."))

    # === WHAT THE CUSTOMER SEES OF IT === #

    def _is_work_accepted(self):
        """Tell whether a finished follow-up found nothing wrong with the work."""
        self.ensure_one()
        return self.rectification_id.function_id not in self._get_problems()

    def _get_acceptance(self):
        """Return whether the work was accepted, None where no work was asked about."""
        is_verdict = self.rectification_id and self.done_date
        return self._is_work_accepted() if is_verdict else None

    def _prepare_customer_verdict(self):
        """Return what the rectification's page shows of an answered round."""
        return {
            "day": self.done_day,
            "is_accepted": self._is_work_accepted(),
            "opinion": self.opinion,
            "signature": self.signature,
            "signer": self.signer_name,
            "url": bool(self.line_ids) and self._get_customer_url(),
        }

    def _get_verdict_events(self):
        """Return pairs of moment and what happened in a round of asking."""
        events = [(self.closing_date, self.env._("We checked the work"))]
        if self.state in const.FOLLOWUP_ANSWERED_STATES:
            accepted = self.env._("You accepted the work")
            rejected = self.env._("You did not accept the work")
            verdict = accepted if self._is_work_accepted() else rejected
            events.append((self.done_date, verdict))
        return events


def _is_drawn(code):
    """Tell whether a text is a PNG of bearable size in base64, with something on it."""
    try:
        file = io.BytesIO(base64.b64decode(code, validate=True))
        picture = Image.open(file, formats=("PNG",))  # reads the head only
        if picture.width * picture.height > MAX_PIXELS:
            return False
        return bool(picture.convert("RGBA").getchannel("A").getbbox())
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return False
