"""The one door for screens and command line: verbs, views, settings, and the only reading of the clock."""

from complaintdesk.desk.desk import Desk

__all__ = ["Desk"]
