"""Compare the addon's translations with a template just exported from Odoo.

translations.py FRESH.pot ADDON        says what differs, exit 1 if anything does
translations.py FRESH.pot ADDON --fix  first takes the new template over and merges
                                       it into the .po files; new terms stay empty
"""

import re
import sys
from pathlib import Path

import polib

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sdif]|\{\w*\}")


def facts(catalog):
    """All that matters of a catalog: its header holds dates."""
    return {(entry.msgid, entry.comment, tuple(entry.occurrences)) for entry in catalog}


def fix(fresh, template, translations):
    if not template.exists() or facts(polib.pofile(str(template))) != facts(fresh):
        fresh.save(str(template))
    for path in translations:
        catalog = polib.pofile(str(path))
        before = str(catalog)
        catalog.merge(fresh)
        order = {entry.msgid: number for number, entry in enumerate(fresh)}
        catalog[:] = sorted(
            (entry for entry in catalog if not entry.obsolete),
            key=lambda entry: order[entry.msgid],
        )
        if str(catalog) != before:
            catalog.save()


def differences(fresh, template, translations, extra):
    wanted = {entry.msgid for entry in fresh}
    for path in (template, *translations):
        there = {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete}
        yield from ((path, "missing", msgid) for msgid in wanted - there)
        yield from ((path, "no longer used", msgid) for msgid in there - wanted)
    for path in (*translations, *extra):
        for entry in polib.pofile(str(path)):
            if entry.fuzzy:
                yield path, "fuzzy", entry.msgid
            elif not entry.translated() and not entry.obsolete:
                yield path, "not translated", entry.msgid
            elif placeholders(entry.msgid) != placeholders(entry.msgstr):
                yield path, "other placeholders", entry.msgid


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def main(fresh, addon, *options):
    fresh, addon = polib.pofile(fresh), Path(addon)
    template = addon / "i18n" / f"{addon.name}.pot"
    translations = sorted(addon.glob("i18n/*.po"))
    if "--fix" in options:
        fix(fresh, template, translations)
    if not template.exists():
        return f"{template} is missing"
    found = list(
        differences(
            fresh, template, translations, sorted(addon.glob("i18n_extra/*.po"))
        )
    )
    for path, what, msgid in found:
        print(f"{path}: {what}: {msgid!r}")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
