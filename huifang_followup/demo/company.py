"""The demo company, loaded once into a new database.

>>> from odoo.addons.huifang_followup.demo.company import load, logins
>>> load(env)
>>> env.cr.commit()
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields

from .. import schedule
from . import (
    contacts,
    customers,
    hours,
    offices,
    people,
    quality,
    questionnaires,
    rectifications,
    reviews,
    tickets,
)
from .timeline import TZ, Timeline, at_hour, frozen
from .world import World

# Kept outside the addon's own names, so that an upgrade leaves it alone.
MARK = "huifang_demo.office"

# who is shown when the demo has been loaded
ROLES = (
    ("总经理 company manager", "manager"),
    ("品质督导 quality reviewer", "reviewer"),
    ("管理处主任 office head", "qc.head"),
    ("调度员 dispatcher", "qc.dispatcher"),
    ("工程主管 function supervisor", "qc.repair"),
    ("维修工 handler", "qc.repair1"),
    ("业主 customer, portal", "customer"),
    ("翠湖雅苑主任 head of the other office", "ch.head"),
    ("翠湖雅苑调度员 its dispatcher", "ch.dispatcher"),
)
# local hours at which the scheduled actions are looked at
HOURS = (10.1, 11.1, 15.6, 16.6, 19.0)
REVIEW_HOUR = 17.5
# records of the month before are drawn for a check, once there has been one
CHECK_HOUR = 9
CHECK_AFTER = timedelta(days=21)


def load(env, months=6, households=200):
    """Fill a database with the company and what it has lived through until now.

    Does nothing where it is already there. The caller commits.

    :param int months: how long ago it begins
    :param int households: how many customers it has
    """
    if env.ref(MARK, raise_if_not_found=False):
        return
    env["res.lang"]._activate_lang("zh_CN")
    env = env(
        context={
            "lang": "zh_CN",
            "tz": TZ,
            "mail_activity_quick_update": True,  # else everybody is told of everything
            "mail_auto_subscribe_no_notify": True,
            "mail_create_nolog": True,
            "no_reset_password": True,
        }
    )
    now = fields.Datetime.now()
    first_day = schedule.local_date(now, TZ) - relativedelta(months=months)
    timeline = Timeline(env, at_hour(first_day, 7), now)
    with frozen(env, timeline.start) as clock:
        world = _found_company(env, timeline, households)
        _plan_days(world)
        timeline.run(clock)
    _send_no_mail(env)


def logins(env):
    """Return (role, login, password) of the people to try the demo with."""
    present = env["res.users"].search([("login", "in", [login for _, login in ROLES])])
    known = set(present.mapped("login"))
    return [(role, login, people.PASSWORD) for role, login in ROLES if login in known]


def _found_company(env, timeline, count):
    """Create what is there from the first day on.

    :rtype: World
    """
    days = list(timeline.days())
    offices.set_up_company(env, days[0])
    calendars = hours.create_office_hours(env, days)
    categories = offices.create_categories(env)
    users = people.hire(env)
    questionnaires.create_policies(env, categories)
    places = [
        offices.open_office(env, row, users, categories, calendars)
        for row in offices.OFFICES
    ]
    world = World(env=env, timeline=timeline, places=places, categories=categories)
    _fill_houses(world, count, days[-1])
    env["ir.model.data"]._update_xmlids(
        [{"xml_id": MARK, "record": places[0].office, "noupdate": True}]
    )
    return world


def _fill_houses(world, count, today):
    """Let the customers move in, six of ten in the first office."""
    tags = customers.create_segments(world.env)
    evening = hours.create_evening_hours(world.env)
    shares = (count * 6 // 10, count - count * 6 // 10)
    for place, share in zip(world.places, shares, strict=True):
        customers.move_in(place, share, tags, evening, today)
    homes = world.places[0].households
    reachable = homes.filtered(lambda home: home.email and not home.do_not_contact)
    world.regular = reachable[:1] or homes[:1]
    people.register_customer(world.env, world.regular)


def _plan_days(world):
    """Plan the tickets, and when everybody looks what there is to do."""
    tickets.plan(world, customers.create_passers_by(world.env))
    known = set()
    for day in world.timeline.days():
        for hour in HOURS:
            world.at(at_hour(day, hour), _look, known)
        world.at(at_hour(day, REVIEW_HOUR), reviews.read)
        morning = at_hour(day, CHECK_HOUR)
        if day.day == 1 and morning - world.timeline.start > CHECK_AFTER:
            world.at(morning, quality.draw)
    world.at(world.timeline.end, _look, known)


def _look(world, known):
    """Run the scheduled actions; then people see what is new for them."""
    followups = world.env["huifang.followup"]
    followups._cron_plan()
    followups._cron_contact()
    followups._cron_remind()
    followups._cron_expire()
    followups._cron_process()
    world.env["huifang.rectification"]._cron_send_notices()
    world.env["huifang.rectification"]._cron_escalate()
    contacts.notice(world, known)
    rectifications.notice(world, known)


def _send_no_mail(env):
    """Keep the mails to look at, and send none from now on."""
    env["mail.mail"].search([("state", "=", "outgoing")]).state = "cancel"
    env.ref("mail.ir_cron_mail_scheduler_action").active = False
