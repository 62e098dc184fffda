"""What acts there are, one line each: by subject in the rooms beside. Gates, forms, menus, the fold and the command
line all read this list."""

from complaintdesk.engine.book import ACTS as BOOK_ACTS
from complaintdesk.engine.deciding import ACTS as DECIDING
from complaintdesk.engine.filing import ACTS as FILING
from complaintdesk.engine.handling import ACTS as HANDLING
from complaintdesk.engine.keeping import ACTS as KEEPING
from complaintdesk.engine.kinds import Act
from complaintdesk.engine.putting_right import ACTS as PUTTING_RIGHT

GROUPS = ("contact", "stage", "decision", "remedy", "people", "file", "staff")

ACTS: dict[str, Act] = {act.key: act for act in (*HANDLING, *FILING, *BOOK_ACTS, *DECIDING, *PUTTING_RIGHT, *KEEPING)}
