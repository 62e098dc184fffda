"""complaintdesk: a keyboard-driven desk for housing complaints, with deadlines that explain themselves."""

__version__ = "0.1.0"
