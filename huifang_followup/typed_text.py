"""What people and programs send as text: pure functions, no database."""

# Longer texts are no opinions.
MAX_TEXT = 10_000


def clean_text(raw):
    """Return a text that the database can keep.

    :param raw: whatever came with a request; what is no text counts as nothing written
    """
    if not isinstance(raw, str):
        return ""
    return raw.replace("\x00", "").encode("utf-8", "ignore").decode().strip()
