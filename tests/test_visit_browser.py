"""A visit in a browser, from the appointment to the promise that is kept."""

from .common_portal import PortalCommon


class TestVisit(PortalCommon):
    def test_a_dispatcher_visits_and_keeps_a_promise(self):
        self.household.preferred_channel = "visit"
        followup = self.plan_ticket()
        followup.user_id = self.dispatcher
        login = self.dispatcher.login
        self.start_tour(
            f"/odoo/followups/{followup.id}",
            "huifang_dispatcher_visits_tour",
            login=login,
        )
        self.assertEqual(followup.state, "done")
        self.assertTrue(followup.signature)
        self.assertEqual(followup.appointment_id.reason, "She is ill")
        self.assertEqual(len(followup.appointment_ids), 2)
        self.start_tour(
            "/odoo/my-promises", "huifang_dispatcher_keeps_promise_tour", login=login
        )
        self.assertTrue(followup.promise_ids.is_kept)
        self.start_tour(
            followup._get_customer_url(),
            "huifang_customer_reads_promise_tour",
            login=self.customer.login,
        )
