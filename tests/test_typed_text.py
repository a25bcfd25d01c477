"""What people and programs send as text, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.huifang_followup.typed_text import clean_text, make_harmless

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just("=1+1"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def texts_of(value):
    """Yield all texts of a JSON value, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


@given(json_values)
def test_no_text_begins_like_a_formula(value):
    for text in texts_of(make_harmless(value)):
        assert not text.lstrip().startswith(("=", "@"))


@given(json_values)
def test_nothing_is_lost(value):
    kept = [text.removeprefix("'") for text in texts_of(make_harmless(value))]
    assert kept == [text.removeprefix("'") for text in texts_of(value)]


def test_what_is_no_formula_stays_as_it_is():
    value = ["a = b", "a@b.c", "-1", "+86 138", 5, 0.5, None, True, (1, "中文")]
    assert make_harmless(value) == value


def test_the_label_of_a_group_is_a_pair():
    assert make_harmless((7, "=1+1")) == (7, "'=1+1")


@given(st.text() | json_values)
def test_a_clean_text_can_be_kept_by_the_database(raw):
    text = clean_text(raw)
    assert "\x00" not in text
    assert text == text.strip()
    text.encode()  # no half characters
