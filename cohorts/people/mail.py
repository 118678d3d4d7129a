"""The kinds of mail of this feature: invitations to take part and to mentor."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

INVITED = "people.invited"
MENTOR_INVITED = "people.mentor_invited"
PLACES = {
    "programme": _("the programme’s name"),
    "link": _("where to accept, for this person alone"),
    "until": _("the last moment"),
}

KINDS = {
    INVITED: MailKind(
        label=_("Invitation to take part"),
        subject=gettext_noop("Your place in {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\n"
            "You have a place in {cohort}, part of {programme}: "
            "twelve weeks in a team from the public and the private sector.\n\n"
            "Open your place here, until {until}:\n{link}\n\n"
            "The link is for you alone and works once. After that, check that what we know of you is right.\n"
        ),
        placeholders=PLACES,
    ),
    MENTOR_INVITED: MailKind(
        label=_("Invitation to mentor"),
        subject=gettext_noop("Mentoring in {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\n"
            "You are a mentor in {cohort}, part of {programme}.\n\n"
            "Open your page here, until {until}:\n{link}\n\n"
            "The link is for you alone and works once.\n"
        ),
        placeholders=PLACES,
    ),
}
