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
    "briefs.given": MailKind(
        label=_("Who works on an owner’s challenge"),
        subject=gettext_noop("Which teams work on your challenge"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe challenges of {cohort} have been given to the teams:\n\n{challenges}\n\n"
            "Who is in each team stands here:\n{link}\n"
        ),
        placeholders={
            "challenges": _("each of the owner’s challenges with the teams that work on it"),
            "link": _("the owner’s page of the challenge"),
        },
    ),
    "briefs.corrected": MailKind(
        label=_("A team’s challenge was corrected"),
        subject=gettext_noop("A correction: who works on which challenge"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe challenges of {cohort} were corrected. This concerns you:\n\n{changes}\n\n"
            "The reason: {reason}\n\nEverything about it is here:\n{link}\n"
        ),
        placeholders={
            "changes": _("each team that changes, with its new challenge and the one before"),
            "reason": _("why the organisers changed it"),
            "link": _("the page of the challenge"),
        },
    ),
}
