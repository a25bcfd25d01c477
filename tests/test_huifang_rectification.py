"""Bad answers are put right until the customer is satisfied (E1–E3)."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time

from .common import NOW, HuifangCommon


class RectificationCommon(HuifangCommon):
    """Repairs own building and equipment, Cleaning owns cleaning."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.function.aspect_ids += cls.aspect("equipment")
        cls.cleaner = cls.create_user("cleaner")
        cls.cleaning = cls.env["huifang.function"].create(
            {
                "name": "Cleaning",
                "office_id": cls.office.id,
                "supervisor_id": cls.cleaner.id,
                "aspect_ids": [(6, 0, cls.aspect("cleaning").ids)],
            }
        )
        cls.survey = cls.create_questionnaire(
            *map(cls.rating_question, ("building", "equipment", "cleaning", "overall"))
        )
        cls.create_policy(survey_id=cls.survey.id)

    def answer(self, resolved="yes", followup=None, **levels):
        """Return a follow-up recorded by staff; unnamed aspects are satisfied."""
        followup = followup or self.contact_ticket(
            category_id=self.category("leak").id, partner_id=self.create_household().id
        )
        return self.answer_by_staff(followup, levels, resolved)

    def rectify(self, **levels):
        """Return the one rectification of a bad answer about the building."""
        return self.answer(**levels or {"c": "unsatisfied"}).rectification_ids

    def finish(self, rectification):
        """Do the work as the responsible person."""
        work = rectification.with_user(rectification.responsible_id)
        work.write({"cause_category": "people", "measure": "Replaced the washer."})
        work.action_finish()
        return rectification

    def verify(self, rectification):
        """Do the work and have it verified by somebody else."""
        others = self.head + self.dispatcher - rectification.responsible_id
        self.finish(rectification).with_user(others[0]).action_verify()
        return rectification

    def send_back(self, rectification, user=None, **values):
        """Send the work back as the office does."""
        defaults = {"rectification_id": rectification.id, "reason": "It still drips."}
        rejections = self.env["huifang.rectification.rejection"]
        return rejections.with_user(user or self.head).create(defaults | values)

    def ask_again(self, rectification):
        """Do the work, verify it; return the planned follow-up of the next round."""
        followup = self.verify(rectification).followup_ids.sorted("round")[-1:]
        followup._plan()
        return followup

    def end(self, rectification, user=None, **values):
        """End it by the head's dialogue, put right but without the customer's word."""
        defaults = {"rectification_id": rectification.id, "reason": "He moved."}
        wizard = self.env["huifang.rectification.close"].with_user(user or self.head)
        wizard.create(defaults | values).action_close()

    def create_by_hand(self, user=None, **values):
        """Return a rectification an inspection led to."""
        defaults = {
            "office_id": self.office.id,
            "function_id": self.cleaning.id,
            "responsible_id": self.cleaner.id,
            "problem": "Dirty stairs",
        }
        rectifications = self.env["huifang.rectification"]
        return rectifications.with_user(user or self.head).create(defaults | values)


