from odoo import api, fields, models

from .. import schedule

# D4: a reminder is never sent sooner than this after the contact before it.
REMINDER_PAUSE_DAYS = 1


class HuifangFollowup(models.Model):
    """How the customer is contacted, reminded and given up (B10, C2, C4, D4).

    A module that adds a channel made by a program adds ``_contact_<code>`` here.
    """

    _inherit = "huifang.followup"

    @api.model
    def _cron_contact(self):
        self._process_queue(self._get_left_domain(), "_assign_people")
        now = fields.Datetime.now()
        domain = [("state", "=", "planned"), ("planned_date", "<=", now)]
        self._process_queue(domain, "_contact", limit=100)

    @api.model
    def _cron_remind(self):
        now = fields.Datetime.now()
        domain = [
            ("state", "=", "in_progress"),
            ("reminder_date", "<=", now),
            ("expire_date", ">", now),
        ]
        self._process_queue(domain, "_remind", limit=100)

    @api.model
    def _cron_expire(self):
        now = fields.Datetime.now()
        domain = [("state", "=", "in_progress"), ("expire_date", "<=", now)]
        self._process_queue(domain, "_expire")

    # === CONTACT === #

    def _contact(self):
        """Contact the customers, each by the follow-up's channel."""
        due = self._drop_unwanted()._drop_overtaken()
        due = due._postpone_outside_hours("planned_date")
        lost = due.filtered(lambda followup: not followup._is_reachable())
        ((due - lost) | lost._assign_channels())._contact_by_channel()

    def _contact_by_channel(self):
        for channel, followups in self.grouped("channel").items():
            contact = getattr(followups, f"_contact_{channel}", None)
            (contact or followups._contact_by_staff)()

    def _contact_email(self):
        """Send the personal link by e-mail; what was put right is told with it (D8)."""
        self._start_link()
        notices = self.filtered("rectification_id")
        (self - notices)._send("huifang_followup.mail_template_invitation")
        notices._send("huifang_followup.mail_template_result_notice")

    def _contact_message(self):
        """Make the link for the surveyor to send by SMS or WeChat."""
        self._start_link()
        self._contact_by_staff()

    def _contact_by_staff(self):
        """Ask the surveyor to make the contact, with the ballot ready to fill in."""
        self._set_in_progress()
        self._prepare_lines()
        self._schedule_tasks()

    def _start_link(self):
        """Open the personal link and set when it reminds and expires (D1, D4)."""
        now = fields.Datetime.now()
        self._set_in_progress()
        for followup in self:
            company = followup.company_id
            followup._ensure_access_token()
            followup.write(
                {
                    "sent_date": now,
                    "expire_date": schedule.add(
                        now, company.followup_link_days, "days", followup._get_tz()
                    ),
                    "reminder_date": followup._get_reminder_date(now, 0),
                }
            )

    def _leave_link(self):
        """Go on in another way: what was sent may still be answered, but ends nothing.

        The surveyor's task of the way before goes too.
        """
        self.write({"reminder_date": False, "expire_date": False})
        self._close_tasks()

    def _send(self, template_xmlid):
        """Queue one mail per follow-up and log the attempts.

        The mail hangs on no record, so that the personal link is not shown to staff.
        """
        template = self.env.ref(template_xmlid)
        mails = template.send_mail_batch(
            self.ids,
            force_send=False,
            email_values={"model": False, "res_id": False},
            email_layout_xmlid="mail.mail_notification_light",
        )
        for attempt, mail in zip(self._add_attempts("sent"), mails, strict=True):
            attempt.message_id = mail.message_id
        self._wake("mail.ir_cron_mail_scheduler_action")

    def _drop_unwanted(self):
        """Drop what has become unwanted since it was planned; return the rest (B10)."""
        return self._drop_unfit()._drop_opted_out()

    def _postpone_outside_hours(self, field_name):
        """Move what falls outside contact hours; return the rest (B10).

        :param str field_name: the date that says when to contact
        """
        now = fields.Datetime.now()
        outside = self.browse()
        for calendar, followups in self.grouped(
            lambda followup: followup._get_contact_calendar()
        ).items():
            moment = calendar._get_first_open_moment(now)
            if moment != now:
                followups.write({field_name: moment})
                outside += followups
        return self - outside

    def _get_next_moment(self):
        """Return when a program may contact the customer once more (A6).

        Inside contact hours, and not sooner after the last time than a reminder.
        """
        tz, moments = self._get_tz(), [fields.Datetime.now()]
        for sent in self.attempt_ids.filtered(lambda a: a.outcome == "sent"):
            moments.append(schedule.add(sent.date, REMINDER_PAUSE_DAYS, "days", tz))
        return self._get_contact_calendar()._get_first_open_moment(max(moments))

    def _is_reachable(self):
        """Tell whether the channel still reaches the customer."""
        self.ensure_one()
        channels = self.env["huifang.channel"]
        return channels._is_reachable(self.channel, self.partner_id)

    # === REMINDERS AND END === #

    def _remind(self):
        """Remind those who have not answered; a missed run is caught up once (D4)."""
        now = fields.Datetime.now()
        due = self._drop_unwanted()._postpone_outside_hours("reminder_date")
        for followup in due:
            count = followup.reminder_count + 1
            followup.write(
                {
                    "reminder_count": count,
                    "reminder_date": followup._get_reminder_date(now, count),
                }
            )
        due._send("huifang_followup.mail_template_reminder")

    def _get_reminder_date(self, now, count):
        """Return when the next reminder is due, or False after the last one.

        :param datetime now: the present contact
        :param int count: reminders already sent
        """
        self.ensure_one()
        days = self.company_id._get_reminder_days()[count : count + 1]
        if not days or self.channel != "email":
            return False
        tz = self._get_tz()
        moment = max(
            schedule.add(self.sent_date or now, days[0], "days", tz),
            schedule.add(now, REMINDER_PAUSE_DAYS, "days", tz),
        )
        return self._get_contact_calendar()._get_first_open_moment(moment)

    def _expire(self):
        """End the follow-ups whose link has run out without an answer."""
        self._set_dropped("expired")

    # === ATTEMPTS === #

    def _add_attempts(self, outcome, note=False):
        """Log one contact attempt per record (C4).

        :param str outcome: see ``const.ATTEMPT_OUTCOMES``
        """
        return self.env["huifang.followup.attempt"].create(
            [
                {
                    "followup_id": followup.id,
                    "channel": followup.channel,
                    "outcome": outcome,
                    "note": note,
                }
                for followup in self
            ]
        )

    def _receive_bounce(self):
        """Ask otherwise where the mail came back, or give up (C4)."""
        bounced = self.filtered(
            lambda f: f.state == "in_progress" and f.channel == "email"
        )
        bounced._add_attempts("bounced")
        for followup in bounced.filtered(lambda f: f.state == "in_progress"):
            channel = followup._choose_staff_channel()
            if channel:
                followup.channel = channel
                followup._leave_link()
                followup._contact_by_staff()
            else:
                followup._set_dropped("unreachable")

    def _end_by_attempts(self):
        """End what was refused, or tried in vain as often as the company says (C4)."""
        for followup in self:
            outcomes = followup.attempt_ids.mapped("outcome")
            failures = sum(o in ("no_answer", "bounced") for o in outcomes)
            if "refused" in outcomes:
                followup._set_dropped("refused")
            elif failures >= followup.company_id.followup_max_attempts:
                followup._set_dropped("unreachable")
