"""The kinds of mail about questions on challenges."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ABOUT: "dict[str, StrOrPromise]" = {"challenge": _("the challenge’s short name"), "link": _("its page")}
ASKED: "dict[str, StrOrPromise]" = {
    **ABOUT,
    "team": _("the team that asks"),
    "question": _("what is asked"),
    "words": _("why it was passed on"),
}
ANSWERED: "dict[str, StrOrPromise]" = {**ABOUT, "question": _("what was asked"), "answer": _("the answer")}

KINDS = {
    "questions.asked": MailKind(
        label=_("A team asks about a challenge"),
        subject=gettext_noop("A question about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{team} asks about “{challenge}”:\n\n{question}\n\n"
            "Answer it to the team alone or to all teams, or pass it on:\n{link}\n"
        ),
        placeholders=ASKED,
    ),
    "questions.passed": MailKind(
        label=_("A question was passed to you"),
        subject=gettext_noop("Passed to you: a question about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThis question of {team} about “{challenge}” was passed to you:\n\n{question}\n\n"
            "With it comes this word: {words}\n\nPlease answer it here:\n{link}\n"
        ),
        placeholders=ASKED,
    ),
    "questions.overdue": MailKind(
        label=_("An answer is overdue"),
        subject=gettext_noop("Still waiting: a question about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{team} still waits for an answer about “{challenge}”:\n\n{question}\n\n"
            "Please answer it, or pass it on, here:\n{link}\n"
        ),
        placeholders=ASKED,
    ),
    "questions.answered": MailKind(
        label=_("Your team’s question is answered"),
        subject=gettext_noop("Answered: your question about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour team asked about “{challenge}”:\n\n{question}\n\nThe answer:\n\n{answer}\n\n"
            "It stands here too:\n{link}\n"
        ),
        placeholders=ANSWERED,
    ),
    "questions.answered_all": MailKind(
        label=_("An answer to all teams"),
        subject=gettext_noop("A question about {challenge}, and its answer"),
        body=gettext_noop(
            "Hello {first_name},\n\nA team asked about “{challenge}”, and the answer is for all teams.\n\n"
            "The question:\n\n{question}\n\nThe answer:\n\n{answer}\n\nThis and other answers stand here:\n{link}\n"
        ),
        placeholders=ANSWERED,
    ),
    "questions.corrected": MailKind(
        label=_("An answer was corrected"),
        subject=gettext_noop("Corrected: an answer about {challenge}"),
        body=gettext_noop(
            "Hello {first_name},\n\nAn answer about “{challenge}” that you could read was corrected.\n\n"
            "The question:\n\n{question}\n\nThe answer is now:\n\n{answer}\n\nBefore it was:\n\n{before}\n\n{link}\n"
        ),
        placeholders={**ANSWERED, "before": _("what the answer said before")},
    ),
    "questions.moved": MailKind(
        label=_("Questions close at another time"),
        subject=gettext_noop("Questions about {challenge}: until {until}"),
        body=gettext_noop(
            "Hello {first_name},\n\nQuestions about {challenge} can be asked until {until}.\n\n"
            "Read what was answered, and ask, here:\n{link}\n"
        ),
        placeholders={**ABOUT, "until": _("the moment with its zone")},
    ),
}
