"""The kinds of mail about challenge briefs."""

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

KINDS = {
    "briefs.published": MailKind(
        label=_("Challenges are out"),
        subject=gettext_noop("Challenges to read and rank"),
        body=gettext_noop(
            "Hello {first_name},\n\nThese challenges are out for {cohort}:\n\n{questions}\n\n"
            "Read them and rank them with your team:\n{link}\n"
        ),
        placeholders={"questions": _("the questions with their owners"), "link": _("the page of the challenges")},
    ),
    "briefs.allocated": MailKind(
        label=_("Your team’s challenge"),
        subject=gettext_noop("{team} works on: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour team, {team}, works on this challenge:\n\n{question}\n{owner}\n\n"
            "Everything about it is here:\n{link}\n"
        ),
        placeholders={
            "team": _("the team’s name"),
            "question": _("the challenge as a question"),
            "owner": _("the organisation that owns it"),
            "link": _("the page of the challenge"),
        },
    ),
}
