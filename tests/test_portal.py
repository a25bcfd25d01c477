"""What a household sees of its follow-ups and rectifications, and nobody else (D6)."""

from unittest.mock import patch

from lxml import html

from odoo.tests import freeze_time

from odoo.addons.portal.controllers.portal import CustomerPortal

from .common import NOW
from .common_portal import PortalCommon


@freeze_time(NOW)
class TestLists(PortalCommon):
    def read_titles(self, url):
        """Return the titles in a list, in its order."""
        page = html.fromstring(self.read_page(url))
        return page.xpath(
            "//div[hasclass('o_huifang_rows')]//*[hasclass('fw-bold')]/text()"
        )

    def count(self, *names):
        """Return the counters of the portal's home page."""
        return self.make_jsonrpc_request("/my/counters", {"counters": names})

    def test_home_counts_what_waits_for_the_customer(self):
        self.ask()
        self.answer(followup=self.ask())
        self.put_right()
        self.log_in(self.customer)
        counts = self.count(
            "huifang_to_answer_count",
            "huifang_followup_count",
            "huifang_to_accept_count",
            "huifang_rectification_count",
        )
        self.assertEqual(
            counts,
            {
                "huifang_to_answer_count": 1,
                "huifang_followup_count": 3,
                "huifang_to_accept_count": 1,
                "huifang_rectification_count": 1,
            },
        )
        page = self.read_page("/my")
        for url in ("/my/followups", "/my/rectifications", "/my/followup/preferences"):
            self.assertIn(f'href="{url}', page)

    def test_home_counts_nothing_of_others(self):
        self.ask()
        self.put_right()
        self.log_in(self.stranger)
        counts = self.count("huifang_to_answer_count", "huifang_to_accept_count")
        self.assertEqual(set(counts.values()), {0})

    def test_filters_tell_apart_what_is_to_answer_answered_and_missed(self):
        self.ask(name="Open")
        self.answer(followup=self.ask(name="Answered"))
        self.ask(name="Expired")._expire()
        self.log_in(self.customer)
        for code, titles in (
            ("all", ["Expired", "Answered", "Open"]),
            ("to_answer", ["Open"]),
            ("answered", ["Answered"]),
            ("missed", ["Expired"]),
            ("nonsense", ["Expired", "Answered", "Open"]),
        ):
            with self.subTest(code):
                found = self.read_titles(f"/my/followups?filterby={code}")
                self.assertEqual(found, titles)

    def test_a_link_run_out_is_missed_before_the_scheduled_run(self):
        self.ask(name="Late")
        self.log_in(self.customer)
        with freeze_time("2026-03-19 02:30:00"):
            self.log_in(self.customer)
            for code, titles in (("to_answer", []), ("missed", ["Late"])):
                found = self.read_titles(f"/my/followups?filterby={code}")
                self.assertEqual(found, titles)

    def test_sorting(self):
        self.ask(name="First")
        with freeze_time("2026-03-05 02:30:00"):
            self.ask(name="Second")
        self.log_in(self.customer)
        for code, titles in (
            ("newest", ["Second", "First"]),
            ("oldest", ["First", "Second"]),
            ("id; DROP TABLE", ["Second", "First"]),
        ):
            with self.subTest(code):
                found = self.read_titles(f"/my/followups?sortby={code}")
                self.assertEqual(found, titles)

    def test_rectifications_are_filtered_by_whose_turn_it_is(self):
        self.complain()
        waiting = self.put_right()
        self.log_in(self.customer)
        self.assertEqual(len(self.read_titles("/my/rectifications")), 2)
        for code, count in (("to_accept", 1), ("open", 2), ("closed", 0)):
            with self.subTest(code):
                url = f"/my/rectifications?filterby={code}"
                self.assertEqual(len(self.read_titles(url)), count)
        self.end(waiting)
        found = self.read_titles("/my/rectifications?filterby=closed")
        self.assertEqual(len(found), 1)

    def test_long_lists_have_pages(self):
        for number in range(3):
            self.ask(name=f"Ticket {number}")
        self.log_in(self.customer)
        with patch.object(CustomerPortal, "_items_per_page", 2):
            first = self.read_titles("/my/followups")
            second = self.read_titles("/my/followups/page/2")
        self.assertEqual(first + second, ["Ticket 2", "Ticket 1", "Ticket 0"])
        self.assertEqual(len(first), 2)

    def test_empty_lists_say_so_and_lead_back_home(self):
        self.log_in(self.stranger)
        for url in ("/my/followups", "/my/rectifications"):
            page = self.read_page(url)
            self.assertIn("Nothing here.", page)
            self.assertIn('href="/my/home"', page)

    def test_without_login_there_is_no_page(self):
        for path in ("followups", "rectifications", "followup/1", "rectification/1"):
            response = self.get(f"/my/{path}")
            self.assertIn("/web/login", response.headers["Location"])


