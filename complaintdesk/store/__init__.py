"""The store: one SQLite file that keeps what happened, and the rows derived from it.

Two sides that share one driver (``connection``) and one set of values (``rows``): ``reading`` is the
bare driver and quick to import; ``writing`` is SQLModel's tables and is imported when first needed.
Nothing is imported here, so that a start pays for what it uses.
"""
