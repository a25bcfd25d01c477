import json
from collections import OrderedDict

from werkzeug.datastructures import FileStorage

from odoo import http

from odoo.addons.web.controllers.export import CSVExport, ExcelExport
from odoo.addons.web.controllers.pivot import TableExporter

from ..typed_text import make_harmless


class HarmlessCSVExport(CSVExport):
    """Texts of customers do not calculate in a spreadsheet, wherever they come from.

    Odoo puts an apostrophe before formulas in CSV files, apart from some; here it does
    so in all its exports, as any model may lead to a customer's words.
    """

    def from_data(self, fields, columns_headers, rows):
        return super().from_data(fields, columns_headers, make_harmless(rows))


class HarmlessExcelExport(ExcelExport):
    def from_data(self, fields, columns_headers, rows):
        return super().from_data(fields, columns_headers, make_harmless(rows))

    def from_group_data(self, fields, columns_headers, groups):
        self._make_groups_harmless(groups)
        return super().from_group_data(fields, columns_headers, groups)

    def _make_groups_harmless(self, node):
        """Change a tree of groups, whose titles may be names of customers."""
        node.data = make_harmless(node.data)
        node.children = OrderedDict(
            (make_harmless(title), child) for title, child in node.children.items()
        )
        for child in node.children.values():
            self._make_groups_harmless(child)


class HarmlessPivotExport(TableExporter):
    @http.route()
    def export_xlsx(self, data, **kw):
        text = data.read() if isinstance(data, FileStorage) else data
        return super().export_xlsx(json.dumps(make_harmless(json.loads(text))), **kw)
