"""The kinds of mail as challenges come in."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "briefs.invited": MailKind(
        label=_("Please write a challenge"),
        subject=gettext_noop("{organisation}: would you bring a challenge to {cohort}?"),
        body=gettext_noop(
            "Hello {first_name},\n\n{inviter} asks {organisation} to bring a challenge to {cohort}: a problem of today "
            "that a team works on for twelve weeks.\n\n{words}\n\nSix short steps with examples, about 15 minutes. "
            "It is saved as you write, and you can leave and come back:\n{link}\n"
        ),
        placeholders={
            "organisation": _("the body that is asked"),
            "inviter": _("who asks"),
            "words": _("the organiser’s own words"),
            "link": _("the page where it is written"),
        },
    ),
    "briefs.applied": MailKind(
        label=_("Somebody proposes a challenge"),
        subject=gettext_noop("{organisation} proposes a challenge"),
        body=gettext_noop(
            "Hello {first_name},\n\n{applicant} of {organisation} would like to bring a challenge to {cohort}:\n\n"
            "{problem}\n\nThe address is proved. Accept or decline it here:\n{link}\n"
        ),
        placeholders={
            "applicant": _("who proposes it"),
            "organisation": _("their organisation"),
            "problem": _("the problem in a line"),
            "link": _("the page of the application"),
        },
    ),
    "briefs.application_accepted": MailKind(
        label=_("A proposed challenge is taken up"),
        subject=gettext_noop("Your challenge for {cohort}: please write it"),
        body=gettext_noop(
            "Hello {first_name},\n\nThank you for proposing:\n\n{problem}\n\nWe would like to read more. Six short "
            "steps with examples, about 15 minutes. It is saved as you write:\n{link}\n\n"
            "Sign in with this address; a code comes by mail.\n"
        ),
        placeholders={
            "problem": _("the problem in a line"),
            "link": _("the page where it is written"),
        },
    ),
    "briefs.application_declined": MailKind(
        label=_("A proposed challenge is not taken up"),
        subject=gettext_noop("Your challenge for {cohort}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThank you for proposing:\n\n{problem}\n\n"
            "We do not take it up this time.\n\n{words}\n"
        ),
        placeholders={"problem": _("the problem in a line"), "words": _("the organiser’s words")},
    ),
    "briefs.not_released": MailKind(
        label=_("A planned release did not happen"),
        subject=gettext_noop("Not released: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThis challenge was to go out by itself, and did not:\n\n{question}\n\n{reason}\n\n"
            "Put it right here:\n{link}\n"
        ),
        placeholders={
            "question": _("the challenge as a question"),
            "reason": _("why it did not go out"),
            "link": _("the page of the challenge"),
        },
    ),
}
