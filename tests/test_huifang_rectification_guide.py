"""What the screens say: what to do next, and how much time is left."""

from lxml import etree

from odoo.tests import freeze_time
from odoo.tools.safe_eval import safe_eval

from .common import NOW
from .test_huifang_rectification import RectificationCommon

RED, AMBER, GREEN = 1, 3, 10


@freeze_time(NOW)
class TestGuide(RectificationCommon):
    def read_step(self, rectification, user):
        self.env.invalidate_all()
        return rectification.with_user(user).next_step or ""

    def test_each_reads_what_is_to_do_next(self):
        rectification = self.rectify()
        self.assertIn("cause and measure", self.read_step(rectification, self.head))
        self.assertFalse(self.read_step(rectification, self.reviewer))
        self.finish(rectification)
        self.assertIn("Look at the work", self.read_step(rectification, self.head))
        self.assertIn("Somebody", self.read_step(rectification, self.supervisor))
        rectification.with_user(self.head).action_verify()
        self.assertIn("customer is asked", self.read_step(rectification, self.head))

    def test_the_plan_is_due_first_then_the_work(self):
        rectification = self.rectify()
        self.assertEqual(rectification.due_date, rectification.plan_deadline)
        rectification._set_planned()
        self.assertEqual(rectification.due_date, rectification.deadline)
        self.finish(rectification)
        self.assertFalse(rectification.due_date)

    def test_colours_say_how_urgent_it_is(self):
        rectification = self.rectify()
        rectification._set_planned()
        for day, color in (
            ("2026-03-30", GREEN),
            ("2026-03-31", AMBER),
            ("2026-04-03", AMBER),
            ("2026-04-04", RED),
        ):
            self.env.invalidate_all()
            with self.subTest(day=day), freeze_time(f"{day} 02:30:00"):
                self.assertEqual(rectification.due_color, color)

    def test_filters_find_what_they_say(self):
        late, planned = self.rectify(), self.rectify()
        planned._set_planned()
        waiting = self.verify(self.rectify())
        with freeze_time("2026-03-10 02:30:00"):
            self.assertEqual(self.search("overdue"), late)
        with freeze_time("2026-04-10 02:30:00"):
            self.assertEqual(self.search("overdue"), late + planned)
        self.assertEqual(self.search("to_accept"), waiting)

    def search(self, name):
        """Return what a filter of the search view finds for the head."""
        rectifications = self.env["huifang.rectification"].with_user(self.head)
        arch = etree.fromstring(rectifications.get_view(view_type="search")["arch"])
        (node,) = arch.xpath(f"//filter[@name='{name}']")
        return rectifications.search(safe_eval(node.get("domain")), order="id")

    def test_cards_of_many_cost_no_more_queries_than_of_few(self):
        names = ("name", "due_date", "due_color", "rejection_count", "problem")
        specification = {name: {} for name in names}
        model = self.env["huifang.rectification"].with_user(self.head)
        spent = []
        for count in (2, 20):
            for _ in range(count):
                self.create_by_hand()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            model.web_search_read([], specification, limit=count)
            spent.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(spent[1], spent[0])
