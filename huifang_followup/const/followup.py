"""The road of a follow-up, and what belongs to it."""

# Why a follow-up is made. Kinds decide about the contact gap (B10) and the figures.
KINDS = [
    ("complaint", "Complaint"),
    ("repair", "Repair"),
    ("service", "Service"),
    ("rectification", "Rectification"),
]

# B10: these kinds are asked however recently the household was contacted.
KINDS_WITHOUT_GAP = ("complaint", "rectification")

DELAY_UNITS = [
    ("hours", "Hours"),
    ("days", "Days"),
    ("weeks", "Weeks"),
    ("months", "Months"),
]

FOLLOWUP_STATES = [
    ("new", "New"),
    ("planned", "Planned"),
    ("in_progress", "In progress"),
    ("done", "Done"),
    ("reviewed", "Reviewed"),
    ("dropped", "Dropped"),
]

FOLLOWUP_OPEN_STATES = ("new", "planned", "in_progress")

FOLLOWUP_PENDING_STATES = ("planned", "in_progress")  # somebody has it to do

FOLLOWUP_CONTACT_STATES = ("planned", "in_progress", "done", "reviewed")

FOLLOWUP_ANSWERED_STATES = ("done", "reviewed")

# B13: the one outcome of a closing that led to no answer.
DROP_REASONS = [
    ("not_drawn", "Not drawn"),
    ("contact_gap", "Contacted recently"),
    ("do_not_contact", "Does not want to be contacted"),
    ("no_address", "No way to reach the customer"),
    ("anonymous", "Anonymous ticket"),
    ("duplicate", "Duplicate ticket"),
    ("reopened", "Ticket reopened"),
    ("refused", "Customer refused"),
    ("unreachable", "Customer unreachable"),
    ("expired", "Link expired"),
    ("exempted", "Exempted"),
    ("settled", "Rectification settled by the office"),
]

# C4: how one contact attempt went.
ATTEMPT_OUTCOMES = [
    ("sent", "Sent"),
    ("reached", "Reached"),
    ("no_answer", "No answer"),
    ("refused", "Refused"),
    ("postponed", "Postponed"),
    ("bounced", "Bounced"),
]

# C7: what could not be answered on the spot.
PROMISE_STATES = [
    ("open", "Promised"),
    ("answered", "Answer given"),
]

# C14: a public answer is final once customers read it.
PUBLIC_ANSWER_STATES = [
    ("draft", "Draft"),
    ("published", "Published"),
]
