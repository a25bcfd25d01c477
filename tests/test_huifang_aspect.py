"""Aspects: the offices' own list of what customers are asked about (A2)."""

import psycopg2

from odoo.exceptions import AccessError
from odoo.tools import mute_logger

from .common import HuifangCommon


class TestHuifangAspect(HuifangCommon):
    def setUp(self):
        super().setUp()
        self.aspects = self.env["huifang.aspect"].with_user(self.head)

    def test_an_office_adds_an_aspect(self):
        aspect = self.aspects.create({"name": "Swimming pool", "code": "p"})
        self.assertEqual(aspect.target_rate, 80)

    def test_an_office_renames_reorders_and_archives_aspects(self):
        cleaning = self.aspect("cleaning").with_user(self.head)
        cleaning.write({"name": "Cleanliness", "sequence": 999, "active": False})
        self.assertNotIn(cleaning, self.aspects.search([]))
        everything = self.aspects.with_context(active_test=False).search([])
        self.assertEqual(everything[-1], cleaning)

    def test_an_office_sets_neither_targets_nor_the_overall_aspect(self):
        cleaning = self.aspect("cleaning").with_user(self.head)
        for values in ({"target_rate": 1}, {"is_overall": True}):
            with self.subTest(values), self.assertRaises(AccessError):
                cleaning.write(values)
        with self.assertRaises(AccessError):
            self.aspects.create({"name": "All", "code": "z", "is_overall": True})

    def test_the_manager_sets_targets(self):
        cleaning = self.aspect("cleaning").with_user(self.manager)
        cleaning.target_rate = 90
        self.assertEqual(cleaning.target_rate, 90)

    def test_nobody_deletes_an_aspect(self):
        for user in (self.head, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.aspect("cleaning").with_user(user).unlink()

    def test_whoever_only_asks_does_not_change_what_is_asked(self):
        for user in (self.dispatcher, self.supervisor, self.reviewer, self.handler):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.aspect("cleaning").with_user(user).name = "Cleanliness"

    @mute_logger("odoo.sql_db")
    def test_one_aspect_stands_for_the_whole(self):
        with self.assertRaises(psycopg2.errors.UniqueViolation):
            self.aspect("cleaning").is_overall = True
            self.env.flush_all()
