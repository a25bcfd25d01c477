"""The customers: households with their family, and a few passers-by."""

from datetime import timedelta

from odoo import Command

from . import names
from .luck import luck


def create_segments(env):
    """Return the partner tags of the segments, by name."""
    tags = env["res.partner.category"].create(
        [{"name": name, "color": color} for color, name in enumerate(names.SEGMENTS, 1)]
    )
    return dict(zip(names.SEGMENTS, tags, strict=True))


def move_in(place, count, tags, evening, today):
    """Create the households of an office, and some family members.

    :param Place place: gets the households
    :param int count: how many
    :param dict tags: segment to partner tag
    :param evening: contact hours some of them prefer
    :param date today: the day their ages are counted from
    """
    partners = place.office.env["res.partner"]
    flats = sorted(luck("flats", place.code).sample(_list_flats(place.code), count))
    place.households = partners.create(
        [_prepare_household(place, flat, tags, evening, today) for flat in flats]
    )
    partners.create(
        [
            _prepare_relative(household)
            for household in place.households
            if luck("family", household.unit_number, place.code).random() < 0.2
        ]
    )


def create_passers_by(env):
    """Return customers nobody can reach."""
    return env["res.partner"].create(
        [{"name": name, "lang": "zh_CN"} for name in names.PASSERS_BY]
    )


def _list_flats(code):
    """Return (building, unit, storey, flat) of every flat of an office."""
    return [
        (building, unit, storey, flat)
        for building, (units, storeys) in names.BUILDINGS[code].items()
        for unit in range(1, units + 1)
        for storey in range(1, storeys + 1)
        for flat in names.FLATS
    ]


def _prepare_household(place, flat, tags, evening, today):
    building, unit, storey, number = flat
    unit_number = f"{building}-{unit}-{storey}{number}"
    chance = luck("household", place.code, unit_number)
    segments = [
        name for name, share in names.SEGMENTS.items() if chance.random() < share
    ]
    age = (
        chance.randrange(15, 60) if "新入住" in segments else chance.randrange(90, 4000)
    )
    values = {
        "name": _make_name(chance),
        "is_household": True,
        "unit_number": unit_number,
        "office_id": place.office.id,
        "street": f"{place.office.name[:4]} {unit_number}",
        "country_id": place.office.env.ref("base.cn").id,
        "lang": "zh_CN",
        "tz": "Asia/Shanghai",
        "move_in_date": today - timedelta(days=age),
        "is_occupied": chance.random() < 0.94,
        "category_id": [Command.set([tags[name].id for name in segments])],
        "do_not_contact": chance.random() < 0.03,
        "contact_calendar_id": chance.random() < 0.06 and evening.id,
        **_choose_addresses(chance, f"{place.code}{unit_number}".lower()),
    }
    if "独居老人" in segments:
        values |= {
            "email": False,
            "preferred_channel": chance.choice(["visit", "phone"]),
        }
    return values


def _choose_addresses(chance, key):
    """Return e-mail, phone and preferred channel; a few leave neither."""
    kind = chance.choices(["both", "phone", "email", "none"], [70, 24, 4, 2])[0]
    wanted = chance.choices([False, "phone", "message", "email"], [72, 12, 10, 6])[0]
    return {
        "email": kind in ("both", "email") and f"{key}@example.com",
        "phone": kind in ("both", "phone") and f"138 0000 {chance.randrange(10**4):04}",
        "preferred_channel": wanted,
    }


def _prepare_relative(household):
    chance = luck("relative", household.unit_number, household.office_id.code)
    return {
        "name": _make_name(chance),
        "parent_id": household.id,
        "lang": "zh_CN",
        "function": chance.choice(["配偶", "子女", "父母"]),
        "phone": f"139 0000 {chance.randrange(10**4):04}",
        "email": household.email and f"family.{household.email}",
    }


def _make_name(chance):
    given = chance.choice(names.GIVEN_NAMES.split())
    return chance.choice(names.SURNAMES) + given
