from . import huifang_rating_report
from . import huifang_retention
from . import opinions_summary
