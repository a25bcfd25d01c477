"""What a request is about, told by the words of its type; pure, without Odoo.

The file knows types, the shipped policies know complaints, leaks, safety facilities,
repairs and other services: the first rule with a word of the type decides.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind of request, and which part of an office takes care of it.

    :param words: parts of words that tell it
    :param category: shipped category above the types of this kind, if any
    :param function: the office's function that owns them
    :param aspect: shipped aspect this function answers for
    """

    words: tuple
    category: str | None
    function: str
    aspect: str
    feedback_type: str | None = None


KINDS = (
    Kind(
        ("complain", "illegal", "encampment", "noise", "nuisance", "vandal"),
        category=None,
        function="Order",
        aspect="security",
        feedback_type="complaint",
    ),
    Kind(("water", "leak", "sewer", "flood"), "leak", "Water", "equipment"),
    Kind(("light", "signal", "fire", "lift", "elevator"), "safety", "Safety", "fire"),
    Kind(
        ("repair", "graffiti", "pothole", "sidewalk", "pavement", "broken"),
        category="repair",
        function="Repairs",
        aspect="building",
    ),
    Kind((), category=None, function="Cleaning", aspect="cleaning"),
)


def kind_of(request_type):
    """Return the kind of a type of request."""
    text = request_type.lower()
    return next(
        kind
        for kind in KINDS
        if not kind.words or any(word in text for word in kind.words)
    )
