"""The road of a rectification 整改."""

RECTIFICATION_STATES = [
    ("new", "To plan"),
    ("planned", "Plan made"),
    ("in_progress", "In progress"),
    ("to_verify", "To verify"),
    ("to_accept", "To accept"),
    ("closed", "Closed"),
    ("cancelled", "Cancelled"),
]

RECTIFICATION_OPEN_STATES = (
    "new",
    "planned",
    "in_progress",
    "to_verify",
    "to_accept",
)

# What is done about it may change until the work is said to be done.
RECTIFICATION_WORK_STATES = ("new", "planned", "in_progress")

# E1: what a rectification comes from.
RECTIFICATION_ORIGINS = [
    ("answer", "Customer's answer"),
    ("quality_check", "Quality check"),
    ("inspection", "Inspection"),
    ("effect", "Evaluation of the effect"),
]

# The office or the customer looks at the work, and may send it back.
RECTIFICATION_CHECK_STATES = ("to_verify", "to_accept")

# E2: who did not accept the work.
REJECTION_SOURCES = [
    ("office", "Office"),
    ("customer", "Customer"),
]

PHOTO_MOMENTS = [
    ("before", "Before"),
    ("after", "After"),
]

# E6: whether what was done has helped.
EFFECTS = [
    ("effective", "Effective"),
    ("partly", "Partly effective"),
    ("ineffective", "Not effective"),
]

# How the office head may end one without the customer's word (E3).
RECTIFICATION_ENDINGS = [
    ("closed", "Put right, but without the customer's word"),
    ("cancelled", "Opened by mistake"),
]

# E4: the six causes of quality work, 5M1E 人机料法测环.
CAUSES = [
    ("people", "People"),
    ("machine", "Machine"),
    ("material", "Material"),
    ("method", "Method"),
    ("measurement", "Measurement"),
    ("environment", "Environment"),
]

PARTIES = [
    ("office", "Office"),
    ("developer", "Developer"),
    ("outside", "Outside party"),
]
