"""Frozen values in the field's words. Nothing here opens a file, knows a table or asks what day it is."""
