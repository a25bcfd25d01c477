class FollowupLots:
    """The draw of a batch of follow-ups, one after the other (B14).

    Later rounds are always made. Later steps of a cycle share the lot of their
    closing: otherwise each step would ask other customers (B5). Households that
    complained before are drawn in addition to the share.

    :param followups: all that may be drawn, so that the database is asked once
    """

    def __init__(self, followups):
        self._complained = set(followups._get_complained_before().ids)
        self._steps = followups._get_drawn_steps()
        self._draws = {}

    def draw(self, followup):
        """Decide about the next follow-up; return whether it is made."""
        if followup.rectification_id:
            return True
        if not followup.draw_id:
            followup.write(self._draw_lot(followup))
            self._steps[followup._get_closing()] = followup
        return followup.is_drawn

    def _draw_lot(self, followup):
        """Return the values that tell of the draw and its result."""
        step = self._steps.get(followup._get_closing())
        if step:
            return {"draw_id": step.draw_id.id, "is_drawn": step.is_drawn}
        draw = self._get_draw(followup)
        number, is_drawn = draw._take(followup.id in self._complained)
        return {"draw_id": draw.id, "draw_number": number, "is_drawn": is_drawn}

    def _get_draw(self, followup):
        stratum = followup._get_stratum()
        if stratum not in self._draws:
            self._draws[stratum] = followup.env["huifang.draw"]._get_or_create(*stratum)
        return self._draws[stratum]