@freeze_time(NOW)
class TestOpening(RectificationCommon):
    def test_not_solved_says_so_though_nothing_else_was_bad(self):
        rectification = self.answer(resolved="no").rectification_ids
        self.assertEqual(rectification.problem, "Not solved")

    def test_the_customer_is_not_asked_about_a_ticket_that_is_open_again(self):
        rectification = self.rectify()
        rectification.ticket_id.stage_id = self.new_stage
        again = self.ask_again(rectification)
        self.assertEqual(again.drop_reason, "reopened")
        self.assertIn(self.head, rectification.activity_ids.user_id)

    def test_bad_aspects_are_collected_per_function(self):
        followup = self.answer(c="unsatisfied", b="unsatisfied", f="unsatisfied")
        repairs, cleaning = followup.rectification_ids.sorted("function_id")
        self.assertEqual(repairs.function_id, self.function)
        self.assertEqual(set(repairs.aspect_ids.mapped("code")), {"b", "c"})
        self.assertEqual(cleaning.function_id, self.cleaning)
        self.assertEqual(cleaning.aspect_ids.code, "f")

    def test_the_supervisor_of_the_function_is_responsible(self):
        followup = self.answer(c="unsatisfied", f="unsatisfied")
        people = {r.function_id: r.responsible_id for r in followup.rectification_ids}
        self.assertEqual(
            people, {self.function: self.supervisor, self.cleaning: self.cleaner}
        )

    def test_the_head_is_responsible_where_a_function_has_no_supervisor(self):
        self.function.supervisor_id = False
        self.assertEqual(self.rectify().responsible_id, self.head)

    def test_somebody_who_has_left_is_not_responsible(self):
        self.supervisor.active = False
        self.assertEqual(self.rectify().responsible_id, self.head)
        self.head.active = False
        self.assertFalse(self.rectify().responsible_id)

    def test_an_aspect_nobody_owns_goes_to_the_function_of_the_ticket(self):
        rectification = self.rectify(m="unsatisfied")
        self.assertEqual(rectification.function_id, self.function)
        self.assertEqual(rectification.aspect_ids.code, "m")

    def test_not_solved_goes_to_the_function_of_the_ticket(self):
        for resolved in ("no", "recurred"):
            with self.subTest(resolved=resolved):
                rectification = self.answer(resolved).rectification_ids
                self.assertEqual(rectification.function_id, self.function)
                self.assertFalse(rectification.aspect_ids)

    def test_not_solved_opens_one_more_beside_a_bad_aspect_of_another_function(self):
        followup = self.answer("no", f="unsatisfied")
        functions = followup.rectification_ids.function_id
        self.assertEqual(functions, self.function + self.cleaning)

    def test_fair_and_blank_open_nothing(self):
        self.assertFalse(self.answer(c="fair", f=False).rectification_ids)

    def test_it_says_what_the_customer_complained_about(self):
        followup = self.contact_ticket(category_id=self.category("leak").id)
        followup.with_user(followup.user_id).opinion = "Still dripping!"
        rectification = self.answer(followup=followup, c="unsatisfied")
        problem = rectification.rectification_ids.problem
        self.assertIn("It was bad.", problem)
        self.assertIn("Still dripping!", problem)
        self.assertIn(self.aspect("building").name, problem)

    def test_the_standards_set_the_deadlines(self):
        rectification = self.rectify()
        self.assertEqual(str(rectification.plan_deadline), "2026-03-07")
        self.assertEqual(str(rectification.deadline), "2026-04-03")

    def test_an_office_may_be_stricter(self):
        self.office.write(
            {
                "use_company_standards": False,
                "standard_rectification_days": 10,
                "standard_rectification_plan_days": 1,
            }
        )
        rectification = self.rectify()
        self.assertEqual(str(rectification.plan_deadline), "2026-03-05")
        self.assertEqual(str(rectification.deadline), "2026-03-14")

    def test_running_twice_opens_nothing_twice(self):
        followup = self.answer(c="unsatisfied", f="unsatisfied")
        followup._process_answers()
        followup.is_to_process = True
        self.run_cron("process")
        self.assertEqual(len(followup.rectification_ids), 2)
        self.assertFalse(followup.is_to_process)

    def test_a_customers_bad_answer_opens_it_on_the_next_run(self):
        followup = self.contact_ticket()
        self.answer_by_customer(followup, levels={"f": "unsatisfied"}, resolved="yes")
        self.assertFalse(followup.rectification_ids)
        self.run_cron("process")
        self.assertEqual(followup.rectification_ids.function_id, self.cleaning)


@freeze_time(NOW)
class TestWork(RectificationCommon):
    def test_nothing_is_planned_or_finished_without_cause_and_measure(self):
        work = self.rectify().with_user(self.supervisor)
        for values in ({}, {"cause_category": "people"}, {"measure": "Washer."}):
            work.write({"cause_category": False, "measure": False, **values})
            with self.subTest(values=values):
                with self.assertRaises(UserError):
                    work.action_plan()
                with self.assertRaises(UserError):
                    work.action_finish()

    def test_the_responsible_person_plans_starts_and_finishes(self):
        work = self.rectify().with_user(self.supervisor)
        work.write({"cause_category": "people", "measure": "Washer."})
        states = []
        for action in (work.action_plan, work.action_start, work.action_finish):
            action()
            states.append(work.state)
        self.assertEqual(states, ["planned", "in_progress", "to_verify"])
        self.assertEqual(work.finished_date, NOW)

    def test_the_people_of_another_office_do_not_verify(self):
        stranger = self.create_user("stranger")
        self.create_office(name="Hilltop", head_id=stranger.id)
        rectification = self.finish(self.rectify())
        with self.assertRaises(AccessError):
            rectification.with_user(stranger).action_verify()

    def test_a_reviewer_reads_and_moves_nothing(self):
        rectification = self.rectify().with_user(self.reviewer)
        with self.assertRaises(AccessError):
            rectification.action_start()
        self.assertEqual(rectification.state, "new")

    def test_the_office_sends_bad_work_back(self):
        rectification = self.finish(self.rectify())
        self.send_back(rectification, self.dispatcher)
        self.assertEqual(rectification.state, "in_progress")
        self.assertEqual(rectification.rejection_count, 1)
        self.assertEqual(rectification.activity_ids.user_id, self.supervisor)
        self.assertFalse(rectification.followup_ids)

    def test_it_is_kept(self):
        with self.assertRaises(UserError):
            self.rectify().unlink()

    def test_an_inspection_opens_one_by_hand(self):
        rectification = self.create_by_hand()
        self.assertEqual(str(rectification.deadline), "2026-04-03")
        self.assertEqual(rectification.company_id, self.company)

    def test_a_plan_is_remembered_with_its_moment(self):
        work = self.rectify().with_user(self.supervisor)
        work.write({"cause_category": "people", "measure": "Washer."})
        with freeze_time(NOW + timedelta(days=2)):
            work.action_plan()
        work.action_plan()
        self.assertEqual(work.planned_date, NOW + timedelta(days=2))


