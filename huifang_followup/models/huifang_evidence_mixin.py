from odoo import models


class HuifangEvidenceMixin(models.AbstractModel):
    """Records whose files are evidence: in the end nobody changes them (I4, I5).

    See ``ir.attachment``. Further files may still be added.
    """

    _name = "huifang.evidence.mixin"
    _description = "Files Are Evidence"

    def _are_files_final(self):
        """Tell whether the files of one record stay as they are.

        For a model whose records are finished at some time, it must override this.
        """
        return bool(self._filter_held())

    def _filter_held(self):
        """Return the records that a legal hold keeps."""
        return self.browse()
