"""The states of an application to bring a challenge, and who may read a file of a challenge."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class ApplicationState(TextChoices):
    """Where an application stands; nobody reads it before its address is proved."""

    SENT = "SENT", _("Address not proved yet")
    WAITING = "WAITING", _("Waiting for an answer")
    ACCEPTED = "ACCEPTED", _("Accepted")
    DECLINED = "DECLINED", _("Declined")


S = ApplicationState
APPLICATION = Workflow(
    "brief_application",
    tuple(S.values),
    (
        Transition(
            "prove", (S.SENT,), S.WAITING, "brief_application.decide", "brief_application.proved",
            gettext_noop("Prove the address"),
        ),
        Transition(
            "accept", (S.WAITING,), S.ACCEPTED, "brief_application.decide", "brief_application.accepted",
            gettext_noop("Accept"),
        ),
        Transition(
            "decline", (S.WAITING,), S.DECLINED, "brief_application.decide", "brief_application.declined",
            gettext_noop("Decline"),
        ),
    ),
)  # fmt: skip


class Readers(TextChoices):
    """Who reads a file of a challenge; each includes those before it."""

    OWNERS = "OWNERS", _("Owners and organisers")
    REVIEWERS = "REVIEWERS", _("Reviewers too")
    TEAMS = "TEAMS", _("Teams too, once it is published to them")
    PUBLIC = "PUBLIC", _("Everybody, once it is public")
