"""Selections shared by several models, each written once.

The Chinese term of the trade stands beside the English one where it helps to find it.
"""

# A3: the three qualitative levels 定性, and the answer that leaves the divisor.
LEVELS = [
    ("satisfied", "Satisfied"),
    ("fair", "Fair"),
    ("unsatisfied", "Unsatisfied"),
    ("na", "Not applicable"),
]

# Why a follow-up is made. Kinds decide about the contact gap (B10) and the figures.
KINDS = [
    ("complaint", "Complaint"),
    ("repair", "Repair"),
    ("service", "Service"),
    ("rectification", "Rectification"),
]

# B10: these kinds are asked however recently the household was contacted.
KINDS_WITHOUT_GAP = ("complaint", "rectification")

# C8 effect check.
RESOLUTIONS = [
    ("yes", "Solved"),
    ("no", "Not solved"),
    ("recurred", "Came back"),
]

# B2: who may be asked to follow up.
ROLES = [
    ("dispatcher", "Dispatcher"),
    ("supervisor", "Function supervisor"),
    ("head", "Office head"),
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

# Fields on what customers see in the portal that are none of theirs.
STAFF = "base.group_user"

# I2: who may read what customers answered; the other roles imply the dispatcher.
FOLLOWUP_ROLES = (
    "huifang_followup.group_dispatcher,huifang_followup.group_quality_reviewer"
)

# I3: who needs phone and address, because the customer is theirs to contact.
CONTACT_ROLES = "huifang_followup.group_dispatcher"

# I1: these roles see all of their companies, not only own offices and functions.
SEES_COMPANY = (
    "huifang_followup.group_quality_reviewer,huifang_followup.group_company_manager"
)
# C13: so they are who checks records, and how draws fell.
CHECKING_ROLES = SEES_COMPANY

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

YES_NO = [
    ("yes", "Yes"),
    ("no", "No"),
]

# D10: what a reviewer decided about an answer that looks automatic.
SUSPECT_VERDICTS = [
    ("genuine", "Genuine"),
    ("automatic", "Automatic"),
]

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

ANSWER_MODES = [
    ("customer", "Customer"),
    ("staff", "Staff for the customer"),
    ("paper", "Paper"),
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

DELAY_UNITS = [
    ("hours", "Hours"),
    ("days", "Days"),
    ("weeks", "Weeks"),
    ("months", "Months"),
]

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
