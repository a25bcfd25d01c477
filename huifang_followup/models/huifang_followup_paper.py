from odoo import models


class HuifangFollowup(models.Model):
    """What the papers of a follow-up print (F7)."""

    _name = "huifang.followup"
    _inherit = ["huifang.followup", "huifang.paper.mixin"]

    def _prepare_paper_ratings(self):
        """Return a row per aspect that was asked, or is going to be.

        Without an answer level and reason are empty, to be filled in by hand.
        """
        self.ensure_one()
        asked = self.line_ids.aspect_id or self.survey_id._get_asked_aspects()
        lines = {line.aspect_id: line for line in self.line_ids}
        levels = self.line_ids._fields["level"]._description_selection(self.env)
        return [
            {
                "aspect": aspect.name,
                "levels": levels,
                "level": lines[aspect].level if aspect in lines else False,
                "reason": lines[aspect].reason if aspect in lines else False,
            }
            for aspect in asked
        ]

    def _prepare_paper_words(self):
        """Return what the customer said beyond the levels, as (what about, words)."""
        self.ensure_one()
        words = [(line.aspect_id.name, line.reason) for line in self.line_ids]
        words += [
            (self.env._("Opinions and suggestions"), self.opinion),
            (self.env._("New needs"), self.new_needs),
        ]
        return [(about, text) for about, text in words if text]
