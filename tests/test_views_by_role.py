"""Every role opens every menu it sees, in every view, as the web client does (I1)."""

from lxml import etree

from odoo import fields
from odoo.tests import freeze_time
from odoo.tools.safe_eval import safe_eval

from .common import NOW, HuifangCommon

NAME = {"fields": {"display_name": {}}}


@freeze_time(NOW)
class TestViewsByRole(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plan_ticket()
        repair = {"category_id": cls.category("leak").id}
        bad = cls.contact_ticket(partner_id=cls.create_household().id, **repair)
        cls.answer_by_staff(bad, {"m": "unsatisfied", "c": "unsatisfied"})
        cls.draw_check(bad).action_genuine()
        cls.draw_check(cls.answer_many(1))
        cls.create_quality_draw()
        cls.create_policy(office_ids=[(6, 0, cls.office.ids)], sequence=99)
        complaint = cls.create_ticket(feedback_type="complaint")
        cls.env["huifang.escalation.sheet"].create(
            {"ticket_id": complaint.id, "state": "department", "remark": "Loud."}
        )

    def test_dispatcher(self):
        self.assertGreaterEqual(self.open_everything(self.dispatcher), 4)

    def test_supervisor(self):
        self.assertGreaterEqual(self.open_everything(self.supervisor), 7)

    def test_office_head(self):
        self.assertGreaterEqual(self.open_everything(self.head), 12)

    def test_quality_reviewer(self):
        self.assertGreaterEqual(self.open_everything(self.reviewer), 9)

    def test_company_manager(self):
        self.assertGreaterEqual(self.open_everything(self.manager), 19)

    # === THE WEB CLIENT === #

    def open_everything(self, user):
        """Open all menus of the app as a user; return how many there are."""
        root = self.env.ref("huifang_followup.huifang_menu_root")
        visible = self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()
        menus = self.env["ir.ui.menu"].search([("id", "child_of", root.id)])
        menus = menus.filtered(
            lambda menu: menu.action
            and visible.issuperset(map(int, menu.parent_path.split("/")[:-1]))
        )
        for action in menus.sudo().mapped("action"):
            with self.subTest(user=user.login, action=action.name):
                self.open_action(user, action)
        return len(menus)

    def open_action(self, user, action):
        context = {"uid": user.id, "allowed_company_ids": user.company_ids.ids}
        model = self.env[action.res_model].with_user(user)
        model = model.with_context(safe_eval(action.context or "{}", context))
        domain = safe_eval(action.domain or "[]", context)
        found = model.get_views([*action.views, (action.search_view_id.id, "search")])
        for kind, view in found["views"].items():
            with self.subTest(view=kind):
                arch = etree.fromstring(view["arch"])
                getattr(self, f"open_{kind}", self.open_rows)(model, domain, arch)

    def open_rows(self, model, domain, arch):
        """Read the rows of a list, a kanban or a calendar; edit where people may."""
        model.web_search_read(domain, self.get_specification(model, arch), limit=80)
        if arch.get("editable") and model.has_access("write"):
            self.open_choices(model, arch)

    def open_form(self, model, domain, arch):
        """Read each record, and start a new one where people may."""
        specification = self.get_specification(model, arch)
        if not model.is_transient():
            model.search(domain, limit=20).web_read(specification)
        if arch.get("create") not in ("0", "false") and model.has_access("create"):
            model.onchange({}, [], specification)
            self.open_choices(model, arch)

    def open_choices(self, model, arch):
        """Look for what may be chosen in each field, as typing into it does."""
        for name in self.get_specification(model, arch):
            field = model._fields[name]
            if field.type in ("many2one", "many2many") and not field.readonly:
                model.env[field.comodel_name].name_search("a", limit=8)

    def open_pivot(self, model, domain, arch):
        """Group by what the view groups by, and measure what it measures."""
        nodes = arch.xpath("//field[@name]")
        measures = [
            f"{node.get('name')}:{model._fields[node.get('name')].aggregator}"
            for node in nodes
            if node.get("type") == "measure"
        ]
        groups = [
            node.get("name")
            + (f":{node.get('interval')}" if node.get("interval") else "")
            for node in nodes
            if node.get("type") != "measure"
        ]
        model.formatted_read_grouping_sets(
            domain, [[], *([group] for group in groups)], [*measures, "__count"]
        )

    open_graph = open_pivot

    def open_search(self, model, domain, arch):
        """Press each filter and group by each dimension; look into each field."""
        names = {"uid": model.env.uid, "context_today": fields.Date.today}
        for node in arch.xpath("//filter[@domain]"):
            found = safe_eval(node.get("domain"), names)
            model.search_count([*domain, *found])
        for node in arch.xpath("//filter[@context]"):
            group = safe_eval(node.get("context"), names).get("group_by")
            if group and model._fields[group.partition(":")[0]].type != "properties":
                model.formatted_read_group(domain, [group], ["__count"])
        for node in arch.xpath("//field[@name][not(@invisible)]"):
            field = model._fields[node.get("name")]
            if field.type == "many2one":
                model.env[field.comodel_name].name_search("a", limit=8)

    def get_specification(self, model, arch):
        """Return which fields a view reads, those of lists in it included."""
        specification = {}
        for node in arch.iterfind(".//field"):
            if any(parent.tag == "field" for parent in node.iterancestors()):
                continue
            field = model._fields[node.get("name")]
            specification[node.get("name")] = self.get_field(model, field, node)
        return specification

    def get_field(self, model, field, node):
        if not field.relational or field.type == "many2one_reference":
            return {}
        lists = [child for child in node if child.tag in ("list", "kanban")]
        if not lists:
            return NAME
        comodel = model.env[field.comodel_name]
        lines = etree.fromstring(etree.tostring(lists[0]))
        return {"fields": self.get_specification(comodel, lines)}
