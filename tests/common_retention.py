"""Cases that are kept for years, and what is looked for afterwards."""

from odoo.fields import Datetime
from odoo.tests import freeze_time

from .common import NOW, HuifangCommon

UNSATISFIED = {"c": "unsatisfied", "m": "unsatisfied"}


class RetentionCommon(HuifangCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.followup_gap_days = 0

    @classmethod
    def answer_ticket(cls, levels=None, **values):
        """Return a follow-up that staff have answered, its consequences drawn."""
        return cls.answer_by_staff(cls.plan_ticket(**values), levels)

    @classmethod
    def open_case(cls, **values):
        """Return a bad answer about a complaint and the rectification it led to."""
        defaults = {"category_id": cls.category("repair").id}
        values = defaults | {"feedback_type": "complaint"} | values
        followup = cls.answer_ticket(UNSATISFIED, **values)
        return followup, followup.rectification_ids.ensure_one()

    @classmethod
    def ask_again(cls, rectification, levels=None):
        """Return the next round, answered: satisfied, or with these levels."""
        rectification._set_to_verify()
        rectification._set_to_accept()
        followup = rectification.followup_ids.filtered(lambda f: f.state == "new")
        followup._plan()
        return cls.answer_by_staff(followup, levels)

    @classmethod
    def create_rectification(cls, **values):
        """Return a rectification noted by hand."""
        defaults = {
            "office_id": cls.office.id,
            "function_id": cls.function.id,
            "partner_id": cls.household.id,
            "problem": "Gate squeaks.",
        }
        return cls.env["huifang.rectification"].create(defaults | values)

    @classmethod
    def create_manager_elsewhere(cls):
        """Return the manager of another company."""
        company = cls.env["res.company"].create({"name": "Elsewhere Ltd"})
        return cls.create_user(
            "elsewhere",
            groups="huifang_followup.group_company_manager",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )

    @classmethod
    def add_traces(cls, record, words):
        """Leave words in the chatter of a record, a text message, a file and tasks."""
        file = {"name": f"{words}.txt", "raw": words.encode()}
        record.message_subscribe(cls.household.ids)
        message = record.message_post(
            body=words, subject=words, attachments=[(words, words)]
        )
        cls.env["sms.sms"].create(
            {"body": words, "mail_message_id": message.id, "state": "error"}
        )
        cls.env["ir.attachment"].create(
            {**file, "res_model": record._name, "res_id": record.id}
        )
        record.activity_schedule("mail.mail_activity_data_todo", note=words)
        done = record.activity_schedule("mail.mail_activity_data_todo", note=words)
        done.action_feedback(feedback=words)

    def anonymise(self, **delay):
        """Run the scheduled action so long after now."""
        with freeze_time(Datetime.add(NOW, **delay)):
            self.run_cron("anonymise")
        self.env.invalidate_all()

    def find_everywhere(self, words):
        """Return where words are found in the whole database.

        :rtype: set of "table.column"
        """
        self.env.flush_all()
        found, like = set(), f"%{words}%"
        self.env.cr.execute(
            "SELECT quote_ident(table_name) FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in self.env.cr.fetchall():
            self.env.cr.execute(
                f"SELECT DISTINCT cell.name FROM {table} AS record, "
                "jsonb_each_text(to_jsonb(record)) AS cell (name, value) "
                "WHERE record::text ILIKE %s AND cell.value ILIKE %s",
                (like, like),
            )
            found |= {f"{table}.{column}" for (column,) in self.env.cr.fetchall()}
        return found
