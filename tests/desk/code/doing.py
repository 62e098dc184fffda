"""What the tests of the Code do again and again."""

from complaintdesk.desk import house
from complaintdesk.models.acting import Done
from tests.desk.officer import SAID, london

PARTS = SAID["parts"]
WHY = {"reason": "It is so in this case.", "decided_by": "Ada Bell"}


def at(desk, when):
    desk.at = london(f"{when} 10:00" if " " not in when else when)


def due(desk, ref, name="acknowledge", stage=1):
    return next(one.due for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def state(desk, ref, name="acknowledge", stage=1):
    return next(one.state for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def grown_from(desk, ref, **said):
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    done = desk.desk.receive("salix", {**opened, **said}, key=desk.key())
    assert isinstance(done, Done), done
    return done.ref


def acknowledged(desk, received, when, **said):
    at(desk, received)
    ref = desk.receive("salix", **said)
    at(desk, when)
    desk.do(ref, "acknowledge", parts=PARTS)
    return ref


def answered(desk, received="2024-04-02", acked="2024-04-09", when="2024-04-18"):
    ref = acknowledged(desk, received, acked)
    at(desk, when)
    desk.do(ref, "respond")
    return ref


def book(desk, act, landlord="salix", **said):
    return desk.do(desk.desk.book(landlord), act, **said)


def begun(desk, when="2024-04-02", landlord="salix"):
    """The landlord's desk has been there since ``when``."""
    at(desk, when)
    desk.desk.book(landlord)


def publish(desk, name, landlord="salix", **said):
    return book(desk, "publish", landlord, publication=name, **{"what": "As adopted.", **said})


def standing(desk, name, landlord="salix"):
    """How something that is published, reviewed or always held stands."""
    every = (*house.vacancies(desk.desk, landlord), *house.publications(desk.desk, landlord))
    return next(one for one in every if one.what.startswith(name))


def outstanding(desk, landlord="salix"):
    """What the landlord's book owes, as the list of what is owed has it."""
    return [row.what for row in desk.desk.owed(landlord) if row.ref == desk.desk.book(landlord)]
