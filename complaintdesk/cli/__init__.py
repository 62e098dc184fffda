"""The command line: Typer commands that ask the desk and print. Heavy imports wait inside the functions."""
