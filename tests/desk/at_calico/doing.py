"""Somebody who works at Calico in a test, and short words for what they do."""

from complaintdesk.desk import house
from complaintdesk.models.acting import Done, Refused
from tests.desk.officer import london

ABC = ("A: the leak was not mended.", "B: two visits were missed.", "C: nobody called back.")
GROUND = {"reason": "It is not for the complaints process.", "decided_by": "Cora Bell"}
CONCERN = {"feedback": "concern", "words": "Smoke alarms in my scheme do not work."}


def at(desk, when):
    desk.at = london(when if " " in when else f"{when} 10:00")


def log(desk, when="2024-04-02", **said):
    at(desk, when)
    return desk.receive("calico", **said)


def due(desk, ref, name="acknowledge", stage=1):
    return clock(desk, ref, name, stage).due


def clock(desk, ref, name, stage=1):
    return next(one for one in desk.desk.case(ref).clocks if (one.name, one.stage) == (name, stage))


def of_kind(desk, ref, kind):
    return [one for one in desk.desk.case(ref).records if one.kind == kind]


def stopped(done, clause, field=""):
    assert isinstance(done, Refused), done
    assert done.clause == f"Calico {clause}"
    assert not field or done.field == field
    return done.sentence


def staff(desk, name, **said):
    desk.do(desk.desk.book("calico"), "staff_add", name=name, **said)


def publish(desk, name, **said):
    desk.do(desk.desk.book("calico"), "publish", publication=name, **said)


def standing(desk, name):
    return next(one for one in house.publications(desk.desk, "calico") if one.what == name)


def found(*numbers, overturned=""):
    said = {"finding": "upheld", "reason": "The log shows it.", "overturned": overturned}
    return [{"number": n, **said} for n in numbers]


def acknowledged(desk, received="2024-03-28 11:00", acked="2024-04-08", **said):
    ref = log(desk, received)
    at(desk, acked)
    desk.do(ref, "acknowledge", **said)
    return ref


def answered(desk, received="2024-03-28 11:00", acked="2024-04-08", when="2024-04-22", **said):
    ref = acknowledged(desk, received, acked, parts=ABC)
    at(desk, when)
    desk.do(ref, "respond", findings=found(1, 2, 3), **said)
    return ref


def at_stage_2(desk, when="2024-05-02", **said):
    ref = answered(desk)
    at(desk, when)
    desk.do(ref, "escalate", **said)
    return ref


def grown_from(desk, ref, **said):
    opened = {one.name: one.value for one in desk.desk.intake_fields(ref)}
    done = desk.desk.receive("calico", {**opened, **said}, key=desk.key())
    assert isinstance(done, Done), done
    return done.ref


def reminded(desk, ref, words):
    return [one for one in desk.desk.case(ref).reminders if words in one]


def figure(desk, key, period):
    (told,) = desk.desk.figures("calico", period, key).figures
    return told
