"""Complaints and feedback on the ticket, escalation sheets and work orders."""

FEEDBACK_TYPES = [
    ("complaint", "Complaint"),
    ("suggestion", "Suggestion"),
    ("inquiry", "Inquiry"),
    ("praise", "Praise"),
]

# F2: who writes in for one of these waits for an answer.
FEEDBACK_TO_ANSWER = ("complaint", "suggestion", "inquiry")

# F2: what is urgent is answered within hours.
URGENCIES = [
    ("normal", "Not urgent"),
    ("urgent", "Urgent"),
]

# F2: how the customer was answered.
REPLY_WAYS = [
    ("message", "Message"),
    ("phone", "Phone"),
    ("talk", "In person"),
    ("letter", "Letter"),
]

# F1: what supervisor or head found about a complaint.
VALIDITIES = [
    ("valid", "Valid complaint"),
    ("invalid", "Not valid"),
]

# B3: severity of a complaint, and the role that follows it up.
SEVERITIES = [
    ("ordinary", "Ordinary"),
    ("important", "Important"),
    ("major", "Major"),
]

ROLE_BY_SEVERITY = {
    "ordinary": "dispatcher",
    "important": "supervisor",
    "major": "head",
}

# F4: the road of an escalation sheet 工作传签单, and whose turn it is.
SHEET_STATES = [
    ("draft", "Being written"),
    ("superior", "With the superior"),
    ("department", "With the department"),
    ("work_order", "Work ordered"),
    ("result", "Result is there"),
    ("answered", "Customer was answered"),
    ("cancelled", "Cancelled"),
]

SHEET_OPEN_STATES = ("draft", "superior", "department", "work_order", "result")

# Whoever does not agree sends it back to the one before.
SHEET_WAYS_BACK = {
    "superior": "draft",
    "department": "superior",
    "result": "department",
}

SHEET_DECISIONS = [
    ("passed", "Passed on"),
    ("sent_back", "Sent back"),
    ("cancelled", "Cancelled"),
]

# F4: a work order notice 工作安排通知单.
WORK_ORDER_STATES = [
    ("issued", "Issued"),
    ("done", "Work done"),
    ("cancelled", "Cancelled"),
]
