"""A household with logins, its follow-ups and its rectifications."""

from .common import PNG
from .common_http import LinkCommon
from .test_huifang_rectification import RectificationCommon


class PortalCommon(RectificationCommon, LinkCommon):
    """Zhang San, his daughter, and somebody who lives elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_gap_days = 0
        cls.customer = cls.create_login("zhangsan", cls.household)
        cls.daughter = cls.env["res.partner"].create(
            {"name": "Zhang Xiao", "parent_id": cls.household.id}
        )
        cls.member = cls.create_login("zhangxiao", cls.daughter)
        cls.stranger = cls.create_login("stranger", cls.create_household(name="Li"))

    @classmethod
    def create_login(cls, login, partner):
        """Return a portal user of a customer."""
        name = partner.name
        user = cls.create_user(login, groups="base.group_portal", partner_id=partner.id)
        partner.name = name
        return user

    def log_in(self, user):
        self.authenticate(user.login, user.login)

    def ask(self, **values):
        """Return a follow-up of the household that waits for its answer."""
        return self.contact_ticket(
            **{"category_id": self.category("leak").id, **values}
        )

    def complain(self, **levels):
        """Return the rectification of a bad answer of the household."""
        return self.rectify_followup(self.ask(), **levels or {"c": "unsatisfied"})

    def rectify_followup(self, followup, **levels):
        return self.answer(followup=followup, **levels).rectification_ids

    def put_right(self, **levels):
        """Return a rectification whose work waits for the customer's word."""
        return self.verify(self.complain(**levels))

    def send_notice(self, rectification):
        """Return the open round's follow-up after its mail has gone out."""
        followup = self.get_last_round(rectification)
        followup._plan()
        followup._contact()
        return followup

    def get_last_round(self, rectification):
        return rectification.followup_ids.sorted("round")[-1:]

    def sign(self, url, name="Zhang San", signature=PNG):
        """Send the signature form as its script does; return the server's answer."""
        answer = self.make_jsonrpc_request(url, {"name": name, "signature": signature})
        self.env.invalidate_all()
        return answer

    def read_page(self, url):
        """Return the text of a page that has to be there."""
        page = self.get(url)
        self.assertEqual(page.status_code, 200, url)
        return page.text
