"""The whole loop with two rejections, as everybody concerned sees it (E1–E3, D7)."""

from .common_portal import PortalCommon


class TestTheWholeLoop(PortalCommon):
    """The browser's clock cannot be frozen, so nothing here waits for contact hours."""

    def setUp(self):
        super().setUp()
        self.worker = self.create_user("worker")
        followup = self.plan_ticket(category_id=self.category("leak").id)
        answer = self.answer(followup=followup, c="unsatisfied")
        self.rectification = answer.rectification_ids
        self.rectification.responsible_id = self.worker

    def see(self, tour, user):
        """Run a tour on the staff's page."""
        url = f"/odoo/huifang.rectification/{self.rectification.id}"
        self.start_tour(url, f"huifang_{tour}_tour", login=user.login)
        self.env.invalidate_all()

    def see_as_customer(self, tour):
        """Run a tour on the customer's page, then what follows from the answer."""
        url = f"/my/rectification/{self.rectification.id}"
        self.start_tour(url, f"huifang_customer_{tour}_tour", login=self.customer.login)
        self.env.invalidate_all()
        self.rectification.followup_ids._process_answers()

    def test_office_and_customer_reject_once_each_then_it_is_good(self):
        rectification = self.rectification
        self.see("responsible_plans", self.worker)
        self.assertEqual(rectification.state, "to_verify")
        self.see("verifier_rejects", self.head)
        self.assertEqual(rectification.state, "in_progress")
        self.see("responsible_repairs", self.worker)
        self.see("verifier_verifies", self.head)

        self.see_as_customer("rejects")
        self.assertEqual(rectification.state, "in_progress")
        self.see("responsible_repairs", self.worker)
        self.see("verifier_verifies", self.head)
        self.see_as_customer("accepts")

        self.assertEqual(rectification.state, "closed")
        self.assertFalse(rectification.close_reason)
        self.assertEqual(
            rectification.rejection_ids.mapped(lambda r: (r.source, r.reason)),
            [
                ("office", "The tap drips."),
                ("customer", "Not solved\nIt drips again."),
            ],
        )
        last = rectification.followup_ids.sorted("round")[-1:]
        self.assertEqual((last.round, last.signer_name), (3, self.customer.name))
