"""Selections shared by several models, each written once.

The Chinese term of the trade stands beside the English one where it helps to find it.
"""

from .roles import *
from .complaint import *
from .followup import *
from .answer import *
from .rectification import *
from .quality import *
