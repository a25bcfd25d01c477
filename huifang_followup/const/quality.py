"""Quality checks 抽查."""

QUALITY_DRAW_STATES = [
    ("draft", "Draft"),
    ("drawn", "Draw made"),
]

# C13: what a quality check 抽查 found about a record.
QUALITY_VERDICTS = [
    ("genuine", "Found genuine"),
    ("not_genuine", "Found not genuine"),
]

QUALITY_CHECK_STATES = [
    ("open", "To check"),
    *QUALITY_VERDICTS,
]
