"""Factories and users by role, shared by all tests.

Every factory has defaults and takes field values to override them.
"""

from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.fields import Datetime
from odoo.tests import TransactionCase, freeze_time, new_test_user, tagged

# A Wednesday, 10:30 in Shanghai: inside contact hours.
NOW = datetime(2026, 3, 4, 2, 30)

# The smallest picture there is.
PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)

# Hashing a password the safe way takes half a second, for every user of every test.
HASH_ROUNDS = "odoo.addons.base.models.res_users.MIN_ROUNDS"


@tagged("standard", "post_install", "-at_install")
class HuifangCommon(TransactionCase):
    """An office with everybody in it, a household, and closed tickets on demand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.create_world()

    @classmethod
    def create_world(cls):
        """Create what every test starts from."""
        for code in ("en_US", "zh_CN"):
            cls.env["res.lang"]._activate_lang(code)
        cls.env = cls.env(context={**cls.env.context, "tz": "Asia/Shanghai"})
        cls.company = cls.env.company
        cls.company.followup_start_date = "2026-01-01"
        cls.done_stage = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.new_stage = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_new")
        cls.cancelled_stage = cls.env.ref(
            "helpdesk_mgmt.helpdesk_ticket_stage_cancelled"
        )
        cls._create_people()
        cls.office = cls.create_office()
        cls.function = cls.office.function_ids
        cls.team = cls.create_team(cls.office)
        cls.household = cls.create_household()

    @classmethod
    def _create_people(cls):
        cls.head = cls.create_user("head")
        cls.dispatcher = cls.create_user("dispatcher")
        cls.dispatcher_two = cls.create_user("dispatcher_two")
        cls.supervisor = cls.create_user("supervisor")
        cls.handler = cls.create_user(
            "handler", groups="helpdesk_mgmt.group_helpdesk_user"
        )
        cls.reviewer = cls.create_user(
            "reviewer", groups="huifang_followup.group_quality_reviewer"
        )
        cls.admin = cls.env.ref("base.user_admin")
        cls.manager = cls.create_user(
            "manager", groups="huifang_followup.group_company_manager"
        )

    @classmethod
    def create_user(cls, login, **values):
        """Return a user; without groups the office's role gives the access."""
        defaults = {"groups": "base.group_user", "lang": "en_US", "tz": "Asia/Shanghai"}
        with patch(HASH_ROUNDS, 1):
            return new_test_user(cls.env, login=f"hf_{login}", **defaults | values)

    @classmethod
    def create_office(cls, **values):
        """Return an office with head, two dispatchers and a repair function."""
        defaults = {
            "name": "Riverside Garden",
            "head_id": cls.head.id,
            "dispatcher_ids": [
                (6, 0, [cls.dispatcher.id, cls.dispatcher_two.id]),
            ],
            "function_ids": [
                (
                    0,
                    0,
                    {
                        "name": "Repairs",
                        "supervisor_id": cls.supervisor.id,
                        "aspect_ids": [(6, 0, cls.aspect("building").ids)],
                        "category_ids": [(6, 0, cls.category("repair").ids)],
                    },
                )
            ],
        }
        return cls.env["huifang.office"].create(defaults | values)

    @classmethod
    def create_team(cls, office, **values):
        """Return a helpdesk team of an office, the handler its member."""
        defaults = {
            "name": "Service Desk",
            "office_id": office.id,
            "user_ids": [(6, 0, [cls.handler.id])],
        }
        return cls.env["helpdesk.ticket.team"].create(defaults | values)

    @classmethod
    def create_household(cls, **values):
        """Return a household with e-mail and phone, Chinese-speaking."""
        defaults = {
            "name": "Zhang San",
            "email": "zhang@example.com",
            "phone": "13800000000",
            "is_household": True,
            "unit_number": "1-101",
            "office_id": cls.office.id,
            "lang": "en_US",
        }
        return cls.env["res.partner"].create(defaults | values)

    @classmethod
    def create_ticket(cls, **values):
        """Return an open ticket of the household, handled by the handler."""
        defaults = {
            "name": "Tap drips",
            "description": "It drips.",
            "team_id": cls.team.id,
            "user_id": cls.handler.id,
            "partner_id": cls.household.id,
        }
        return cls.env["helpdesk.ticket"].create(defaults | values)

    @classmethod
    def close_ticket(cls, **values):
        """Return the follow-up of a ticket closed just now."""
        ticket = cls.create_ticket(**values)
        ticket.stage_id = cls.done_stage
        return ticket.followup_ids

    @classmethod
    def plan_ticket(cls, **values):
        """Return the follow-up of a closed ticket after planning."""
        followup = cls.close_ticket(**values)
        followup._plan()
        return followup

    @classmethod
    def contact_ticket(cls, **values):
        """Return the follow-up of a closed ticket after its customer was contacted."""
        followup = cls.plan_ticket(**values)
        followup._contact()
        return followup

    def run_cron(self, name):
        """Run a scheduled action: ``plan``, ``contact``, ``remind``, ``expire`` …"""
        cron = self.env.ref(f"huifang_followup.ir_cron_followup_{name}")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    @classmethod
    def aspect(cls, name):
        """Return a shipped aspect: ``overall``, ``building``, ``attitude`` …"""
        return cls.env.ref(f"huifang_followup.aspect_{name}")

    @classmethod
    def category(cls, name):
        """Return a shipped category: ``repair``, ``leak``, ``safety``."""
        return cls.env.ref(f"huifang_followup.category_{name}")

    @classmethod
    def policy(cls, name):
        """Return a shipped policy: ``complaint``, ``repair``, ``service`` …"""
        return cls.env.ref(f"huifang_followup.policy_{name}")

    @classmethod
    def create_policy(cls, **values):
        """Return a policy ahead of the shipped ones: everything, within 48 hours."""
        defaults = {
            "name": "Everything",
            "sequence": 1,
            "survey_id": cls.env.ref("huifang_followup.survey_service").id,
            "step_ids": [(0, 0, {"due": 48, "due_unit": "hours"})],
        }
        return cls.env["huifang.policy"].create(defaults | values)

    @classmethod
    def create_questionnaire(cls, *questions, **values):
        """Return a follow-up questionnaire.

        :param questions: values of its questions, in their order
        """
        defaults = {
            "title": "Short questionnaire",
            "survey_type": "followup",
            "question_and_page_ids": [
                (0, 0, {"title": f"Question {number}", "sequence": number, **question})
                for number, question in enumerate(questions, start=1)
            ],
        }
        return cls.env["survey.survey"].create(defaults | values)

    @classmethod
    def rating_question(cls, aspect, *levels, **values):
        """Return the values of a question that rates an aspect by these levels."""
        return {
            "question_type": "simple_choice",
            "followup_purpose": "aspect",
            "aspect_id": cls.aspect(aspect).id,
            "suggested_answer_ids": [
                (0, 0, {"value": level, "followup_level": level})
                for level in levels or ("satisfied", "fair", "unsatisfied")
            ],
        } | values

    @classmethod
    def answer_by_staff(cls, followup, levels=None, resolved="yes", signature=PNG):
        """Record an answer as the surveyor would.

        :param dict levels: code of an aspect to its level; the others are satisfied
        :param signature: what the customer signs with, where that is needed
        """
        record = followup.with_user(followup.user_id)
        record.action_start()
        for line in record.line_ids:
            level = (levels or {}).get(line.aspect_id.code, "satisfied")
            reason = "It was bad." if level == "unsatisfied" else False
            line.write({"level": level, "reason": reason})
        record.is_resolved = resolved
        if record.needs_signature:
            record.signature = signature
        record.action_done()
        return followup

    @classmethod
    def answer_form(cls, followup, levels=None, resolved="yes", **texts):
        """Return what the customer's browser would post.

        :param dict levels: code of an aspect to its level; the others are satisfied;
            None leaves the aspect blank
        :param texts: purpose (``needs``, ``opinion``) to what was written
        """
        form = {}
        for question in followup.survey_id.question_ids:
            purpose, code = question.followup_purpose, question.aspect_id.code
            answers = question.suggested_answer_ids
            level = (levels or {}).get(code, "satisfied")
            if purpose == "aspect":
                value = answers.filtered(lambda a, x=level: a.followup_level == x).id
            elif purpose == "reason":
                value = "It was bad." if level == "unsatisfied" else ""
            elif answers:
                wanted = resolved if purpose == "resolved" else "yes"
                value = answers.filtered(lambda a, x=wanted: a.followup_value == x).id
            else:
                value = texts.get(purpose, "")
            form[str(question.id)] = str(value) if value else ""
        return form

    @classmethod
    def answer_by_customer(cls, followup, **form):
        """Answer a follow-up by its link: an hour later, taking a minute for it."""
        with freeze_time(Datetime.now() + timedelta(hours=1)):
            sheet = followup.sudo()._start_answer()
        with freeze_time(Datetime.now() + timedelta(hours=1, minutes=1)):
            errors = sheet._submit_followup(cls.answer_form(followup, **form))
        assert not errors, errors
        return followup

    @classmethod
    def answer_many(cls, count, **values):
        """Return follow-ups that staff have just recorded, one household each.

        :param values: of the tickets
        """
        followups = cls.env["huifang.followup"]
        for _ in range(count):
            household = cls.create_household()
            followups += cls.plan_ticket(**{"partner_id": household.id} | values)
        for followup in followups:
            cls.answer_by_staff(followup)
        return followups

    @classmethod
    def create_promise(cls, followup, user=None, **values):
        """Return what somebody, else the head, promised the customer for Friday."""
        defaults = {
            "followup_id": followup.id,
            "question": "When will the pipe be replaced?",
            "promised_date": "2026-03-06",
        }
        promises = cls.env["huifang.promise"].with_user(user or cls.head)
        return promises.create(defaults | values)

    @classmethod
    def create_quality_draw(cls, user=None, **values):
        """Return a quality draw, not yet made, of all that is finished this month.

        :param user: who is going to draw, else the reviewer
        """
        defaults = {
            "date_from": "2026-03-01",
            "date_to": "2026-03-31",
            "share_rate": 100,
        }
        draws = cls.env["huifang.quality.draw"].with_user(user or cls.reviewer)
        return draws.create(defaults | values)

    @classmethod
    def draw_check(cls, followup, user=None):
        """Return the quality check of a finished follow-up, as who drew it sees it."""
        draw = cls.create_quality_draw(user)
        draw.action_draw()
        return draw.check_ids.filtered(lambda check: check.followup_id == followup)
