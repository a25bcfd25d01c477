from . import huifang_followup_log_attempt
