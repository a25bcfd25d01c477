"""Accepting and rejecting the work as a customer does, on a phone (D7)."""

from .common_portal import PortalCommon


class TestOnThePhone(PortalCommon):
    """The browser's clock cannot be frozen, so nothing here waits for contact hours."""

    browser_size = "390x844"
    touch_enabled = True

    def setUp(self):
        super().setUp()
        followup = self.plan_ticket(category_id=self.category("leak").id)
        self.rectification = self.verify(
            self.answer(followup=followup, c="unsatisfied").rectification_ids
        )
        self.followup = self.rectification.followup_ids

    def test_signing_by_link(self):
        self.followup._plan()
        self.followup._contact_email()
        self.start_tour(self.link(self.followup), "huifang_customer_accepts_tour")
        self.assertEqual(self.followup.is_resolved, "yes")
        self.assertEqual(self.followup.signer_name, self.household.name)
        self.assertTrue(self.followup.signature)

    def test_signing_in_the_portal(self):
        url = f"/my/rectification/{self.rectification.id}"
        login = self.customer.login
        self.start_tour(url, "huifang_customer_accepts_tour", login=login)
        self.assertEqual(self.followup.is_resolved, "yes")

    def test_rejecting_in_the_portal(self):
        url = f"/my/rectification/{self.rectification.id}"
        login = self.customer.login
        self.start_tour(url, "huifang_customer_rejects_tour", login=login)
        self.assertEqual(self.followup.is_resolved, "no")
        self.assertEqual(self.followup.opinion, "It drips again.")
