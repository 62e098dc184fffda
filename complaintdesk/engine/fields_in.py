"""What is asked where something comes in, and about the people it is for. ``engine.fields`` holds the rest."""

from complaintdesk.models.forms import Field
from complaintdesk.models.terms import CHANNELS, CHARACTERISTICS, EQUALITY, LINKS, TRIGGERS

_YES_NO = (("yes", "Yes"), ("no", "No"))
_OFFERED = (
    ("accepted", "Offered and accepted"),
    ("declined", "Offered and declined"),
    ("waiting", "Offered, no answer yet"),
    ("not_offered", "Not offered"),
)
_COMPLAINANTS = (
    ("tenant", "Tenant"),
    ("leaseholder", "Leaseholder or shared owner"),
    ("former", "Former resident"),
    ("applicant", "Applicant"),
    ("neighbour", "Neighbour"),
    ("other", "Somebody else who is affected"),
)
_CONCERNS = (("landlord", "The landlord"), ("staff", "A member of staff"), ("contractor", "A contractor"))
_PREFERRED = tuple((one, one.capitalize()) for one in CHANNELS if one != "survey")
_SENT = (
    ("letter", "Letter"),
    ("email", "E-mail"),
    ("telephone", "Telephone, as they asked; the letter follows"),
    ("online account", "Online account"),
    ("social media", "Direct message on social media"),
    ("in person", "By hand"),
    ("as preferred", "As they prefer, with a copy in writing"),
)

FIELDS_IN: tuple[Field, ...] = (
    Field("complainant", "Complainant", "choice", choices=_COMPLAINANTS),
    Field("members", "Also affected", "parts", (), hint="one person a line; the one above is the lead contact"),
    Field("member", "Also affected", "line"),
    Field("concerns", "Whom it is about", "choice", choices=_CONCERNS),
    Field("trigger", "What set it off", "choice", choices=tuple(TRIGGERS.items())),
    Field("known_on", "They knew of it on", "date", hint="the day the issue was known to them"),
    Field("legal", "Court papers are filed", "flag", value=False),
    Field(
        "enquirer", "MP or councillor", "line", hint="whoever writes for the resident; letters of an enquiry go to them"
    ),
    Field("express_request", "Is a complaint asked for", "choice", choices=_YES_NO, hint="for an MP or councillor"),
    Field("dissatisfied", "Is dissatisfied", "flag", value=False),
    Field("linked", "The other case", "line", hint="its reference, if this goes on there"),
    Field("link", "How it is linked", "choice", choices=tuple(LINKS.items())),
    Field("relation", "Relation", "line", hint="daughter, advocate, councillor"),
    Field("asked_on", "The resident was asked on", "date"),
    Field("asked_how", "How they were asked", "choice", choices=_PREFERRED),
    Field("prefers", "Prefers", "choice", choices=_PREFERRED),
    Field("contact_preference", "How they like to be reached", "line", hint="for example: no calls before noon"),
    Field("vulnerability", "Vulnerability", "line"),
    Field("resolved_first", "Settled at the first contact", "choice", choices=_YES_NO),
    Field("complaint_offered", "Was a complaint offered", "choice", choices=_OFFERED),
    Field("process_explained", "Was the process explained", "choice", choices=_YES_NO),
    Field("told_how", "Told how to complain", "flag", value=False),
    Field("clear", "It is clear now", "flag", value=False),
    Field("attended", "Who attended", "line", required=True),
    Field("accompanied_by", "Accompanied by", "line"),
    Field("send_to", "Sent to", "choice", "", choices=(("customer", "The resident"), ("representative", "Who acts"))),
    Field("sent_by", "Sent by", "choice", choices=_SENT),
    Field("preference_reason", "Why not as they prefer", "text"),
    Field("characteristic", "Characteristic", "choice", choices=tuple(CHARACTERISTICS.items())),
    Field("stated", "As stated", "line"),
    *(Field(f"{EQUALITY}{key}", label, "line") for key, label in CHARACTERISTICS.items()),
)
