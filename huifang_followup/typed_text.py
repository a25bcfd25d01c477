"""What people and programs send as text: pure functions, no database."""

# What a spreadsheet takes for the beginning of a formula. Odoo sees to "+" and "-" in
# CSV files itself; in its XLSX files only these two do harm.
FORMULA_SIGNS = ("=", "@")

# Longer texts are no opinions.
MAX_TEXT = 10_000


def clean_text(raw):
    """Return a text that the database can keep.

    :param raw: whatever came with a request; what is no text counts as nothing written
    """
    if not isinstance(raw, str):
        return ""
    return raw.replace("\x00", "").encode("utf-8", "ignore").decode().strip()


def make_harmless(value):
    """Return a value whose texts no spreadsheet calculates.

    :param value: anything JSON can hold, tuples included; texts in it get an apostrophe
        where they begin like a formula
    """
    if isinstance(value, str):
        return f"'{value}" if value.lstrip().startswith(FORMULA_SIGNS) else value
    if isinstance(value, dict):
        return {name: make_harmless(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(make_harmless(inner) for inner in value)
    return value
