from . import followup_link
from . import survey
