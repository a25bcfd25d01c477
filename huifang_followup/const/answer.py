"""What customers answer, and how an answer came in."""

# A3: the three qualitative levels 定性, and the answer that leaves the divisor.
LEVELS = [
    ("satisfied", "Satisfied"),
    ("fair", "Fair"),
    ("unsatisfied", "Unsatisfied"),
    ("na", "Not applicable"),
]

# C8 effect check.
RESOLUTIONS = [
    ("yes", "Solved"),
    ("no", "Not solved"),
    ("recurred", "Came back"),
]

YES_NO = [
    ("yes", "Yes"),
    ("no", "No"),
]

ANSWER_MODES = [
    ("customer", "Customer"),
    ("staff", "Staff for the customer"),
    ("paper", "Paper"),
]

# D10: what a reviewer decided about an answer that looks automatic.
SUSPECT_VERDICTS = [
    ("genuine", "Genuine"),
    ("automatic", "Automatic"),
]
