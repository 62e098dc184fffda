"""The shared store of a team: the same tables on a PostgreSQL server, behind the face of the SQLite driver.

``link`` opens it, ``wording`` says the store's statements in its words, ``search`` those about the index of words,
``schema`` makes the tables and their guards, ``roles`` says who may do what, ``refusals`` turns errors into sentences.
Imported only for a store that is an address. Nothing here is asked for by a store in a file.
"""

from importlib.util import find_spec

from complaintdesk.errors import StoreError

if find_spec("psycopg") is None:
    raise StoreError(
        "The package for shared stores is not installed.", "Install complaintdesk with it: complaintdesk[postgres]."
    )
