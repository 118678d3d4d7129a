"""The kinds of mail about the review of challenges: every step is told to those whom it concerns."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from cohorts.messages.kinds import MailKind
from core.workflow import gettext_noop

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUESTION: "dict[str, StrOrPromise]" = {"question": _("the challenge as a question"), "link": _("its page")}
REASON: "dict[str, StrOrPromise]" = {**QUESTION, "reason": _("why")}
WORDS: "dict[str, StrOrPromise]" = {**QUESTION, "words": _("what was said")}

KINDS = {
    "brief_review.submitted": MailKind(
        label=_("A challenge was submitted"),
        subject=gettext_noop("Submitted for review: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\n{owner} has submitted version {number} of this challenge:\n\n{question}\n\n"
            "Name its reviewers, or decide, here:\n{link}\n"
        ),
        placeholders={**QUESTION, "owner": _("the organisation that owns it"), "number": _("the version")},
    ),
    "brief_review.resubmitted": MailKind(
        label=_("A challenge that you reviewed was changed"),
        subject=gettext_noop("Changed since your review: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe owner has changed a challenge that you reviewed and submitted it again:\n\n"
            "{question}\n\nWhat changed stands here, word by word:\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.asked": MailKind(
        label=_("Please review a challenge"),
        subject=gettext_noop("Please review: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nPlease read this challenge and say how it meets our criteria:\n\n{question}\n\n"
            "Another person reads it too. Neither of you sees what the other says before both have handed in.\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.ended": MailKind(
        label=_("A review is no longer needed"),
        subject=gettext_noop("No review needed any more: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour review of this challenge is no longer needed:\n\n{question}\n\n"
            "The reason: {reason}\n\nThank you for your time.\n{link}\n"
        ),
        placeholders=REASON,
    ),
    "brief_review.all_in": MailKind(
        label=_("All reviews of a challenge are in"),
        subject=gettext_noop("All reviews are in: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nEvery reviewer has handed in a review of:\n\n{question}\n\n"
            "Compare them, and decide:\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.started": MailKind(
        label=_("Your challenge is being reviewed"),
        subject=gettext_noop("In review: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nTwo people are reading your challenge now:\n\n{question}\n\n"
            "You get a mail as soon as there is something for you to do.\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.changes": MailKind(
        label=_("Please change your challenge"),
        subject=gettext_noop("Please change: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour challenge is nearly there:\n\n{question}\n\n{words}\n\n"
            "Answer the comments, change the text and submit it again here:\n{link}\n"
        ),
        placeholders=WORDS,
    ),
    "brief_review.approved": MailKind(
        label=_("Your challenge is approved"),
        subject=gettext_noop("Approved: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nYour challenge is approved:\n\n{question}\n\n{words}\n\n"
            "It goes to the teams once its texts are checked and your senior sponsor backs it.\n{link}\n"
        ),
        placeholders=WORDS,
    ),
    "brief_review.rejected": MailKind(
        label=_("A challenge is not taken"),
        subject=gettext_noop("Not taken: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThis challenge is not taken:\n\n{question}\n\nThe reason: {reason}\n\n{link}\n"
        ),
        placeholders=REASON,
    ),
    "brief_review.withdrawn": MailKind(
        label=_("A challenge was withdrawn"),
        subject=gettext_noop("Withdrawn: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThis challenge was withdrawn:\n\n{question}\n\nThe reason: {reason}\n\n{link}\n"
        ),
        placeholders=REASON,
    ),
    "brief_review.published": MailKind(
        label=_("Your challenge is out"),
        subject=gettext_noop("Published to the teams: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nThe teams can read your challenge and rank it:\n\n{question}\n\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.public": MailKind(
        label=_("Everybody can read your challenge"),
        subject=gettext_noop("On the public pages: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nEverybody can read your challenge on the public pages now:\n\n"
            "{question}\n\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.closed": MailKind(
        label=_("Your challenge is closed"),
        subject=gettext_noop("Closed: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nNo team can choose your challenge any more; it stays to be read:\n\n"
            "{question}\n\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.check_asked": MailKind(
        label=_("Please check a challenge’s sensitivity"),
        subject=gettext_noop("Please check before publication: {question}"),
        body=gettext_noop(
            "Hello {first_name},\n\nPlease check whether the texts of this challenge may go out:\n\n{question}\n\n"
            "It is one page with four questions:\n{link}\n"
        ),
        placeholders=QUESTION,
    ),
    "brief_review.backing": MailKind(
        label=_("To the senior sponsor: do you back this challenge?"),
        subject=gettext_noop("Do you back this challenge? {question}"),
        body=gettext_noop(
            "Hello {name},\n\n{owner} would like teams of our programme to work on this problem for twelve weeks, "
            "and names you as its senior sponsor:\n\n{question}\n\n{text}\n\n{why}\n\n"
            "Please say whether you back it. The page asks one thing, needs no account and works until {until}:\n"
            "{link}\n"
        ),
        placeholders={
            **QUESTION,
            "owner": _("the organisation that owns it"),
            "text": _("the problem as the teams would read it"),
            "why": _("why it is needed, or needed again"),
            "until": _("the last day of the link"),
        },
    ),
    "brief_review.backed": MailKind(
        label=_("The senior sponsor has answered"),
        subject=gettext_noop("The sponsor has answered: {question}"),
        body=gettext_noop("Hello {first_name},\n\n{words}\n\n{question}\n\n{link}\n"),
        placeholders=WORDS,
    ),
    "brief_review.sponsor": MailKind(
        label=_("To the senior sponsor: what became of the challenge"),
        subject=gettext_noop("The challenge that you back: {question}"),
        body=gettext_noop(
            "Hello {name},\n\nYou back this challenge of {owner}:\n\n{question}\n\n{words}\n\n"
            "There is nothing for you to do.\n{link}\n"
        ),
        placeholders={**WORDS, "owner": _("the organisation that owns it")},
    ),
    "brief_review.reminder": MailKind(
        label=_("A reminder about a challenge"),
        subject=gettext_noop("Still waiting for you: {question}"),
        body=gettext_noop("Hello {first_name},\n\n{words}\n\n{question}\n\n{link}\n"),
        placeholders=WORDS,
    ),
}
