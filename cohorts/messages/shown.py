"""How mail is put into words on pages: states, standings, examples."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count

from cohorts.messages.compose import Words
from cohorts.messages.engine import PLACEHOLDER, placeholders_in
from cohorts.messages.kinds import MailKind, mail_kinds
from cohorts.messages.models import Mailing
from core.models import MessageState, OutboxMessage
from core.people.links import site_link
from core.wiring import wired_one

STATE_TAGS = {
    MessageState.WAITING: "info",
    MessageState.CLAIMED: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "bad",
    MessageState.CANCELLED: "plain",
    MessageState.UNCERTAIN: "warn",
}


def standings(mailings: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many messages of each mailing are in each state, in one query."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    counted = OutboxMessage.objects.filter(mailing_id__in=mailings).values_list("mailing_id", "state")
    for mailing, state, number in counted.annotate(number=Count("pk")).order_by():
        found[mailing][state] = number
    return found


def standing(mailing: Mailing, counts: Mapping[str, int], now: datetime) -> dict[str, Any]:
    """Where a mailing is: its tags, and whether it is held and can be cancelled."""
    waiting = counts.get(MessageState.WAITING, 0)
    is_held = bool(waiting) and mailing.cancelled_at is None and mailing.held_until > now
    tags = [(STATE_TAGS[state], _count(state, counts[state])) for state in MessageState if counts.get(state)]
    return {"tags": tags, "is_held": is_held, "can_cancel": bool(waiting) and mailing.cancelled_at is None}


def _count(state: MessageState, number: int) -> str:
    return f"{number} {state.label}"


def kind_words(name: str) -> str:
    """What the kind of mail is called; its name where no feature knows it any more."""
    kind = mail_kinds().get(name)
    return str(kind.label) if kind else name


def again(mailing: Mailing) -> tuple[str, str] | None:
    """The words and address under which the letters of a cancelled mailing are sent anew, where its kind has any."""
    if mailing.cancelled_at is None:
        return None
    try:
        found: tuple[str, str] = wired_one("MAILING_AGAIN", mailing.kind)(mailing.cohort)
    except LookupError:
        return None
    return found


def example(kind: MailKind, words: Words) -> Words:
    """The words as an invented person would read them; what is not known of everybody stands in brackets."""
    values = {
        "first_name": "Hana",
        "name": "Hana Aziz",
        "cohort": "Spring 2027",
        "site": site_link("/"),
    }
    values |= {name: f"[{label}]" for name, label in kind.placeholders.items()}
    fill = {name: values.get(name, f"{{{name}}}") for name in placeholders_in(f"{words.subject} {words.body}")}
    return Words(*(PLACEHOLDER.sub(lambda found: fill[found[1]], text) for text in (words.subject, words.body)))