@freeze_time(NOW)
class TestFollowupPage(PortalCommon):
    def page(self, followup, user=None):
        self.log_in(user or self.customer)
        return self.read_page(f"/my/followup/{followup.id}")

    def test_it_leads_to_the_personal_link_without_showing_it(self):
        followup = self.ask()
        page = self.page(followup)
        self.assertNotIn(followup.access_token, page)
        url = f"/my/followup/{followup.id}/answer"
        response = self.post(url, page=self.get(f"/my/followup/{followup.id}"))
        self.assertTrue(response.headers["Location"].endswith(followup.access_token))
        self.assertEqual(self.get(self.link(followup)).status_code, 200)

    def test_who_waits_for_a_call_may_answer_here_instead(self):
        self.household.preferred_channel = "phone"
        followup = self.ask()
        self.assertFalse(followup.access_token)
        self.log_in(self.customer)
        page = self.get(f"/my/followup/{followup.id}")
        self.post(f"/my/followup/{followup.id}/answer", page=page)
        self.assertNotIn("error", self.answer_by_link(followup))
        self.assertEqual((followup.state, followup.answer_mode), ("done", "customer"))
        self.assertFalse(followup.activity_ids)

    def answer_by_link(self, followup):
        self.env.invalidate_all()
        self.start(followup)
        self.env.invalidate_all()
        return self.submit(followup, self.answer_form(followup))

    def test_leading_to_the_link_needs_the_pages_token(self):
        followup = self.ask()
        self.log_in(self.customer)
        url = f"/my/followup/{followup.id}/answer"
        self.assertEqual(self.get(url, data={"x": "1"}).status_code, 400)
        self.assertEqual(self.get(url).status_code, 303)  # back to the page

    def test_an_answered_one_is_not_answered_again(self):
        followup = self.ask()
        self.log_in(self.customer)
        page = self.get(f"/my/followup/{followup.id}")
        self.answer_by_customer(followup)
        response = self.post(f"/my/followup/{followup.id}/answer", page=page)
        self.assertTrue(
            response.headers["Location"].endswith(f"/my/followup/{followup.id}")
        )

    def test_it_shows_the_answer_as_it_was_given(self):
        followup = self.ask()
        survey = self.env.ref("huifang_followup.survey_service")
        followup.survey_id = survey
        self.answer_by_customer(
            followup, levels={"m": "fair"}, resolved="no", opinion="Two <b>visits</b>."
        )
        page = self.page(followup)
        for text in ("Overall Evaluation", "Fair", "Not solved"):
            self.assertIn(text, page)
        self.assertIn("Two &lt;b&gt;visits&lt;/b&gt;.", page)

    def test_it_says_where_staff_wrote_the_answer_down(self):
        followup = self.answer(followup=self.ask())
        self.assertIn("We wrote down what you told us.", self.page(followup))

    def test_it_shows_what_came_of_it(self):
        rectification = self.put_right()
        page = self.page(rectification.followup_id)
        self.assertIn(f"/my/rectification/{rectification.id}", page)
        for text in ("We began to put it right", "The work was done"):
            self.assertIn(text, page)

    def test_the_timeline_is_in_the_order_of_time(self):
        rectification = self.put_right()
        shown = rectification.followup_id._prepare_customer_page()
        moments = [moment for moment, _text in shown["timeline"]]
        self.assertEqual(moments, sorted(moments))
        texts = [text for _moment, text in shown["timeline"]]
        self.assertEqual(texts[0], "We closed your request")

    def test_it_shows_the_reply_and_the_files_for_the_customer_only(self):
        followup = self.answer(followup=self.ask())
        files = self.env["ir.attachment"].create(
            [
                {"name": f"{name}.txt", "raw": name.encode(), "res_id": followup.id}
                | {"res_model": "huifang.followup"}
                for name in ("public", "internal")
            ]
        )
        followup.with_user(self.head).write(
            {
                "public_reply": "We are sorry.\n<script>alert(1)</script>",
                "public_attachment_ids": [(4, files[0].id)],
                "review_opinion": "He always complains.",
            }
        )
        page = self.page(followup)
        self.assertIn("We are sorry.\n&lt;script&gt;", page)
        self.assertIn("public.txt", page)
        self.assertNotIn("internal.txt", page)
        link = html.fromstring(page).xpath("//a[.='public.txt']/@href")[0]
        self.assertEqual(self.get(link).content, b"public")
        for file in files:
            self.assertEqual(self.get(f"/web/content/{file.id}").status_code, 404)
        token = link.rpartition("=")[2]
        swapped = self.get(f"/web/content/{files[1].id}?access_token={token}")
        self.assertEqual(swapped.status_code, 404)

    def test_it_leaves_out_what_is_the_offices_own(self):
        followup = self.answer(followup=self.ask(), c="unsatisfied")
        followup.with_user(self.head).review_opinion = "He always complains."
        followup.rectification_ids.sudo().write(
            {"preventive_measure": "Train the plumber.", "close_reason": "Tired of it."}
        )
        page = self.page(followup)
        page += self.read_page(f"/my/rectification/{followup.rectification_ids.id}")
        for user in (self.handler, self.supervisor, self.head, self.dispatcher):
            self.assertNotIn(user.name, page)
        for text in ("He always complains.", "Train the plumber.", "Tired of it."):
            self.assertNotIn(text, page)

    def test_only_those_that_asked_somebody_are_shown(self):
        planned = self.plan_ticket()
        new = self.close_ticket()
        dropped = self.ask()
        dropped._set_dropped("unreachable")
        not_drawn = self.close_ticket()
        not_drawn._set_dropped("not_drawn")
        self.log_in(self.customer)
        for followup in (planned, new, dropped, not_drawn):
            with self.subTest(followup.state, reason=followup.drop_reason):
                response = self.get(f"/my/followup/{followup.id}")
                self.assertEqual(response.status_code, 404)


