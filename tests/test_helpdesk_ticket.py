"""Every way a ticket closes or reopens, and what is on record afterwards (B12, B13)."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from odoo.addons.base.tests.test_ir_cron import CronMixinCase
from odoo.addons.huifang_followup.models import helpdesk_ticket
from odoo.addons.mail.tests.common import MailCase

from .common import NOW, HuifangCommon

PLAN_CRON = "huifang_followup.ir_cron_followup_plan"


class TicketCommon(HuifangCommon):
    def assertClosings(self, tickets, *numbers):
        """Check the closings on record, one number for each."""
        followups = tickets.followup_ids.sorted("id")
        self.assertEqual(followups.mapped("closing_number"), list(numbers))

    def create_stage(self, name, team=None, **values):
        """Return a stage, of one team where one is given."""
        values["team_ids"] = [(6, 0, team.ids)] if team else False
        return self.env["helpdesk.ticket.stage"].create({"name": name, **values})


@freeze_time(NOW)
class TestTicketCloses(TicketCommon, CronMixinCase):
    # === ALL THE WAYS OF CLOSING === #

    def test_an_open_ticket_asks_nothing(self):
        self.assertClosings(self.create_ticket())

    def test_moving_a_ticket_to_a_done_stage_closes_it(self):
        ticket = self.create_ticket()
        ticket.stage_id = self.done_stage
        self.assertClosings(ticket, 1)

    def test_a_ticket_created_done_is_closed(self):
        ticket = self.create_ticket(stage_id=self.done_stage.id)
        self.assertClosings(ticket, 1)
        self.assertEqual(ticket.followup_ids.closing_date, NOW)

    def test_a_team_whose_first_stage_is_a_done_one_closes_what_it_takes_over(self):
        archive = self.create_team(self.office, name="Archive")
        self.create_stage(
            "Filed", archive, sequence=-1, closed=True, asks_followup=True
        )
        ticket = self.create_ticket()
        ticket.stage_id = self.create_stage("On site", self.team)
        ticket.team_id = archive
        self.assertTrue(ticket.closed)
        self.assertClosings(ticket, 1)

    def test_a_person_whose_team_starts_with_a_done_stage_closes_it(self):
        clerk = self.create_user("clerk", groups="helpdesk_mgmt.group_helpdesk_user")
        archive = self.create_team(
            self.office, name="Archive", user_ids=[(6, 0, clerk.ids)]
        )
        self.create_stage(
            "Filed", archive, sequence=-1, closed=True, asks_followup=True
        )
        ticket = self.create_ticket(team_id=False, user_id=False)
        ticket.stage_id = self.create_stage("On site", self.team)
        ticket.user_id = clerk
        self.assertClosings(ticket, 1)

    def test_many_tickets_closed_at_once_have_a_record_each(self):
        tickets = self.env["helpdesk.ticket"]
        for _ in range(20):
            tickets += self.create_ticket()
        tickets.stage_id = self.done_stage
        self.assertClosings(tickets, *[1] * 20)
        self.assertEqual(tickets.followup_ids.ticket_id, tickets)

    def test_a_batch_records_only_those_that_were_open(self):
        closed = self.close_ticket().ticket_id
        tickets = closed + self.create_ticket()
        tickets.stage_id = self.done_stage
        self.assertClosings(tickets, 1, 1)

    def test_whoever_may_close_a_ticket_needs_no_other_right(self):
        ticket = self.create_ticket().with_user(self.handler)
        ticket.stage_id = self.done_stage
        self.assertClosings(ticket.sudo(), 1)

    def test_closing_wakes_the_planner(self):
        ticket = self.create_ticket()
        with self.capture_triggers(PLAN_CRON) as captured:
            ticket.stage_id = self.done_stage
        self.assertEqual(len(captured.records), 1)

    def test_closing_decides_nothing_yet(self):
        followup = self.close_ticket()
        self.assertEqual(followup.state, "new")
        self.assertFalse(followup.policy_id)

    # === WHAT IS NO CLOSING === #

    def test_cancelled_and_rejected_tickets_ask_nothing(self):
        rejected = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_rejected")
        for stage in (self.cancelled_stage, rejected):
            self.assertClosings(self.create_ticket(stage_id=stage.id))
            ticket = self.create_ticket()
            ticket.stage_id = stage
            self.assertClosings(ticket)

    def test_writing_the_same_stage_again_closes_nothing(self):
        ticket = self.close_ticket().ticket_id
        ticket.stage_id = self.done_stage
        self.assertClosings(ticket, 1)

    def test_going_from_one_done_stage_to_another_closes_nothing(self):
        ticket = self.close_ticket().ticket_id
        ticket.stage_id = self.create_stage("Archived", closed=True, asks_followup=True)
        self.assertClosings(ticket, 1)
        self.assertEqual(ticket.followup_ids.state, "new")

    def test_another_person_or_team_alone_closes_nothing(self):
        ticket = self.close_ticket().ticket_id
        ticket.user_id = False
        ticket.team_id = self.create_team(self.office, name="Night Shift")
        self.assertClosings(ticket, 1)

    def test_a_cancelled_ticket_done_after_all_is_closed(self):
        ticket = self.create_ticket(stage_id=self.cancelled_stage.id)
        ticket.stage_id = self.done_stage
        self.assertClosings(ticket, 1)

    def test_a_copy_of_a_closed_ticket_is_open(self):
        self.assertClosings(self.close_ticket().ticket_id.copy())

    # === WHAT IS FROZEN === #

    def test_a_closing_says_who_did_what_for_whom(self):
        member = self.create_household(parent_id=self.household.id, name="Zhang Xiao")
        followup = self.close_ticket(
            partner_id=member.id, category_id=self.category("leak").id
        )
        self.assertEqual(followup.handler_id, self.handler)
        self.assertEqual(followup.team_id, self.team)
        self.assertEqual(followup.category_id, self.category("leak"))
        self.assertEqual(followup.function_id, self.function)
        self.assertEqual(followup.office_id, self.office)
        self.assertEqual(followup.partner_id, member)
        self.assertEqual(followup.household_id, self.household)
        self.assertEqual(followup.closing_date, NOW)

    def test_later_changes_of_the_ticket_change_nothing_in_the_record(self):
        followup = self.close_ticket(category_id=self.category("leak").id)
        before = followup._prepare_closing_values()
        elsewhere = self.create_office(name="Hillside")
        followup.ticket_id.write(
            {
                "team_id": self.create_team(elsewhere).id,
                "user_id": False,
                "category_id": False,
                "partner_id": self.create_household().id,
            }
        )
        self.assertEqual(followup._prepare_closing_values(), before)

    def test_whoever_takes_a_ticket_over_while_closing_it_is_the_handler(self):
        self.team.user_ids += self.dispatcher
        ticket = self.create_ticket()
        ticket.write({"stage_id": self.done_stage.id, "user_id": self.dispatcher.id})
        self.assertEqual(ticket.followup_ids.handler_id, self.dispatcher)

    def test_a_team_without_office_leaves_it_to_the_office_of_the_household(self):
        team = self.create_team(self.office, office_id=False)
        followup = self.close_ticket(team_id=team.id)
        self.assertEqual(followup.office_id, self.office)


@freeze_time(NOW)
class TestTicketReopens(TicketCommon):
    def assertReopened(self, followup):
        self.assertEqual(followup.state, "dropped")
        self.assertEqual(followup.drop_reason, "reopened")

    def test_reopening_drops_what_is_pending_at_every_stage(self):
        self.company.followup_gap_days = 0
        for followup in (
            self.close_ticket(),
            self.plan_ticket(),
            self.contact_ticket(),
        ):
            followup.ticket_id.stage_id = self.new_stage
            self.assertReopened(followup)

    def test_reopening_drops_it_though_the_stage_asks_nothing_any_more(self):
        followup = self.plan_ticket()
        self.done_stage.asks_followup = False
        followup.ticket_id.stage_id = self.new_stage
        self.assertReopened(followup)

    def test_a_team_that_moves_the_stage_back_reopens_the_ticket(self):
        archive = self.create_team(self.office, name="Archive")
        filed = self.create_stage("Filed", archive, closed=True, asks_followup=True)
        ticket = self.create_ticket(team_id=archive.id, stage_id=filed.id)
        ticket.team_id = self.team
        self.assertFalse(ticket.closed)
        self.assertReopened(ticket.followup_ids)

    def test_closing_again_starts_a_new_record(self):
        ticket = self.close_ticket().ticket_id
        ticket.stage_id = self.new_stage
        with freeze_time(NOW + timedelta(days=1)):
            ticket.stage_id = self.done_stage
        self.assertClosings(ticket, 1, 2)
        second = ticket.followup_ids.filtered(lambda f: f.closing_number == 2)
        self.assertEqual(second.state, "new")
        self.assertEqual(second.closing_date, NOW + timedelta(days=1))

    def test_closing_again_takes_the_handler_of_this_time(self):
        self.team.user_ids += self.dispatcher
        ticket = self.close_ticket().ticket_id
        ticket.stage_id = self.new_stage
        ticket.user_id = self.dispatcher
        ticket.stage_id = self.done_stage
        handlers = ticket.followup_ids.sorted("id").mapped("handler_id")
        self.assertEqual(handlers, self.handler + self.dispatcher)

    def test_reopening_and_closing_in_one_go_is_one_more_closing(self):
        ticket = self.close_ticket().ticket_id
        for stage in (self.new_stage, self.done_stage, self.new_stage, self.done_stage):
            ticket.stage_id = stage
        self.assertClosings(ticket, 1, 2, 3)

    def test_an_answer_stays_when_the_ticket_is_reopened(self):
        followup = self.answer_by_staff(self.plan_ticket(), {"m": "fair"})
        followup.ticket_id.stage_id = self.new_stage
        self.assertEqual(followup.state, "done")
        self.assertEqual(followup.overall_level, "fair")
        self.assertTrue(followup.is_counted)

    def test_cancelling_a_done_ticket_exempts_what_is_pending(self):
        followup = self.close_ticket()
        followup.ticket_id.stage_id = self.cancelled_stage
        self.assertEqual(followup.drop_reason, "exempted")

    def test_the_steps_of_a_policy_end_together(self):
        self.create_policy(step_ids=[(0, 0, {"delay": days}) for days in (0, 30)])
        ticket = self.plan_ticket().ticket_id
        ticket.stage_id = self.new_stage
        self.assertEqual(set(ticket.followup_ids.mapped("drop_reason")), {"reopened"})

    def test_reopening_one_ticket_leaves_the_others_alone(self):
        first, second = self.close_ticket(), self.close_ticket()
        first.ticket_id.stage_id = self.new_stage
        self.assertReopened(first)
        self.assertEqual(second.state, "new")


@freeze_time(NOW)
class TestWhoDecides(TicketCommon, MailCase):
    """Who does the work does not decide that nobody asks about it (C12)."""

    SWITCHES = ("is_anonymous", "is_followup_exempt")

    def test_the_handler_exempts_no_ticket_of_his_own(self):
        ticket = self.create_ticket().with_user(self.handler)
        for name in self.SWITCHES:
            with self.subTest(name), self.assertRaises(AccessError):
                ticket[name] = True

    def test_a_colleague_does_and_it_is_on_record(self):
        ticket = self.create_ticket(user_id=False).with_user(self.handler)
        self.flush_tracking()
        for name in self.SWITCHES:
            ticket[name] = True
        self.flush_tracking()
        changed = ticket.sudo().message_ids.tracking_value_ids.field_id.mapped("name")
        self.assertEqual(set(changed), set(self.SWITCHES))


@freeze_time(NOW)
class TestTicketDeleted(TicketCommon):
    def test_deleting_a_ticket_keeps_the_answer(self):
        followup = self.answer_by_staff(self.plan_ticket())
        followup.ticket_id.unlink()
        self.assertEqual((followup.state, followup.answer_mode), ("done", "staff"))
        self.assertEqual(followup.handler_id, self.handler)
        self.assertTrue(followup.line_ids)

    def test_deleting_a_ticket_exempts_what_is_pending(self):
        followup = self.plan_ticket()
        followup.ticket_id.unlink()
        self.assertEqual(followup.drop_reason, "exempted")


@freeze_time(NOW)
class TestSatisfaction(TicketCommon):
    def test_a_ticket_shows_the_last_overall_evaluation(self):
        self.company.followup_gap_days = 0
        ticket = self.answer_by_staff(self.plan_ticket(), {"m": "fair"}).ticket_id
        self.assertEqual(ticket.satisfaction, "fair")
        ticket.stage_id = self.new_stage
        with freeze_time(NOW + timedelta(days=1)):
            ticket.stage_id = self.done_stage
            second = ticket.followup_ids.filtered(lambda f: f.state == "new")
            second._plan()
            self.answer_by_staff(second)
        self.assertEqual(ticket.satisfaction, "satisfied")

    def test_an_answer_that_does_not_count_is_not_shown(self):
        followup = self.answer_by_staff(self.plan_ticket(), {"m": "fair"})
        followup.is_suspect = True
        followup.ticket_id.invalidate_recordset()
        self.assertFalse(followup.ticket_id.satisfaction)

    def test_a_ticket_never_answered_shows_nothing(self):
        ticket = self.close_ticket().ticket_id
        self.assertFalse(ticket.satisfaction)
        self.assertEqual(ticket.followup_count, 1)


@freeze_time(NOW)
class TestCatchUp(TicketCommon):
    """Closings that never got a record (B13)."""

    def close_unnoticed(self, closed_date, stage=None, **values):
        """Return a ticket closed while nobody was looking."""
        ticket = self.create_ticket(**values)
        ticket.flush_recordset()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET stage_id = %s, closed_date = %s,"
            " last_stage_update = %s WHERE id = %s",
            ((stage or self.done_stage).id, closed_date, NOW, ticket.id),
        )
        ticket.invalidate_recordset()
        return ticket

    def catch_up(self):
        """Catch up as the scheduled action does, on no particular clock."""
        self.env["helpdesk.ticket"].with_context(tz=False)._catch_up_followups()

    def test_a_closing_nobody_noticed_is_caught_up(self):
        ticket = self.close_unnoticed("2026-02-01 05:00:00")
        self.catch_up()
        self.assertClosings(ticket, 1)
        self.assertEqual(str(ticket.followup_ids.closing_date), "2026-02-01 05:00:00")

    def test_the_scheduled_action_catches_up_and_leaves_the_rest_to_the_planner(self):
        ticket = self.close_unnoticed("2026-03-03 05:00:00")
        self.run_cron("catch_up")
        self.assertEqual(ticket.followup_ids.state, "new")
        self.run_cron("plan")
        self.assertEqual(ticket.followup_ids.state, "planned")

    def test_more_closings_than_one_batch_are_caught_up(self):
        self.patch(helpdesk_ticket, "CATCH_UP_BATCH", 2)
        tickets = self.env["helpdesk.ticket"]
        for _ in range(5):
            tickets += self.close_unnoticed("2026-03-03 05:00:00")
        self.run_cron("catch_up")
        self.assertClosings(tickets, 1, 1, 1, 1, 1)

    def test_catching_up_twice_doubles_nothing(self):
        ticket = self.close_unnoticed("2026-02-01 05:00:00")
        self.catch_up()
        self.catch_up()
        self.assertClosings(ticket, 1)

    def test_a_closing_without_a_date_counts_from_its_last_change(self):
        ticket = self.close_unnoticed(None)
        self.catch_up()
        self.assertEqual(ticket.followup_ids.closing_date, NOW)

    def test_a_closing_before_the_start_date_is_never_followed_up(self):
        before = self.close_unnoticed("2025-12-31 15:59:00")
        first = self.close_unnoticed("2025-12-31 16:00:00")  # midnight in Shanghai
        self.catch_up()
        self.assertClosings(before)
        self.assertClosings(first, 1)

    def test_an_old_ticket_imported_closed_is_never_followed_up(self):
        ticket = self.create_ticket(
            stage_id=self.done_stage.id, closed_date="2025-06-01 05:00:00"
        )
        self.assertClosings(ticket)

    def test_a_recent_ticket_imported_closed_is_followed_up(self):
        ticket = self.create_ticket(
            stage_id=self.done_stage.id, closed_date="2026-02-01 05:00:00"
        )
        self.assertEqual(str(ticket.followup_ids.closing_date), "2026-02-01 05:00:00")

    def test_without_a_start_date_nothing_is_caught_up(self):
        ticket = self.close_unnoticed("2026-02-01 05:00:00")
        self.company.followup_start_date = False
        self.catch_up()
        self.assertClosings(ticket)

    def test_cancelled_and_open_tickets_are_not_caught_up(self):
        cancelled = self.close_unnoticed("2026-02-01 05:00:00", self.cancelled_stage)
        opened = self.create_ticket()
        self.catch_up()
        self.assertClosings(cancelled + opened)

    def test_a_stage_that_asks_from_now_on_catches_up_its_tickets(self):
        ticket = self.close_unnoticed("2026-02-01 05:00:00", self.cancelled_stage)
        self.cancelled_stage.asks_followup = True
        self.catch_up()
        self.assertClosings(ticket, 1)

    def test_the_tickets_of_every_company_are_caught_up(self):
        company = self.env["res.company"].create({"name": "Elsewhere Ltd"})
        company.followup_start_date = "2026-01-01"
        ticket = self.close_unnoticed(
            "2026-02-01 05:00:00", company_id=company.id, team_id=False, user_id=False
        )
        self.catch_up()
        self.assertEqual(ticket.followup_ids.company_id, company)
