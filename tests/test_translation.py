"""Chinese for the addon and for the helpdesk, which comes without.

Messages raised from the helpdesk's own code stay English: Odoo looks those up in the
files of the addon they come from. All its records and screens can be translated here.
"""

import re
from collections import Counter

import polib
import pytest

from odoo.tests import HttpCase
from odoo.tools.misc import file_path

from .common import HuifangCommon

FILES = {
    "addon": "huifang_followup/i18n/zh_CN.po",
    "helpdesk": "huifang_followup/i18n_extra/zh_CN.po",
}
files = pytest.mark.parametrize("path", FILES.values(), ids=FILES.keys())

# What a person reads is translated inside tags too.
READ_ALOUD = re.compile(r'(?:title|alt|aria-label|placeholder)="[^"]*"')
UNTOUCHABLE = re.compile(r"%(?:\(\w+\))?[sdif]|{{.*?}}|{\w*}|</?[^<>]+>", re.DOTALL)


def catalog(path):
    """Return the entries of a file in an addon, without those no longer used."""
    return [e for e in polib.pofile(file_path(path)) if not e.obsolete]


def record_terms(entries):
    """Return each source text with each place where records and views use it."""
    return [
        (entry.msgid, place)
        for entry in entries
        for place, _line in entry.occurrences
        if not place.startswith("code:")
    ]


def untouchable(text):
    """Return the placeholders and tags of a text; Chinese may change their order."""
    return sorted(UNTOUCHABLE.findall(READ_ALOUD.sub("", text)))


# === COMPLETE === #


def test_every_record_and_screen_of_the_helpdesk_is_chinese():
    wanted = record_terms(catalog("helpdesk_mgmt/i18n/helpdesk_mgmt.pot"))
    there = record_terms(e for e in catalog(FILES["helpdesk"]) if e.msgstr)
    assert len(wanted) > 300
    assert set(wanted) - set(there) == set()


def test_every_text_of_the_addon_is_chinese():
    wanted = {e.msgid for e in catalog("huifang_followup/i18n/huifang_followup.pot")}
    there = {e.msgid for e in catalog(FILES["addon"]) if e.msgstr}
    assert wanted - there == set()
    assert there - wanted == set()


# === CORRECT === #


@files
def test_no_translation_is_a_guess(path):
    assert [e.msgid for e in catalog(path) if e.fuzzy] == []


@files
def test_placeholders_and_tags_survive_translation(path):
    changed = [
        (entry.msgid, entry.msgstr)
        for entry in catalog(path)
        if entry.msgstr and untouchable(entry.msgid) != untouchable(entry.msgstr)
    ]
    assert changed == []


@files
def test_no_text_has_two_translations_in_one_place(path):
    times = Counter(record_terms(catalog(path)))
    assert [term for term, count in times.items() if count > 1] == []


def test_the_helpdesk_file_holds_only_what_odoo_reads_from_it():
    entries = catalog(FILES["helpdesk"])
    assert {e.comment for e in entries} == {"module: helpdesk_mgmt"}
    places = {place for e in entries for place, _line in e.occurrences}
    readable = re.compile(r"model(_terms)?:[\w.]+,\w+:helpdesk_mgmt\.\w+")
    assert [place for place in places if not readable.fullmatch(place)] == []


# === LOADED === #


class TestChinese(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["huifang_followup"], ["zh_CN"])
        cls.chinese = cls.env(context={**cls.env.context, "lang": "zh_CN"})

    def test_stages_are_chinese(self):
        stages = ["new", "in_progress", "awaiting", "done", "cancelled", "rejected"]
        names = [
            self.chinese.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{stage}").name
            for stage in stages
        ]
        expected = ["新建", "处理中", "等待中", "已完成", "已取消", "已驳回"]
        self.assertEqual(names, expected)

    def test_labels_menus_and_choices_are_chinese(self):
        fields = self.chinese["helpdesk.ticket"].fields_get(["user_id", "priority"])
        self.assertEqual(fields["user_id"]["string"], "负责人")
        levels = [label for _value, label in fields["priority"]["selection"]]
        self.assertEqual(levels, ["低", "中", "高", "极高"])
        menu = self.chinese.ref("helpdesk_mgmt.helpdesk_ticket_main_menu")
        self.assertEqual(menu.name, "服务台")

    def test_one_english_word_is_two_where_chinese_needs_two(self):
        form = self.chinese.ref("helpdesk_mgmt.ticket_view_form").arch
        self.assertIn('title="重复工单"', form)
        copy = self.chinese.ref("helpdesk_mgmt.action_duplicate_ticket")
        self.assertEqual(copy.name, "复制工单")

    def test_the_portal_is_chinese(self):
        page = self.chinese.ref("helpdesk_mgmt.portal_create_ticket").arch
        self.assertIn("提交新工单", page)

    def test_a_chinese_customer_gets_a_chinese_mail(self):
        self.household.lang = "zh_CN"
        ticket = self.create_ticket()
        template = self.env.ref("helpdesk_mgmt.closed_ticket_template")
        subject = template._render_field("subject", ticket.ids, compute_lang=True)
        self.assertEqual(subject[ticket.id], f"工单 {ticket.number} 已关闭")


class TestScriptsOfThePortal(HuifangCommon, HttpCase):
    def test_they_speak_chinese_messages_included(self):
        words = self.url_open("/website/translations?lang=zh_CN").text
        for english in ("The conversation is empty.", "Nothing reached us."):
            self.assertIn(english, words)
