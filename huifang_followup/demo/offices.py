"""The company, its two management offices and their functions."""

from odoo import Command

from . import people
from .world import Place

COMPANY = {
    "name": "晴川里物业服务有限公司",
    "phone": "0571-8000 0000",
    "email": "service@example.com",
    "street": "滨河区晴川路 88 号",
    "city": "江城市",
    "zip": "310000",
}

# code, name, how many times more often something goes wrong there
OFFICES = (
    ("QC", "晴川花园管理处", 0.75),
    ("CH", "翠湖雅苑管理处", 1.6),
)

# key: name, helpdesk team, aspects, categories it answers for
FUNCTIONS = {
    "service": (
        "客户服务",
        "客户服务中心",
        ("service", "clubhouse", "efficiency", "attitude", "managers"),
        ("inquiry", "service"),
    ),
    "repair": (
        "工程维修",
        "工程维修班",
        ("equipment", "building", "efficiency", "attitude"),
        ("repair", "leak", "safety", "equipment"),
    ),
    "environment": (
        "环境管理",
        "保洁绿化班",
        ("cleaning", "greenery", "efficiency", "attitude"),
        ("cleaning", "greenery"),
    ),
    "order": (
        "秩序维护",
        "秩序维护班",
        ("security", "fire", "parking", "efficiency", "attitude"),
        ("order", "parking"),
    ),
}

SHIPPED_CATEGORIES = ("repair", "leak", "safety")
CATEGORIES = {
    "equipment": "电梯与设备",
    "cleaning": "保洁",
    "greenery": "绿化",
    "order": "秩序与安全",
    "parking": "停车",
    "inquiry": "咨询与办理",
    "service": "便民服务",
}


def function_of(category):
    """Return the key of the function that answers for a category."""
    return next(key for key, row in FUNCTIONS.items() if category in row[3])


def set_up_company(env, first_day):
    """Make the company of this database the demo's."""
    currency = env.ref("base.CNY")
    currency.active = True
    env.company.write(
        {
            **COMPANY,
            "country_id": env.ref("base.cn").id,
            "currency_id": currency.id,
            "followup_start_date": first_day,
        }
    )
    # a demo writes to nobody
    env["helpdesk.ticket.stage"].search([]).mail_template_id = False


def create_categories(env):
    """Return the ticket categories, by the keys used in the demo."""
    shipped = {
        key: env.ref(f"huifang_followup.category_{key}") for key in SHIPPED_CATEGORIES
    }
    own = env["helpdesk.ticket.category"].create(
        [{"name": name} for name in CATEGORIES.values()]
    )
    return {**shipped, **dict(zip(CATEGORIES, own, strict=True))}


def open_office(env, row, users, categories, calendars):
    """Create an office with functions and helpdesk teams.

    :param tuple row: one of ``OFFICES``
    :param dict users: login to user
    :param dict categories: key to ticket category
    :param dict calendars: contact and working hours, by field
    :rtype: Place
    """
    code, name, trouble = row
    prefix = code.lower()
    office = env["huifang.office"].create(
        {
            "name": name,
            "code": code,
            **calendars,
            "head_id": users[f"{prefix}.head"].id,
            "dispatcher_ids": [
                Command.link(users[f"{prefix}.{key}"].id)
                for key in ("dispatcher", "dispatcher2")
            ],
            "function_ids": [
                Command.create(
                    _prepare_function(env, key, users[f"{prefix}.{key}"], categories)
                )
                for key in FUNCTIONS
            ],
        }
    )
    place = Place(office=office, code=code, trouble=trouble)
    for key in FUNCTIONS:
        logins = people.worker_logins(prefix, key)
        place.workers[key] = [users[login] for login in logins]
        place.teams[key] = env["helpdesk.ticket.team"].create(
            _prepare_team(place, key, users[f"{prefix}.{key}"], categories)
        )
    return place


def _prepare_team(place, key, supervisor, categories):
    _name, team, _aspects, own = FUNCTIONS[key]
    return {
        "name": f"{place.office.name[:4]}{team}",
        "office_id": place.office.id,
        "user_id": supervisor.id,
        "user_ids": [Command.link(user.id) for user in place.workers[key]],
        "category_ids": [Command.link(categories[c].id) for c in own],
    }


def _prepare_function(env, key, supervisor, categories):
    name, _team, aspects, own = FUNCTIONS[key]
    aspect_ids = [env.ref(f"huifang_followup.aspect_{aspect}").id for aspect in aspects]
    return {
        "name": name,
        "supervisor_id": supervisor.id,
        "aspect_ids": [Command.set(aspect_ids)],
        "category_ids": [Command.set([categories[c].id for c in own])],
    }
