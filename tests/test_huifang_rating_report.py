"""Rates against a table computed by hand (H1–H3, H10)."""

from datetime import datetime

from odoo.tests import freeze_time
from odoo.tools import SQL

from .common import NOW, HuifangCommon

MARCH = datetime(2026, 3, 11, 2, 30)
# Still March in UTC and on every clock west of it, April in Shanghai.
LAST_MINUTES = datetime(2026, 3, 31, 17, 0)
APRIL = datetime(2026, 4, 8, 2, 30)

# office, answered, building (c), cleaning (f), overall (m); None is a blank
BALLOTS = [
    ("Riverside", MARCH, "satisfied", "na", "satisfied"),
    ("Riverside", MARCH, "fair", None, "unsatisfied"),
    ("Riverside", MARCH, "unsatisfied", "satisfied", "satisfied"),
    ("Riverside", LAST_MINUTES, None, "na", "fair"),
    ("Hilltop", MARCH, "satisfied", "na", None),
    ("Hilltop", APRIL, "unsatisfied", "unsatisfied", "satisfied"),
    ("Hilltop", APRIL, "satisfied", "fair", "satisfied"),
]


@freeze_time(NOW)
class TestRatingReport(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office.name = "Riverside"
        cls.hilltop = cls.create_office(name="Hilltop")
        teams = {
            "Riverside": cls.team,
            "Hilltop": cls.create_team(cls.hilltop, name="Hilltop"),
        }
        questions = [
            cls.rating_question(name, "satisfied", "fair", "unsatisfied", "na")
            for name in ("building", "cleaning", "overall")
        ]
        cls.survey = cls.create_questionnaire(*questions)
        cls.create_policy(survey_id=cls.survey.id)
        cls.report = cls.env["huifang.rating.report"].with_user(cls.manager)
        for office, moment, *ratings in BALLOTS:
            cls.add_ballot(moment, ratings, team_id=teams[office].id)

    @classmethod
    def add_ballot(cls, moment, ratings, **values):
        """Return a follow-up answered at a moment."""
        household = cls.create_household()
        followup = cls.plan_ticket(partner_id=household.id, **values)
        levels = dict(zip("cfm", ratings, strict=True))
        with freeze_time(moment):
            return cls.answer_by_customer(followup, levels=levels)

    def rates(self, *groupby, domain=()):
        """Return group → rate, as the pivot of the web client asks for it."""
        groups = self.report.formatted_read_group(
            list(domain), list(groupby), ["rate:avg"]
        )
        return {
            tuple(group[name][1] if group[name] else "" for name in groupby): (
                group["rate:avg"] and round(group["rate:avg"], 2)
            )
            for group in groups
        }

    def test_the_rate_of_an_aspect_keeps_blanks_and_leaves_not_applicable(self):
        building, cleaning, overall = (
            self.aspect(name).name for name in ("building", "cleaning", "overall")
        )
        self.assertEqual(
            self.rates("aspect_id"),
            {
                (building,): 57.14,  # 4 of 7, one blank
                (cleaning,): 50.0,  # 2 of 4, one blank, 3 not applicable left out
                (overall,): 71.43,  # 5 of 7, one blank
            },
        )

    def test_the_total_is_weighted_and_no_average_of_averages(self):
        self.assertEqual(self.rates(), {(): 61.11})  # 11 of 18

    def test_the_rate_per_office(self):
        self.assertEqual(
            self.rates("office_id"),
            {("Riverside",): 60.0, ("Hilltop",): 62.5},  # 6 of 10, 5 of 8
        )

    def test_months_are_cut_on_the_clock_of_the_office(self):
        wanted = {("March 2026",): 60.0, ("April 2026",): 62.5}  # 6 of 10, 5 of 8
        for tz in ("Asia/Shanghai", "UTC", "America/New_York"):
            self.report = self.report.with_context(tz=tz, lang="en_US")
            with self.subTest(tz=tz):
                self.assertEqual(self.rates("date:month"), wanted)

    def test_the_rate_per_office_and_aspect(self):
        rates = self.rates("office_id", "aspect_id")
        building, overall = self.aspect("building").name, self.aspect("overall").name
        self.assertEqual(rates["Riverside", building], 50.0)  # 2 of 4
        self.assertEqual(rates["Hilltop", building], 66.67)  # 2 of 3
        self.assertEqual(rates["Riverside", overall], 75.0)  # 3 of 4
        self.assertEqual(rates["Hilltop", overall], 66.67)  # 2 of 3

    def test_all_levels_of_a_pivot_agree(self):
        by_office, total = self.report.formatted_read_grouping_sets(
            [], [["office_id"], []], ["rate:avg", "returned:sum"]
        )
        figures = {g["rate:avg"]: g["returned:sum"] for g in by_office}
        self.assertEqual(figures, {60.0: 10, 62.5: 8})
        self.assertAlmostEqual(total[0]["rate:avg"], 11 / 18 * 100)

    def test_the_counts_stand_beside_the_rate(self):
        names = "returned", "satisfied", "fair", "unsatisfied", "blank"
        counts = [f"{name}:sum" for name in (*names, "not_applicable")]
        (total,) = self.report._read_group([], [], counts)
        self.assertEqual(total, (18, 8, 3, 4, 3, 3))

    def test_the_divisor_is_shown_and_leaves_not_applicable_out(self):
        (rate, returned) = self.report._read_group(
            [], [], ["rate:avg", "returned:sum"]
        )[0]
        self.assertAlmostEqual(rate * returned / 100, 8 + 3)

    def test_a_ballot_with_three_aspects_is_three_ratings(self):
        labels = self.report.fields_get(["returned"], ["string"])
        self.assertEqual(labels["returned"]["string"], "Ratings")
        (ratings, ballots) = self.report._read_group(
            [], [], ["returned:sum", "followup_id:count_distinct"]
        )[0]
        # 3 of the 21 were not applicable
        self.assertEqual((ratings, ballots), (18, 7))

    def test_nothing_returned_has_no_rate(self):
        domain = [("date", "<", "2026-01-01")]
        self.assertEqual(self.rates(domain=domain), {(): False})
        self.assertEqual(self.rates("aspect_id", domain=domain), {})

    def test_nothing_but_not_applicable_has_no_rate(self):
        domain = [("level", "=", "na")]
        (rate,) = self.rates("aspect_id", domain=domain).values()
        self.assertIs(rate, False)

    def test_nothing_but_blanks_is_a_rate_of_zero(self):
        self.assertEqual(self.rates(domain=[("level", "=", False)]), {(): 0.0})

    def test_first_pass_and_after_rectification_are_apart(self):
        unsatisfied = [("line_ids.level", "=", "unsatisfied")]
        first = self.env["huifang.followup"].search(unsatisfied, limit=1)
        first._process_answers()
        rectification = first.rectification_ids[0]
        rectification._set_to_verify()
        rectification._set_to_accept()
        second = rectification.followup_ids
        second._plan()
        self.answer_by_staff(second, {"c": "unsatisfied"})
        rates = dict(self.report._read_group([], ["pass_kind"], ["rate:avg"]))
        self.assertAlmostEqual(rates["first"], 11 / 18 * 100)
        self.assertAlmostEqual(rates["after"], 2 / 3 * 100)

    def test_open_and_dropped_follow_ups_are_not_in_it(self):
        before = self.report.search_count([])
        self.plan_ticket(partner_id=self.create_household().id)
        dropped = self.contact_ticket(partner_id=self.create_household().id)
        dropped.with_user(dropped.user_id).action_start()
        dropped._set_dropped("refused")
        self.assertEqual(self.report.search_count([]), before)

    def test_a_suspect_answer_comes_in_with_the_verdict(self):
        followup = self.contact_ticket(partner_id=self.create_household().id)
        followup._start_answer()._submit_followup(self.answer_form(followup))
        ballot = [("followup_id", "=", followup.id)]
        self.assertEqual(self.report.search_count(ballot), 0)
        followup.with_user(self.reviewer).action_confirm_suspect()
        self.assertEqual(self.report.search_count(ballot), 3)

    def test_a_rating_moves_the_figures_at_once(self):
        self.add_ballot(APRIL, ("satisfied", "satisfied", "satisfied"))
        self.assertEqual(self.rates(), {(): 66.67})  # 14 of 21

    def test_people_see_the_figures_of_their_offices(self):
        stranger = self.create_user("stranger")
        self.hilltop.dispatcher_ids += stranger
        seen = self.report.with_user(stranger).search([]).office_id
        self.assertEqual(seen, self.hilltop)

    def test_a_renamed_or_archived_aspect_keeps_its_figures(self):
        self.aspect("cleaning").write({"name": "Cleanliness", "active": False})
        self.assertEqual(self.rates("aspect_id")["Cleanliness",], 50.0)

    def test_the_database_knows_that_days_make_few_months(self):
        """Without it, the totals of a million ratings are sorted on disk."""
        self.env.flush_all()
        self.env.cr.execute("ANALYZE huifang_followup")
        query = self.report.sudo()._search([])
        month = self.report.sudo()._read_group_groupby(query.table, "date:month", query)
        groups = SQL("EXPLAIN (FORMAT JSON) %s", query.select(month))
        plan = SQL("%s GROUP BY %s", groups, month)
        [[[explained]]] = self.env.execute_query(plan)
        self.assertEqual(explained["Plan"]["Plan Rows"], 2)  # March and April
