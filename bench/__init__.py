"""How fast the desk is, measured on the desk as it is installed: ``make bench``, or ``python -m bench [PART ...]``.

What is measured
----------------
``start``      the whole desk in a terminal (head, view line, list, preview pane, status line, footer) on 150 and on
               100,000 open cases, beside the bare app of ``yardstick.py``: one Textual DataTable of 50 rows. From exec
               to the first page complete, and the memory it then takes.
``screen``     the same four at work: cursor keys, keys that scroll, pages, Home, End, a held key, the filter; opening
               a case, its explanation and its letter, and the way back; idling, leaving.
``board``      how soon another process's commit is on the screen.
``modules``    which libraries are in memory at the first paint.
``commands``   ``--version``, ``--help``, ``queue``, beside a Python that does nothing.
``deadlines``  working days beside the library holidays and beside numpy; all clocks of a case.
``store``      one durable act and an import, beside raw SQLite; that an act is one commit.

How to read it
--------------
Milliseconds say little: an hour later the same machine takes half as long again. So each figure stands beside a
yardstick that took turns with it in the same run, in an order drawn by lot, and what is judged is the ratio: of the
paired rounds for what happens once a run, of all samples (their median or 95th percentile) for keys. Every key is
pressed when the program has been quiet, so that no figure holds a queue; what counts is the first frame that changes.

Each part begins with A/A: the yardstick beside itself. What comes out as ±n % is how far a ratio of nothing to nothing
strayed in that hour. A figure is

* ``met``           at or below its goal;
* ``within noise``  above it by less than the A/A of the very measure it is compared with (``too noisy to say`` where
                    that A/A is above ±25 %);
* ``not met``       above it by more; ``MUST BROKEN`` where it is also above what it must never exceed.

The durable act is judged on the disk that is there. A slow one flatters, since both sides wait for it; so the same
stands below without a disk. How many commits and pages an act is, the log itself says.

A line without a goal is told and not judged. A line that begins with two blanks belongs to the one above.

The stores are made by the desk's own writer (``stores.py``) and kept for the day in the system's folder for temporary
files; the first run takes a minute or two longer. All of it takes about a quarter of an hour; ``--rounds 3`` is quicker
and says less. The exit code is 1 where a must is broken, 2 where something could not be measured.
"""
