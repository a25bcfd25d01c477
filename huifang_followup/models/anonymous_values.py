"""What takes the place of whatever may name a person (I4)."""

PERSONAL_TYPES = ("char", "text", "html", "binary", "properties")
PERSONAL_LINKS = (("many2one", "res.partner"), ("many2many", "ir.attachment"))


def anonymous_values(records, kept=()):
    """Return the values that leave nothing in records that may name a person.

    No program can tell which text does, so all texts and files go, and all links to
    contacts and files, whichever module added the field. What must not be empty
    gets a dash.

    :param kept: names of the texts that name nobody
    :rtype: dict
    """
    return {
        name: "–" if field.required and field.type != "many2one" else False
        for name, field in records._fields.items()
        if name not in kept and _is_personal(field)
    }


def _is_personal(field):
    """Tell whether a stored field that people fill in may name a person."""
    if not field.store or field.related or (field.compute and field.readonly):
        return False
    kind = (field.type, field.comodel_name)
    return field.type in PERSONAL_TYPES or kind in PERSONAL_LINKS
