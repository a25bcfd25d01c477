from odoo import models

# What a spreadsheet takes for the beginning of a formula. Odoo sees to "+" and "-" in
# CSV files itself; in its XLSX files only these two do harm.
FORMULA_SIGNS = ("=", "@")


class HuifangExportMixin(models.AbstractModel):
    """Records with texts of customers, which must not calculate when exported.

    Odoo's export hands texts to the spreadsheet as they are, so what a customer typed
    after an equals sign would be run on the office's computer.
    """

    _name = "huifang.export.mixin"
    _description = "Export With Harmless Texts"

    def export_data(self, fields_to_export):
        result = super().export_data(fields_to_export)
        result["datas"] = [
            [_make_harmless(value) for value in row] for row in result["datas"]
        ]
        return result


def _make_harmless(value):
    """Return the text after an apostrophe where a spreadsheet would calculate it."""
    if isinstance(value, str) and value.lstrip().startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
