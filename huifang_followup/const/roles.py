"""Who asks, and who may see what."""

# B2: who may be asked to follow up.
ROLES = [
    ("dispatcher", "Dispatcher"),
    ("supervisor", "Function supervisor"),
    ("head", "Office head"),
]

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
