from . import huifang_rating_report
