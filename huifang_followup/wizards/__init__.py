from . import huifang_reason_mixin
from . import huifang_followup_log_attempt
from . import huifang_followup_review
from . import huifang_rectification_close
from . import huifang_hold
from . import res_partner_erase
from . import base_partner_merge_automatic_wizard
from . import huifang_settings
