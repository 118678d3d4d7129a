"""What is done on the page of feedback, each by the name of its button."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.work.feedback import services
from challenges.work.feedback.forms import CommentForm, DeclineForm, ReplyForm, SentForm, SettleForm
from challenges.work.feedback.models import FeedbackRequest, WorkComment
from challenges.work.feedback.reading import Reading
from core.access import Request
from core.errors import Refused
from core.forms import SiteForm


@dataclass(frozen=True)
class Slip:
    """What came of an act: its words and where to go on, or the form that has a mistake, and beside what it stands."""

    act: str
    words: str = ""
    at: str = ""
    form: SiteForm | None = None
    key: str = ""


def comment(request: Request, reading: Reading) -> Slip:
    """One more draft."""
    form = CommentForm(request.POST)
    part, number = request.POST.get("part", "")[:40], request.POST.get("paragraph", "")
    at = f"p-{part}-{number or 0}" if part else "p-whole"
    if form.is_valid():
        values = form.cleaned_data
        where = {"part": values["part"], "paragraph": values["paragraph"] or 0}
        words = {"text": values["text"], "audience": values["audience"]}
        try:
            made = services.draft_comment(version=reading.version, **where, **words, by=request.user, key=form.key)
        except Refused as refused:
            form.add_error("text", refused.message)
        else:
            return Slip("comment", _("Kept as a draft. Only you see it until you send your feedback."), f"c-{made.key}")
    return Slip("comment", at=at, form=form)


def change(request: Request, reading: Reading) -> Slip:
    """A draft or a sent comment has other words."""
    found = _named(request, reading)
    form: CommentForm | SentForm = (SentForm if found.sent_at else CommentForm)(request.POST)
    if not form.is_valid():
        return Slip("change", at=f"c-{found.key}", form=form)
    values = form.cleaned_data
    services.change_comment(comment=found, text=values["text"], audience=values.get("audience", ""), by=request.user)
    words = _("Changed. It says so.") if found.sent_at else _("Changed. It is still a draft.")
    return Slip("change", words, f"c-{found.key}")


def take_back(request: Request, reading: Reading) -> Slip:
    """A draft is thrown away, a sent comment taken back."""
    found = _named(request, reading)
    services.take_back(comment=found, by=request.user)
    if found.sent_at is None:
        return Slip("take_back", _("The draft is thrown away."))
    return Slip("take_back", _("Taken back. That you did stays to be seen; its words are gone."))


def send(request: Request, reading: Reading) -> Slip:
    """All drafts are sent."""
    sent = services.send_feedback(submission=reading.submission, by=request.user)
    words = ngettext("%(count)s comment is sent.", "%(count)s comments are sent.", len(sent)) % {"count": len(sent)}
    if any(one.is_for_team for one in sent):
        return Slip("send", f"{words} {_('The team has one e-mail with what is for it.')}")
    return Slip("send", f"{words} {_('Nothing of it is for the team, so it has no e-mail.')}")


def reply(request: Request, reading: Reading) -> Slip:
    """A thread has one more reply."""
    found = _named(request, reading)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return Slip("reply", form=form, key=found.key)
    services.reply(comment=found, text=form.cleaned_data["text"], by=request.user, key=form.key)
    return Slip("reply", _("Your reply is sent."), f"c-{found.key}")


def settle(request: Request, reading: Reading) -> Slip:
    """A thread is settled."""
    found = _named(request, reading)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return Slip("settle", form=form, key=found.key)
    services.settle(comment=found, words=form.cleaned_data["text"], by=request.user)
    return Slip("settle", _("Settled. You find it among all comments."))


def reopen(request: Request, reading: Reading) -> Slip:
    """A thread is open again."""
    found = _named(request, reading)
    services.reopen(comment=found, by=request.user)
    return Slip("reopen", _("Open again."), f"c-{found.key}")


def decline(request: Request, reading: Reading) -> Slip:
    """Somebody cannot give the feedback."""
    found = _asked(request, [one for one in reading.requests if one.asked_of_id == request.user.pk])
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return Slip("decline", form=form, key=found.key)
    services.decline_request(request=found, words=form.cleaned_data["text"], by=request.user)
    return Slip("decline", _("Declined. The team is told, and can ask somebody else."))


def call_off(request: Request, reading: Reading) -> Slip:
    """The team waits no more."""
    found = _asked(request, reading.requests if reading.is_team else [])
    services.call_off_request(request=found, by=request.user)
    return Slip("call_off", _("Called off."))


ACTS: dict[str, Callable[[Request, Reading], Slip]] = {
    "comment": comment,
    "change": change,
    "take_back": take_back,
    "send": send,
    "reply": reply,
    "settle": settle,
    "reopen": reopen,
    "decline": decline,
    "call_off": call_off,
}


def _named(request: Request, reading: Reading) -> WorkComment:
    """The comment that was meant, among those of this work that the person reads; anything else is not there."""
    key = request.POST.get("comment", "")
    rows: Any = WorkComment.objects.filter(version__submission=reading.submission).visible_to(request.user)
    found: WorkComment | None = rows.filter(key=key).first() if key.isascii() and "\x00" not in key else None
    if found is None:
        raise Http404
    return found


def _asked(request: Request, rows: list[FeedbackRequest]) -> FeedbackRequest:
    key = request.POST.get("request", "")
    found = next((one for one in rows if one.key == key), None)
    if found is None:
        raise Http404
    return found
