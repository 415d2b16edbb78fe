"""What somebody works on: the draft with its report, what was seen of it, its past, and its keeping.

It knows no widget. The wizard's screens and plain mode show it, and send it edits.
"""

from .history import Past
from .members import is_stray, names_of_secrets
from .outlet import Outlet
from .session import NOTHING, Mark, Milestone, Session, Way

__all__ = ["NOTHING", "Mark", "Milestone", "Outlet", "Past", "Session", "Way", "is_stray", "names_of_secrets"]
