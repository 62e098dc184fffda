"""The terminal desk: shows views, asks the desk to act. No rule, no SQL, no date arithmetic, no file."""