@freeze_time(NOW)
class TestRectificationPage(PortalCommon):
    def page(self, rectification):
        self.log_in(self.customer)
        return self.read_page(f"/my/rectification/{rectification.id}")

    def test_it_tells_in_plain_words_how_far_it_has_come(self):
        rectification = self.complain()
        self.assertIn("We are looking into it", self.page(rectification))
        self.finish(rectification)
        self.assertIn("Done, we are checking it", self.page(rectification))
        rectification.with_user(self.head).action_verify()
        self.assertIn("Waiting for you", self.page(rectification))
        self.end(rectification)
        self.assertIn("Closed", self.page(rectification))

    def test_it_says_where_it_was_closed_without_the_customer_s_word(self):
        rectification = self.put_right()
        self.end(rectification)
        self.assertIn("closed this without your answer", self.page(rectification))

    def test_a_measure_half_written_is_not_shown(self):
        rectification = self.complain()
        rectification.sudo().measure = "Maybe a new washer?"
        self.assertNotIn("Maybe a new washer?", self.page(rectification))
        rectification.sudo().write({"cause_category": "people"})
        rectification.with_user(self.supervisor).action_plan()
        page = self.page(rectification)
        self.assertIn("What we do about it", page)
        self.assertIn("Maybe a new washer?", page)

    def test_it_shows_the_photos_of_the_work(self):
        rectification = self.complain()
        work = rectification.with_user(rectification.responsible_id)
        photo = {"name": "tap.png", "raw": b"x", "res_id": work.id}
        work.public_attachment_ids = [(0, 0, photo | {"res_model": work._name})]
        self.assertIn("tap.png", self.page(rectification))

    def test_one_noted_by_hand_is_shown_to_the_customer_it_was_noted_for(self):
        own = self.create_by_hand(partner_id=self.household.id)
        others = self.create_by_hand()
        self.assertIn("Dirty stairs", self.page(own))
        response = self.get(f"/my/rectification/{others.id}")
        self.assertEqual(response.status_code, 404)

    def test_a_detailed_answer_of_a_round_can_be_read(self):
        followup = self.ask_again(self.complain())
        self.answer(followup=followup)
        page = self.page(followup.rectification_id)
        self.assertIn(f"/my/followup/{followup.id}", page)
        self.assertIn("Your answer", self.read_page(f"/my/followup/{followup.id}"))


