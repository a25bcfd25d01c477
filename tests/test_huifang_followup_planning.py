"""What becomes of a closing: asked by whom and when, or dropped with the reason."""

from datetime import datetime, timedelta

from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import NOW, HuifangCommon

# In UTC; Shanghai is eight hours ahead.
FRIDAY_EVENING = datetime(2026, 3, 6, 10)  # 18:00
MONDAY_MORNING = datetime(2026, 3, 9, 2)  # 10:00
TUESDAY_MORNING = datetime(2026, 3, 10, 2)

QUEUE_LOGGER = "odoo.addons.huifang_followup.models.huifang_queue_mixin"


@freeze_time(NOW)
class TestHuifangFollowupPlanning(HuifangCommon):
    def assertDropped(self, followup, reason):
        self.assertEqual((followup.state, followup.drop_reason), ("dropped", reason))

    def assertPlanned(self, followup):
        self.assertEqual((followup.state, followup.drop_reason), ("planned", False))

    def close_complaint(self, **values):
        """Return the new follow-up of a complaint."""
        return self.close_ticket(feedback_type="complaint", **values)

    # === NEVER FOLLOWED UP (B11) === #

    def test_an_anonymous_ticket_is_dropped(self):
        self.assertDropped(self.plan_ticket(is_anonymous=True), "anonymous")

    def test_the_duplicate_of_another_ticket_is_dropped(self):
        original = self.create_ticket()
        followup = self.plan_ticket(duplicate_id=original.id)
        self.assertDropped(followup, "duplicate")

    def test_a_ticket_to_be_answered_by_letter_only_is_exempted(self):
        self.assertDropped(self.plan_ticket(is_followup_exempt=True), "exempted")

    def test_a_ticket_no_policy_is_about_is_exempted(self):
        self.env["huifang.policy"].search([]).active = False
        self.assertDropped(self.plan_ticket(), "exempted")

    def test_a_ticket_deleted_before_planning_is_exempted(self):
        followup = self.close_ticket()
        followup.ticket_id.unlink()
        self.assertDropped(followup, "exempted")

    def test_a_ticket_deleted_behind_the_scenes_is_exempted(self):
        followup = self.close_ticket()
        followup.ticket_id = False
        followup._plan()
        self.assertDropped(followup, "exempted")

    def test_even_a_complaint_is_dropped_when_it_is_anonymous(self):
        followup = self.close_complaint(is_anonymous=True)
        followup._plan()
        self.assertDropped(followup, "anonymous")

    def test_what_is_dropped_counts_with_its_policy_and_all_its_steps(self):
        step = {"due": 2, "due_unit": "days", "delay_unit": "days"}
        steps = [(0, 0, {**step, "delay": days}) for days in (0, 30)]
        policy = self.create_policy(step_ids=steps)
        followup = self.plan_ticket(is_anonymous=True)
        both = followup.ticket_id.followup_ids
        both._plan()
        self.assertEqual(both.step_id, policy.step_ids)
        self.assertEqual(both.mapped("drop_reason"), ["anonymous", "anonymous"])

    def test_what_is_dropped_anyway_needs_no_office(self):
        team = self.create_team(self.office, office_id=False)
        self.household.office_id = False
        followup = self.plan_ticket(team_id=team.id, is_anonymous=True)
        self.assertDropped(followup, "anonymous")
        self.assertFalse(followup.queue_error)

    def test_nobody_is_asked_about_a_ticket_that_is_open_again(self):
        followup = self.close_ticket()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET stage_id = %s WHERE id = %s",
            [self.new_stage.id, followup.ticket_id.id],
        )
        self.env.invalidate_all()
        followup._plan()
        self.assertDropped(followup, "reopened")

    # === WHO DOES NOT WANT TO BE ASKED (B10, D5) === #

    def test_who_must_not_be_contacted_is_not_asked_even_about_a_complaint(self):
        self.household.do_not_contact = True
        followup = self.close_complaint()
        followup._plan()
        self.assertDropped(followup, "do_not_contact")

    def test_a_household_that_must_not_be_contacted_covers_its_members(self):
        self.household.do_not_contact = True
        child = self.create_household(parent_id=self.household.id, is_household=False)
        followup = self.plan_ticket(partner_id=child.id)
        self.assertDropped(followup, "do_not_contact")

    def test_who_opted_out_is_not_asked_as_a_routine(self):
        self.household.is_opted_out = True
        self.assertDropped(self.plan_ticket(), "do_not_contact")

    def test_who_opted_out_is_still_asked_about_a_complaint(self):
        self.household.is_opted_out = True
        followup = self.close_complaint()
        followup._plan()
        self.assertPlanned(followup)

    # === WHO CANNOT BE REACHED === #

    def test_a_customer_without_any_address_is_dropped(self):
        nowhere = self.create_household(email=False, phone=False, unit_number=False)
        followup = self.plan_ticket(partner_id=nowhere.id)
        self.assertDropped(followup, "no_address")

    def test_a_ticket_without_a_customer_is_dropped(self):
        self.assertDropped(self.plan_ticket(partner_id=False), "no_address")

    def test_a_customer_without_email_is_asked_another_way(self):
        self.household.email = False
        followup = self.plan_ticket()
        self.assertPlanned(followup)
        self.assertEqual(followup.channel, "phone")

    # === CONTACTED RECENTLY (B10) === #

    def test_a_household_asked_this_week_is_left_alone(self):
        self.plan_ticket()
        with freeze_time(NOW + timedelta(days=6)):
            self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_a_household_asked_a_week_ago_is_asked_again(self):
        self.plan_ticket()
        with freeze_time(NOW + timedelta(days=7)):
            self.assertPlanned(self.plan_ticket())

    def test_two_tickets_of_one_household_in_one_batch_are_one_contact(self):
        first, second = self.close_ticket(), self.close_ticket()
        (second + first)._plan()
        self.assertPlanned(first)
        self.assertDropped(second, "contact_gap")

    def test_who_is_not_drawn_keeps_nobody_away(self):
        self.create_policy(share_rate=0)
        first, second = self.close_ticket(), self.close_ticket()
        (first + second)._plan()
        self.assertDropped(first, "not_drawn")
        self.assertDropped(second, "not_drawn")

    def test_who_was_called_before_the_planned_day_is_left_alone(self):
        first = self.plan_ticket()
        first.planned_date = NOW + timedelta(days=30)
        self.answer_by_staff(first)
        self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_a_reminder_is_a_contact_too(self):
        followup = self.contact_ticket()
        with freeze_time(NOW + timedelta(days=7)):
            followup._remind()
        with freeze_time(NOW + timedelta(days=9)):
            self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_the_gap_is_kept_over_all_policies(self):
        self.plan_ticket(category_id=self.category("leak").id)
        self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_the_gap_is_kept_over_all_members_of_a_household(self):
        child = self.create_household(parent_id=self.household.id, is_household=False)
        self.plan_ticket()
        self.assertDropped(self.plan_ticket(partner_id=child.id), "contact_gap")

    def test_the_gap_of_one_household_is_not_that_of_the_next(self):
        self.plan_ticket()
        neighbour = self.create_household(name="Li Si")
        self.assertPlanned(self.plan_ticket(partner_id=neighbour.id))

    def test_a_complaint_is_asked_about_all_the_same(self):
        self.plan_ticket()
        followup = self.close_complaint()
        followup._plan()
        self.assertPlanned(followup)

    def test_a_complaint_in_the_same_batch_goes_before_the_routine(self):
        routine, complaint = self.close_ticket(), self.close_complaint()
        (routine + complaint)._plan()
        self.assertPlanned(complaint)
        self.assertDropped(routine, "contact_gap")

    def test_who_was_dropped_without_a_contact_may_be_asked(self):
        self.plan_ticket(is_anonymous=True)
        self.assertPlanned(self.plan_ticket())

    def test_who_refused_yesterday_is_left_alone(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        followup._add_attempts("refused")
        with freeze_time(NOW + timedelta(days=1)):
            self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_who_was_mailed_before_the_ticket_was_reopened_is_left_alone(self):
        followup = self.contact_ticket()
        followup.ticket_id.stage_id = self.new_stage
        with freeze_time(NOW + timedelta(days=1)):
            self.assertDropped(self.plan_ticket(), "contact_gap")

    def test_the_gap_can_be_switched_off(self):
        self.company.followup_gap_days = 0
        self.plan_ticket()
        self.assertPlanned(self.plan_ticket())

    # === NOT DRAWN, REOPENED === #

    def test_who_is_not_drawn_is_dropped(self):
        self.create_policy(share_rate=0)
        self.assertDropped(self.plan_ticket(), "not_drawn")

    def test_a_ticket_reopened_before_planning_is_dropped(self):
        followup = self.close_ticket()
        followup.ticket_id.stage_id = self.new_stage
        followup._plan()
        self.assertDropped(followup, "reopened")

    # === WHEN (A6, B10, B15) === #

    def plan_on_friday_evening(self, **values):
        """Return the follow-up of a ticket closed and planned on Friday, 18:00."""
        with freeze_time(FRIDAY_EVENING):
            return self.plan_ticket(**values)

    def take_off(self, day):
        """Make a day (UTC datetime) a public holiday of the contact hours."""
        calendar = self.env.ref("huifang_followup.resource_calendar_contact")
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Public holiday",
                "calendar_id": calendar.id,
                "date_from": day.replace(hour=0) - timedelta(hours=8),
                "date_to": day.replace(hour=0) + timedelta(hours=16),
            }
        )

    def test_inside_contact_hours_the_customer_is_asked_at_once(self):
        self.assertEqual(self.plan_ticket().planned_date, NOW)

    def test_outside_contact_hours_the_contact_waits(self):
        with freeze_time(datetime(2026, 3, 4, 5)):
            followup = self.plan_ticket()
        self.assertEqual(followup.planned_date, datetime(2026, 3, 4, 7, 30))

    def test_over_the_weekend_the_contact_waits(self):
        followup = self.plan_on_friday_evening()
        self.assertEqual(followup.planned_date, MONDAY_MORNING)

    def test_on_a_public_holiday_the_contact_waits(self):
        self.take_off(MONDAY_MORNING)
        followup = self.plan_on_friday_evening()
        self.assertEqual(followup.planned_date, TUESDAY_MORNING)

    def test_the_customers_own_hours_go_before_the_offices(self):
        self.household.contact_calendar_id = self.env["resource.calendar"].create(
            {
                "name": "Saturday afternoon",
                "tz": "Asia/Shanghai",
                "attendance_ids": [
                    (5, 0, 0),
                    (
                        0,
                        0,
                        {
                            "name": "Saturday",
                            "dayofweek": "5",
                            "hour_from": 14,
                            "hour_to": 15,
                        },
                    ),
                ],
            }
        )
        followup = self.plan_on_friday_evening()
        self.assertEqual(followup.planned_date, datetime(2026, 3, 7, 6))

    def test_an_office_elsewhere_contacts_by_its_own_clock(self):
        calendar = self.env.ref("huifang_followup.resource_calendar_contact")
        self.office.contact_calendar_id = calendar.copy({"tz": "Europe/Berlin"})
        followup = self.plan_on_friday_evening()  # 11:00 in Berlin
        self.assertEqual(followup.planned_date, FRIDAY_EVENING)

    def test_a_followup_planned_late_is_never_planned_into_the_past(self):
        followup = self.close_ticket()
        with freeze_time(NOW + timedelta(days=5)):
            followup._plan()
        self.assertEqual(followup.planned_date, NOW + timedelta(days=5))
        self.assertEqual(followup.due_date, NOW + timedelta(hours=48))

    # === THE DEADLINE (B15) === #

    def test_quiet_hours_move_the_contact_but_never_the_deadline(self):
        followup = self.plan_on_friday_evening()
        self.assertEqual(followup.due_date, FRIDAY_EVENING + timedelta(hours=48))
        self.assertLess(followup.due_date, followup.planned_date)

    def test_late_because_of_quiet_hours_only_is_told_apart(self):
        followup = self.plan_on_friday_evening()
        with freeze_time(MONDAY_MORNING):
            followup._set_done({"answer_mode": "staff"})
        self.assertFalse(followup.is_on_time)
        self.assertTrue(followup.is_late_by_quiet_hours)

    def test_quiet_hours_excuse_the_first_day_after_them_only(self):
        followup = self.plan_on_friday_evening()
        with freeze_time(MONDAY_MORNING + timedelta(days=1)):
            followup._set_done({"answer_mode": "staff"})
        self.assertFalse(followup.is_late_by_quiet_hours)

    def test_who_answers_in_quiet_hours_is_on_time_and_needs_no_excuse(self):
        followup = self.plan_on_friday_evening()
        with freeze_time(FRIDAY_EVENING + timedelta(hours=1)):
            followup._set_done({"answer_mode": "staff"})
        self.assertTrue(followup.is_on_time)
        self.assertFalse(followup.is_late_by_quiet_hours)

    def test_late_though_there_were_contact_hours_is_plainly_late(self):
        followup = self.plan_ticket()
        with freeze_time(MONDAY_MORNING):
            followup._set_done({"answer_mode": "staff"})
        self.assertFalse(followup.is_on_time)
        self.assertFalse(followup.is_late_by_quiet_hours)

    def test_quiet_hours_are_no_excuse_for_planning_late(self):
        with freeze_time(NOW):
            followup = self.close_ticket()
        with freeze_time(FRIDAY_EVENING):
            followup._plan()
        self.assertFalse(followup.quiet_until_date)

    # === WHO (B2, B3, C12) === #

    def test_the_split_counts_who_really_asks(self):
        self.function.supervisor_id = False
        shares = [(0, 0, {"role": "supervisor", "rate": 100})]
        self.create_policy(share_ids=shares)
        followup = self.plan_ticket(category_id=self.category("repair").id)
        self.assertEqual(followup.role, "dispatcher")
        self.assertEqual(followup.draw_id.role_counts, {"dispatcher": 1})

    def test_whoever_did_the_work_does_not_ask(self):
        self.team.user_ids += self.dispatcher
        followups = [
            self.plan_ticket(
                user_id=self.dispatcher.id,
                partner_id=self.create_household().id,
            )
            for _ in range(4)
        ]
        people = {followup.user_id for followup in followups}
        self.assertEqual(people, {self.dispatcher_two})

    def test_a_supervisor_who_did_the_work_leaves_the_question_to_a_dispatcher(self):
        self.team.user_ids += self.supervisor
        followup = self.close_complaint(
            user_id=self.supervisor.id,
            severity="important",
            category_id=self.category("repair").id,
        )
        followup._plan()
        self.assertEqual(followup.user_id, self.dispatcher)

    def test_without_a_dispatcher_the_supervisor_asks_then_the_head(self):
        self.office.dispatcher_ids = False
        repair = self.plan_ticket(category_id=self.category("leak").id)
        other = self.plan_ticket(partner_id=self.create_household().id)
        self.assertEqual(repair.user_id, self.supervisor)
        self.assertEqual(other.user_id, self.head)

    def test_who_left_the_company_is_not_asked_to_ask(self):
        self.dispatcher.active = False
        self.assertEqual(self.plan_ticket().user_id, self.dispatcher_two)

    def test_the_place_of_a_head_who_left_is_taken_by_a_dispatcher(self):
        self.head.active = False
        followup = self.close_complaint(severity="major")
        followup._plan()
        self.assertEqual(followup.user_id, self.dispatcher)

    def test_the_supervisor_of_a_function_given_up_does_not_ask(self):
        followup = self.close_complaint(
            severity="important", category_id=self.category("repair").id
        )
        self.function.active = False
        followup._plan()
        self.assertEqual(followup.user_id, self.dispatcher)

    def test_the_work_is_shared_out_evenly(self):
        followups = self.env["huifang.followup"]
        for _ in range(6):
            followups += self.close_ticket(partner_id=self.create_household().id)
        followups._plan()
        counts = [len(group) for group in followups.grouped("user_id").values()]
        self.assertEqual(counts, [3, 3])

    def test_who_has_less_to_do_gets_the_next_one(self):
        self.company.followup_gap_days = 0
        first, second = self.plan_ticket(), self.plan_ticket()
        second._set_done({"answer_mode": "staff"})
        self.assertEqual(self.plan_ticket().user_id, second.user_id)
        self.assertNotEqual(first.user_id, second.user_id)

    # === WHAT HAS TO WAIT === #

    def test_a_ticket_no_office_answers_for_waits_and_says_so(self):
        self.household.office_id = False
        followup = self.plan_ticket(
            team_id=self.create_team(self.office, office_id=False).id
        )
        self.assertEqual(followup.state, "new")
        self.assertIn("Service Desk", followup.queue_error)
        self.assertEqual(followup.queue_retry_date, NOW + timedelta(hours=1))

    def test_a_ticket_is_planned_once_an_office_answers_for_its_team(self):
        self.household.office_id = False
        team = self.create_team(self.office, office_id=False)
        followup = self.plan_ticket(team_id=team.id)
        team.office_id = self.office
        followup._plan()
        self.assertPlanned(followup)
        self.assertEqual(followup.office_id, self.office)
        self.assertFalse(followup.queue_error)

    def test_the_function_is_found_once_the_office_is_known(self):
        self.household.office_id = False
        team = self.create_team(self.office, office_id=False)
        followup = self.plan_ticket(
            team_id=team.id, category_id=self.category("leak").id
        )
        team.office_id = self.office
        followup._plan()
        self.assertEqual(followup.function_id, self.function)

    def test_without_a_team_the_office_of_the_household_answers(self):
        followup = self.plan_ticket(team_id=False, user_id=False)
        self.assertPlanned(followup)
        self.assertEqual(followup.office_id, self.office)

    def create_office_of_the_handler(self):
        """Return a team whose office has nobody but the handler."""
        office = self.create_office(
            name="One-Man Office",
            head_id=self.handler.id,
            dispatcher_ids=[(6, 0, self.handler.ids)],
            function_ids=[],
        )
        return self.create_team(office)

    def test_where_only_the_handler_could_ask_the_ticket_waits_and_says_so(self):
        team = self.create_office_of_the_handler()
        followup = self.plan_ticket(team_id=team.id)
        self.assertEqual(followup.state, "new")
        self.assertIn("One-Man Office", followup.queue_error)

    def test_once_there_is_somebody_else_the_ticket_is_planned(self):
        team = self.create_office_of_the_handler()
        followup = self.plan_ticket(team_id=team.id)
        team.office_id.dispatcher_ids += self.dispatcher
        followup._plan()
        self.assertPlanned(followup)
        self.assertEqual(followup.user_id, self.dispatcher)

    def test_what_waited_is_drawn_only_once(self):
        team = self.create_office_of_the_handler()
        followup = self.plan_ticket(team_id=team.id)
        followup._plan()
        draw = followup.draw_id
        self.assertEqual((draw.frame_count, draw.drawn_count), (1, 1))
        self.assertEqual(draw.role_counts, {"dispatcher": 1})

    def test_contact_hours_that_never_open_hold_only_their_own_office(self):
        closed = self.env["resource.calendar"].create(
            {"name": "Never open", "attendance_ids": [(5, 0, 0)]}
        )
        elsewhere = self.create_office(name="Hillside", contact_calendar_id=closed.id)
        held = self.close_ticket(
            team_id=self.create_team(elsewhere).id,
            partner_id=self.create_household().id,
        )
        planned = self.close_ticket()
        (held + planned)._plan()
        self.assertEqual((held.state, planned.state), ("new", "planned"))
        self.assertIn("Never open", held.queue_error)

    @mute_logger(QUEUE_LOGGER)
    def test_a_record_that_fails_does_not_hold_the_others_up(self):
        failing = self.close_ticket()
        others = self.close_ticket(partner_id=self.create_household().id)
        others += self.close_ticket(partner_id=self.create_household().id)
        real = type(failing)._get_start

        def fail_on_one(followup):
            if followup.id == failing.id:
                raise ValueError("The calendar is broken.")
            return real(followup)

        self.patch(type(failing), "_get_start", fail_on_one)
        (failing + others)._process_batch("_plan")
        self.assertEqual(set(others.mapped("state")), {"planned"})
        self.assertEqual(failing.queue_error, "The calendar is broken.")
        self.assertEqual(failing.state, "new")

    # === ASKING AGAIN (E3) === #

    def ask_again(self, followup):
        """Return the next round's follow-up: answered badly, put right, verified."""
        self.answer_by_staff(followup, {"m": "unsatisfied"})
        rectification = followup.rectification_ids
        rectification.write({"cause_category": "people", "measure": "Talked to them."})
        rectification._set_to_verify()
        rectification._set_to_accept()
        return rectification.followup_ids

    def test_the_next_round_is_asked_however_recently_and_whatever_the_share(self):
        self.create_policy(share_rate=0)
        self.create_ticket(feedback_type="complaint")
        second = self.ask_again(self.plan_ticket())
        second._plan()
        self.assertPlanned(second)
        self.assertFalse(second.draw_id)

    def test_the_next_round_is_asked_at_once_whatever_the_step(self):
        self.create_policy(step_ids=[(0, 0, {"delay": 1, "delay_unit": "months"})])
        second = self.ask_again(self.plan_ticket())
        second._plan()
        self.assertEqual(second.planned_date, NOW)

    def test_the_next_round_is_asked_though_the_step_was_deleted(self):
        policy = self.create_policy()
        first = self.plan_ticket()
        policy.step_ids = [(5, 0, 0), (0, 0, {"delay": 2})]
        second = self.ask_again(first)
        second._plan()
        self.assertPlanned(second)

    def test_whoever_put_it_right_does_not_ask_about_it(self):
        second = self.ask_again(self.plan_ticket())
        self.office.dispatcher_ids += second.rectification_id.responsible_id
        second.role = False
        second._plan()
        self.assertNotEqual(second.user_id, second.rectification_id.responsible_id)
