"""The office head may let somebody act in spite of a conflict of interest (C12)."""

import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW
from .test_huifang_rectification import RectificationCommon


@freeze_time(NOW)
class TestHuifangConflictWaiver(RectificationCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.dispatcher_ids += cls.handler
        cls.household.preferred_channel = "phone"

    def allow(self, record, user, by=None, reason="All others are on leave."):
        """Return the waiver that lets a person act on a record."""
        key = (
            "followup_id" if record._name == "huifang.followup" else "rectification_id"
        )
        waivers = self.env["huifang.conflict.waiver"].with_user(by or self.head)
        return waivers.create({key: record.id, "user_id": user.id, "reason": reason})

    # === WHAT IT ALLOWS === #

    def test_whoever_did_the_work_asks_and_records_once_allowed(self):
        followup = self.contact_ticket()
        with self.assertRaises(ValidationError):
            followup.with_user(self.head).user_id = self.handler
        self.allow(followup, self.handler)
        followup.with_user(self.head).user_id = self.handler
        self.answer_by_staff(followup)
        self.assertEqual(followup.recorder_id, self.handler)

    def test_whoever_did_the_work_verifies_it_once_allowed(self):
        rectification = self.finish(self.rectify())
        with self.assertRaises(UserError):
            rectification.with_user(self.supervisor).action_verify()
        self.allow(rectification, self.supervisor)
        self.assertTrue(rectification.with_user(self.supervisor).can_verify)
        rectification.with_user(self.supervisor).action_verify()
        self.assertEqual(rectification.state, "to_accept")

    def test_it_allows_one_record_only(self):
        self.allow(self.contact_ticket(), self.handler)
        other = self.contact_ticket(partner_id=self.create_household().id)
        with self.assertRaises(ValidationError):
            other.with_user(self.head).user_id = self.handler

    def test_who_may_verify_may_not_therefore_ask(self):
        rectification = self.finish(self.rectify())
        self.allow(rectification, self.supervisor)
        rectification.with_user(self.supervisor).action_verify()
        second = rectification.followup_ids
        second._plan()
        with self.assertRaises(ValidationError):
            second.with_user(self.head).user_id = self.supervisor

    # === WHO GIVES IT === #

    def test_the_head_is_offered_those_who_are_barred(self):
        followup = self.contact_ticket()
        waiver = self.env["huifang.conflict.waiver"].new({"followup_id": followup.id})
        self.assertEqual(waiver.candidate_ids._origin, self.handler)

    def test_a_company_manager_allows_it_as_well(self):
        followup = self.contact_ticket()
        waiver = self.allow(followup, self.handler, by=self.manager)
        self.assertEqual(waiver.signer_id, self.manager)

    def test_nobody_else_allows_it(self):
        followup = self.contact_ticket()
        self.supervisor.group_ids += self.env.ref("huifang_followup.group_office_head")
        self.office.dispatcher_ids += self.supervisor
        for user in (self.dispatcher, self.supervisor, self.reviewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.allow(followup, self.handler, by=user)

    def test_nobody_allows_himself(self):
        followup = self.contact_ticket(user_id=False)
        followup.sudo().handler_id = self.head
        with self.assertRaises(AccessError):
            self.allow(followup, self.head)
        self.assertTrue(self.allow(followup, self.head, by=self.manager))

    def test_a_head_of_another_office_does_not_allow_it(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hillside", head_id=stranger.id, function_ids=[])
        followup = self.contact_ticket()
        with self.assertRaises(AccessError):
            self.allow(followup, self.handler, by=stranger)

    # === WHAT IS KEPT === #

    def test_it_keeps_who_when_and_why(self):
        waiver = self.allow(self.contact_ticket(), self.handler)
        self.assertEqual(
            (waiver.signer_id, waiver.signed_date, waiver.reason),
            (self.head, NOW, "All others are on leave."),
        )

    def test_nobody_signs_in_anothers_name(self):
        followup = self.contact_ticket()
        waiver = (
            self.env["huifang.conflict.waiver"]
            .with_user(self.head)
            .create(
                {
                    "followup_id": followup.id,
                    "user_id": self.handler.id,
                    "reason": "It was urgent.",
                    "signer_id": self.manager.id,
                    "signed_date": "2020-01-01",
                }
            )
        )
        self.assertEqual((waiver.signer_id, waiver.signed_date), (self.head, NOW))

    def test_a_reason_is_needed(self):
        with self.assertRaises(UserError):
            self.allow(self.contact_ticket(), self.handler, reason=" \n")

    def test_who_has_no_conflict_needs_none(self):
        with self.assertRaises(UserError):
            self.allow(self.contact_ticket(), self.dispatcher)

    def test_it_is_given_once(self):
        followup = self.contact_ticket()
        self.allow(followup, self.handler)
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(psycopg2.errors.UniqueViolation),
        ):
            self.allow(followup, self.handler)

    def test_nobody_changes_or_deletes_it(self):
        waiver = self.allow(self.contact_ticket(), self.handler)
        for user in (self.head, self.manager, self.admin):
            with self.subTest(user.login):
                with self.assertRaises(AccessError):
                    waiver.with_user(user).write({"reason": "None."})
                with self.assertRaises(AccessError):
                    waiver.with_user(user).unlink()
