"""The ways of contacting a customer, and how another addon adds one (C2)."""

from odoo.tests import freeze_time

from .common import NOW, HuifangCommon

ADDRESSES = {"email": False, "phone": False, "unit_number": False, "street": False}


@freeze_time(NOW)
class TestHuifangChannel(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.channels = cls.env["huifang.channel"]

    def find_reachable(self, **addresses):
        """Return the channels that reach a customer with these addresses only."""
        partner = self.create_household(**ADDRESSES | addresses)
        codes = [code for code, _label in self.channels._get_selection()]
        return {code for code in codes if self.channels._is_reachable(code, partner)}

    # === WHOM A CHANNEL REACHES === #

    def test_every_channel_needs_an_address_of_its_own(self):
        at_home = {"visit", "letter", "paper", "interview", "meeting"}
        expected = [
            ({}, {"meeting"}),
            ({"email": "zhang@example.com"}, {"meeting", "email"}),
            ({"email": "no address"}, {"meeting"}),
            ({"phone": "13800000000"}, {"meeting", "phone", "message"}),
            ({"unit_number": "1-101"}, at_home),
            ({"street": "8 River Road"}, at_home),
        ]
        for addresses, codes in expected:
            self.assertEqual(self.find_reachable(**addresses), codes, addresses)

    def test_a_member_is_visited_at_the_households_home(self):
        child = self.create_household(
            parent_id=self.household.id, is_household=False, **ADDRESSES
        )
        self.assertTrue(self.channels._is_reachable("visit", child))

    def test_nobody_is_reached_by_nothing(self):
        nobody = self.env["res.partner"]
        for code, _label in self.channels._get_selection():
            self.assertFalse(self.channels._is_reachable(code, nobody), code)

    # === WHICH ONE IS CHOSEN === #

    def test_the_policys_channel_is_used(self):
        self.create_policy(channel="visit")
        self.assertEqual(self.plan_ticket().channel, "visit")

    def test_the_customers_wish_goes_before_the_policys_channel(self):
        self.household.preferred_channel = "phone"
        self.create_policy(channel="visit")
        self.assertEqual(self.plan_ticket().channel, "phone")

    def test_a_wish_that_cannot_be_met_gives_way_to_the_policys_channel(self):
        self.household.write({"preferred_channel": "phone", "phone": False})
        self.create_policy(channel="visit")
        self.assertEqual(self.plan_ticket().channel, "visit")

    def test_whatever_works_is_better_than_nothing(self):
        self.household.write({"email": False, "phone": False})
        self.create_policy(channel="message")
        self.assertEqual(self.plan_ticket().channel, "visit")

    # === ANOTHER ADDON ADDS ONE === #

    def add_channel(self):
        """Add a channel as another addon does: a name and whom it reaches."""
        channels = type(self.channels)
        names, reaches = channels._get_selection, channels._is_reachable

        def _get_selection(self):
            return [*names(self), ("wecom", "WeCom")]

        def _is_reachable(self, channel, partner):
            if channel == "wecom":
                return bool(partner.ref)
            return reaches(self, channel, partner)

        self.patch(channels, "_get_selection", _get_selection)
        self.patch(channels, "_is_reachable", _is_reachable)
        self.create_policy(channel="wecom")

    def test_a_new_channel_is_offered_wherever_channels_are_chosen(self):
        self.add_channel()
        for model_name, field_name in (
            ("huifang.policy", "channel"),
            ("huifang.followup", "channel"),
            ("huifang.followup.attempt", "channel"),
            ("huifang.rating.report", "channel"),
            ("res.partner", "preferred_channel"),
        ):
            [field] = self.env[model_name].fields_get([field_name]).values()
            self.assertIn(("wecom", "WeCom"), field["selection"], model_name)

    def test_a_new_channel_is_used_for_those_it_reaches(self):
        self.add_channel()
        member = self.create_household(ref="zhang-san")
        self.assertEqual(self.plan_ticket(partner_id=member.id).channel, "wecom")
        self.assertEqual(self.plan_ticket().channel, "email")

    def test_without_a_program_a_new_channel_is_a_task_for_the_surveyor(self):
        self.add_channel()
        self.household.ref = "zhang-san"
        followup = self.contact_ticket()
        self.assertEqual(followup.state, "in_progress")
        self.assertEqual(followup.activity_ids.user_id, followup.user_id)

    def test_a_program_for_a_new_channel_makes_the_contact(self):
        self.add_channel()
        self.household.ref = "zhang-san"
        followups = type(self.env["huifang.followup"])

        def _contact_wecom(self):
            self._start_link()
            self._add_attempts("sent")

        followups._contact_wecom = _contact_wecom
        self.addCleanup(delattr, followups, "_contact_wecom")
        followup = self.contact_ticket()
        self.assertEqual(followup.attempt_ids.mapped("channel"), ["wecom"])
        self.assertEqual(followup._get_link_state(), "open")
        self.assertFalse(followup.activity_ids)
