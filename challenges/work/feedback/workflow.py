"""Who reads a comment, as what somebody speaks, and what becomes of a request for feedback."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.workflow import Transition, Workflow, gettext_noop


class Audience(TextChoices):
    """Who reads a comment beside whoever wrote it."""

    SHARED = "SHARED", _("The team and its other helpers")
    TEAM = "TEAM", _("The team only")
    HELPERS = "HELPERS", _("Mentors, challenge owner and organisers only")
    ORGANISERS = "ORGANISERS", _("Organisers only")


# What the team reads, what its helpers read, and what organisers read.
FOR_TEAM = (Audience.SHARED, Audience.TEAM)
FOR_HELPERS = (Audience.SHARED, Audience.HELPERS)
FOR_ORGANISERS = (Audience.SHARED, Audience.HELPERS, Audience.ORGANISERS)


class Role(TextChoices):
    """As what somebody speaks of a team's work."""

    MENTOR = "MENTOR", _("Mentor")
    OWNER = "OWNER", _("Challenge owner")
    ORGANISER = "ORGANISER", _("Organiser")
    MEMBER = "MEMBER", _("Team member")


# Behind which door somebody reads the work.
DOORS = {Role.MENTOR: "my", Role.OWNER: "partner", Role.ORGANISER: "organise", Role.MEMBER: "my"}


class AskedState(TextChoices):
    """What became of a request for feedback."""

    ASKED = "ASKED", _("Waiting")
    GIVEN = "GIVEN", _("Given")
    DECLINED = "DECLINED", _("Declined")
    CALLED_OFF = "CALLED_OFF", _("Called off")


A = AskedState
ASKING = Workflow(
    "feedback_request",
    tuple(A.values),
    (
        Transition(
            "give",
            (A.ASKED,),
            A.GIVEN,
            "feedback_request.answer",
            "feedback_request.given",
            gettext_noop("Give the feedback"),
        ),
        Transition(
            "decline",
            (A.ASKED,),
            A.DECLINED,
            "feedback_request.answer",
            "feedback_request.declined",
            gettext_noop("Decline"),
        ),
        Transition(
            "call_off",
            (A.ASKED,),
            A.CALLED_OFF,
            "feedback_request.call_off",
            "feedback_request.called_off",
            gettext_noop("Call it off"),
        ),
    ),
)