@freeze_time(NOW)
class TestAskingAgain(RectificationCommon):
    def test_verified_work_starts_the_next_round(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.assertEqual(rectification.state, "to_accept")
        self.assertEqual(rectification.verifier_id, self.head)
        self.assertEqual((second.round, second.kind), (2, "rectification"))
        self.assertEqual(second.parent_id, rectification.followup_id)

    def test_it_is_asked_again_however_recently_the_household_was_contacted(self):
        second = self.ask_again(self.rectify())
        self.assertEqual(second.state, "planned")
        self.assertFalse(second.drop_reason)

    def test_it_is_asked_again_though_the_customer_opted_out(self):
        rectification = self.rectify()
        rectification.partner_id.is_opted_out = True
        self.assertEqual(self.ask_again(rectification).state, "planned")

    def test_neither_responsible_nor_handler_asks_again(self):
        self.office.dispatcher_ids += self.handler
        rectification = self.rectify()
        rectification.responsible_id = self.dispatcher
        second = self.ask_again(rectification)
        self.assertEqual(second.user_id, self.dispatcher_two)

    def test_a_satisfied_customer_closes_it(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.answer(followup=second)
        self.assertEqual(rectification.state, "closed")
        self.assertEqual(rectification.closed_date, NOW)
        self.assertTrue(rectification.is_on_time)
        self.assertFalse(second.rectification_ids)

    def test_it_is_written_in_the_language_of_the_office_head(self):
        self.head.lang = "zh_CN"
        problem = self.rectify().problem
        aspect = self.aspect("building").with_context(lang="zh_CN")
        self.assertIn(aspect.name, problem)
        self.assertNotEqual(aspect.name, self.aspect("building").name)

    def test_what_the_customer_says_is_told_to_whoever_goes_on_with_it(self):
        rectification = self.rectify()
        self.answer(followup=self.ask_again(rectification), c="unsatisfied")
        self.assertIn("It was bad.", rectification.message_ids[0].body)

    def test_an_unsatisfied_customer_sends_it_back_to_work(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.answer(followup=second, c="unsatisfied")
        self.assertEqual(rectification.state, "in_progress")
        self.assertEqual(rectification.rejection_count, 1)
        self.assertFalse(second.rectification_ids)

    def test_without_a_function_it_goes_back_to_work_too(self):
        followup = self.contact_ticket(partner_id=self.create_household().id)
        rectification = self.answer(followup=followup, m="unsatisfied")
        rectification = rectification.rectification_ids
        self.assertFalse(rectification.function_id)
        second = self.ask_again(rectification)
        self.answer(followup=second, m="unsatisfied")
        self.assertEqual(rectification.state, "in_progress")
        self.assertFalse(second.rectification_ids)

    def test_what_another_function_is_still_at_opens_nothing_more(self):
        first = self.answer(c="unsatisfied", f="unsatisfied")
        second = self.ask_again(first.rectification_ids.sorted("function_id")[0])
        self.answer(followup=second, f="unsatisfied")
        self.assertFalse(second.rectification_ids)

    def test_what_another_function_had_put_right_is_opened_anew(self):
        first = self.answer(c="unsatisfied", f="unsatisfied")
        repairs, cleaning = first.rectification_ids.sorted("function_id")
        self.end(cleaning, outcome="cancelled")
        second = self.ask_again(repairs)
        self.answer(followup=second, f="unsatisfied")
        self.assertEqual(second.rectification_ids.function_id, self.cleaning)

    def test_a_later_step_opens_nothing_that_is_open_already(self):
        self.company.followup_gap_days = 0
        first = self.answer(c="unsatisfied")
        step = first._prepare_step_values(first.step_id)
        later = first.create({**step, "step_number": 2})
        later._plan()
        self.answer(followup=later, c="unsatisfied")
        self.assertFalse(later.rectification_ids)

    def test_not_solved_sends_it_back_too(self):
        rectification = self.rectify()
        self.answer("no", followup=self.ask_again(rectification))
        self.assertEqual(rectification.state, "in_progress")

    def test_a_new_complaint_about_another_function_opens_another_one(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.answer(followup=second, f="unsatisfied")
        self.assertEqual(rectification.state, "closed")
        self.assertEqual(second.rectification_ids.function_id, self.cleaning)

    def test_an_answer_that_looks_automatic_closes_nothing(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        second._contact()
        second._start_answer()._submit_followup(self.answer_form(second))
        self.run_cron("process")
        self.assertTrue(second.is_suspect)
        self.assertEqual(rectification.state, "to_accept")

    def test_the_head_decides_where_a_machine_has_answered(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        second._contact()
        second._start_answer()._submit_followup(self.answer_form(second))
        second.with_user(self.reviewer).action_discard_suspect()
        self.assertEqual(rectification.state, "to_accept")
        self.assertEqual(rectification.activity_ids.user_id, self.head)

    def test_running_twice_asks_once_and_counts_one_rejection(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.answer(followup=second, c="unsatisfied")
        second._process_answers()
        rectification._set_to_accept()
        self.assertEqual(rectification.rejection_count, 1)
        self.assertEqual(rectification.followup_ids, second)

    def test_after_three_rounds_the_head_decides(self):
        rectification = self.rectify()
        for _ in range(2):
            followup = self.ask_again(rectification)
            self.answer(followup=followup, c="unsatisfied")
        self.finish(rectification).with_user(self.dispatcher).action_verify()
        self.assertEqual(rectification.followup_ids.mapped("round"), [3, 2])
        self.assertEqual(rectification.state, "to_accept")
        self.assertEqual(rectification.activity_ids.user_id, self.head)

    def test_the_head_decides_when_the_customer_cannot_be_reached(self):
        rectification = self.rectify()
        self.ask_again(rectification)._set_dropped("unreachable")
        self.assertEqual(rectification.state, "to_accept")
        self.assertEqual(rectification.activity_ids.user_id, self.head)

    def test_where_the_head_did_the_work_the_manager_decides(self):
        rectification = self.rectify()
        rectification.responsible_id = self.head
        self.ask_again(rectification)._set_dropped("unreachable")
        self.assertNotEqual(rectification.activity_ids.user_id, self.head)
        with self.assertRaises(AccessError):
            self.end(rectification)
        self.end(rectification, self.manager)
        self.assertEqual(rectification.state, "closed")

    def test_who_did_the_work_does_not_judge_the_customer_s_verdict(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        second._contact()
        second._start_answer()._submit_followup(self.answer_form(second))
        self.assertTrue(second.is_suspect)
        for action in ("action_confirm_suspect", "action_review"):
            with self.subTest(action), self.assertRaises(AccessError):
                getattr(second.with_user(self.supervisor), action)()

    def test_work_sent_back_by_the_office_is_not_asked_about(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        self.send_back(rectification, self.dispatcher)
        self.assertEqual((second.state, second.drop_reason), ("dropped", "settled"))
        self.assertEqual(rectification.activity_ids.user_id, self.supervisor)

    def test_the_next_round_follows_work_sent_back_by_the_office(self):
        rectification = self.rectify()
        self.ask_again(rectification)
        self.send_back(rectification, self.dispatcher)
        third = self.ask_again(rectification)
        self.assertEqual((third.round, third.state), (3, "planned"))


@freeze_time(NOW)
class TestOnTime(RectificationCommon):
    """Due on 3 April."""

    def close_after_finishing_at(self, *moments):
        """Return a rectification finished, sent back … and at last accepted."""
        rectification = self.rectify()
        for moment in moments:
            with freeze_time(moment):
                second = self.ask_again(rectification)
            if moment != moments[-1]:
                self.send_back(rectification, self.dispatcher)
        with freeze_time("2026-05-04 02:30:00"):
            self.answer(followup=second)
        self.assertEqual(rectification.state, "closed")
        return rectification

    def test_a_customer_who_answers_late_makes_nobody_late(self):
        done = self.close_after_finishing_at("2026-04-03 02:30:00")
        self.assertTrue(done.is_on_time)

    def test_it_is_late_when_finished_after_the_deadline(self):
        done = self.close_after_finishing_at("2026-04-06 02:30:00")
        self.assertFalse(done.is_on_time)

    def test_the_last_time_it_was_finished_counts(self):
        done = self.close_after_finishing_at(
            "2026-04-02 02:30:00", "2026-04-06 02:30:00"
        )
        self.assertFalse(done.is_on_time)

    def test_the_day_is_the_offices(self):
        for moment, is_on_time in (("15:59:00", True), ("16:01:00", False)):
            done = self.close_after_finishing_at(f"2026-04-03 {moment}")
            with self.subTest(moment=moment):
                self.assertEqual(done.is_on_time, is_on_time)

    def test_without_finishing_the_day_of_closing_counts(self):
        for day, is_on_time in (("2026-04-03", True), ("2026-04-04", False)):
            rectification = self.rectify()
            rectification.write({"cause_category": "people", "measure": "Talked."})
            with self.subTest(day=day), freeze_time(f"{day} 02:30:00"):
                self.end(rectification)
                self.assertEqual(rectification.is_on_time, is_on_time)


@freeze_time(NOW)
class TestEndingWithoutTheCustomer(RectificationCommon):
    def test_the_head_closes_it_with_a_reason_kept(self):
        rectification = self.verify(self.rectify())
        self.end(rectification)
        self.assertEqual(rectification.state, "closed")
        self.assertEqual(rectification.close_reason, "He moved.")
        self.assertFalse(rectification.activity_ids)

    def test_nothing_is_closed_without_cause_and_measure(self):
        rectification = self.rectify()
        for values in ({}, {"cause_category": "people"}, {"measure": "Washer."}):
            rectification.write({"cause_category": False, "measure": " ", **values})
            with self.subTest(values=values), self.assertRaises(UserError):
                self.end(rectification)
        self.assertEqual(rectification.state, "new")

    def test_what_was_opened_by_mistake_needs_a_reason_only(self):
        rectification = self.rectify()
        self.end(rectification, outcome="cancelled", reason="Wrong office.")
        self.assertEqual(rectification.state, "cancelled")
        self.assertEqual(rectification.close_reason, "Wrong office.")
        self.assertFalse(rectification.activity_ids)

    def test_the_dialogue_comes_from_the_button(self):
        rectification = self.rectify().with_user(self.head)
        dialogue = Form.from_action(rectification.env, rectification.action_close())
        dialogue.outcome = "cancelled"
        dialogue.reason = "Asked twice."
        dialogue.save().action_close()
        self.assertEqual(rectification.state, "cancelled")

    def test_blanks_are_no_reason(self):
        with self.assertRaises(UserError):
            self.end(self.rectify(), outcome="cancelled", reason="  ")

    def test_the_customer_is_not_asked_any_more(self):
        for outcome in ("closed", "cancelled"):
            rectification = self.rectify()
            second = self.ask_again(rectification)
            self.end(rectification, outcome=outcome)
            with self.subTest(outcome=outcome):
                self.assertEqual(second.drop_reason, "settled")
                self.assertFalse(rectification.activity_ids)

    def test_a_bad_answer_given_just_before_opens_a_new_one(self):
        rectification = self.rectify()
        second = self.ask_again(rectification)
        second._contact()
        self.answer_by_customer(second, levels={"c": "unsatisfied"})
        self.end(rectification)
        self.run_cron("process")
        self.assertEqual(second.rectification_ids.function_id, self.function)
        self.assertEqual(second.rectification_ids.state, "new")

    def test_it_ends_once(self):
        rectification = self.rectify()
        self.end(rectification, outcome="cancelled")
        for outcome in ("closed", "cancelled"):
            with self.subTest(outcome=outcome), self.assertRaises(UserError):
                self.end(rectification, outcome=outcome, reason="Again.")
        self.assertEqual(rectification.close_reason, "He moved.")

    def test_nobody_else_ends_it_without_the_customer(self):
        rectification = self.rectify()
        for user in (self.dispatcher, self.supervisor, self.reviewer):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.end(rectification, user, outcome="cancelled")
