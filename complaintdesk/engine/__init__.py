"""Pure functions on the values of ``complaintdesk.models``: no clock, no file, no database."""