@freeze_time(NOW)
class TestWhoSeesIt(PortalCommon):
    """Every address with the id of another household is not there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_max_rounds = 3

    def setUp(self):
        super().setUp()
        self.rectification = self.put_right()
        self.followup = self.rectification.followup_id

    def get_status(self, user, path):
        self.log_in(user)
        return self.get(path).status_code

    def get_paths(self):
        return (
            f"/my/followup/{self.followup.id}",
            f"/my/rectification/{self.rectification.id}",
        )

    def test_members_of_the_household_see_it(self):
        for user in (self.customer, self.member):
            for path in self.get_paths():
                self.assertEqual(self.get_status(user, path), 200, user.login)

    def test_nobody_else_does(self):
        for user in (self.stranger, self.handler, self.dispatcher, self.manager):
            for path in self.get_paths():
                self.assertEqual(self.get_status(user, path), 404, user.login)

    def test_staff_do_not_though_they_share_the_customer_s_company(self):
        self.handler.partner_id.parent_id = self.household
        for path in self.get_paths():
            self.assertEqual(self.get_status(self.handler, path), 404)

    def test_who_has_left_the_household_does_not_see_it_any_more(self):
        self.daughter.parent_id = False
        for path in self.get_paths():
            self.assertEqual(self.get_status(self.member, path), 404)
            self.assertEqual(self.get_status(self.customer, path), 200)

    def test_posting_to_the_pages_of_others_is_refused_too(self):
        self.log_in(self.stranger)
        page = self.get("/my/followup/preferences")
        with self.assert_nothing_written():
            for path in (
                f"/my/followup/{self.followup.id}/answer",
                f"/my/rectification/{self.rectification.id}/2/reject",
            ):
                response = self.post(path, {"reason": "x"}, page=page)
                self.assertEqual(response.status_code, 404)

    def test_ids_that_no_record_can_have_are_not_found(self):
        for number in ("0", "999999999", "99999999999999999999"):
            path = f"/my/followup/{number}"
            self.assertEqual(self.get_status(self.customer, path), 404)

    def test_reading_writes_nothing(self):
        self.log_in(self.customer)
        self.read_page("/my/followups")
        with self.assert_nothing_written():
            for path in (*self.get_paths(), "/my/followups", "/my/rectifications"):
                self.read_page(path)

    def test_nothing_is_readable_over_rpc(self):
        for model, record in (
            ("huifang.followup", self.followup),
            ("huifang.rectification", self.rectification),
        ):
            for user in (self.customer, self.stranger):
                records = self.env[model].with_user(user)
                self.assertFalse(records.has_access("read"))
                self.assertFalse(record.with_user(user).has_access("read"))
