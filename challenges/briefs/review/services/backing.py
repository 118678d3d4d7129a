"""The senior sponsor's backing: asked by a link that changes nothing until a button is pressed, or recorded."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.review.models import Backing
from challenges.briefs.review.services.errors import AnsweredAlready, LinkOver, ReasonNeeded, SponsorUnknown
from challenges.briefs.review.services.telling import organisers_of, organisers_page, owners_of, owners_page, tell
from challenges.briefs.review.texts import texts_of
from challenges.briefs.review.workflow import SponsorAnswer
from challenges.briefs.services import lock_brief
from cohorts.people.services.accounts import find_or_make_user
from core import zones
from core.audit.record import record
from core.models import User
from core.people.links import site_link
from core.service import service
from core.templatetags.moments import day

LIFE = timedelta(days=21)


def digest(token: str) -> str:
    """What of a token is stored."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


@service
def ask_backing(
    *, brief: Brief, name: str, post: str = "", email: str, by: User | None, now: datetime | None = None
) -> Backing:
    """The sponsor has a letter with a link of three weeks, and no earlier link works; records brief_backing.asked."""
    now = zones.moment(now)
    if not name.strip() or not email.strip():
        raise SponsorUnknown
    locked = lock_brief(brief)
    first, _space, last = name.strip().rpartition(" ")
    user = find_or_make_user(email=email, first_name=first[:80], last_name=last[:80], by=by, now=now)
    _end_open(locked, now)
    token = secrets.token_urlsafe(32)
    backing: Backing = Backing.objects.create(
        brief=locked,
        sponsor=user,
        name=name.strip(),
        post=post,
        texts=texts_of(locked),
        token_hash=digest(token),
        asked_by=by,
        asked_at=now,
        expires_at=now + LIFE,
    )
    record("brief_backing.asked", by=by, subject=locked, cohort=locked.cohort, now=now, person=name)
    link = site_link(reverse("public:brief_backing", args=[token]))
    tell(locked, "backing", [user], link, by=None, now=now, **letter_facts(locked, now))
    return backing


def letter_facts(brief: Brief, now: datetime) -> dict[str, str]:
    """What the sponsor reads of the brief: what teams would read, and nothing else."""
    earlier = Backing.objects.filter(brief=brief, answer=SponsorAnswer.BACKED).exists()
    why = _("Teams see it only once you have said that your organisation stands behind it.")
    again = _("You backed an earlier text. It has changed since, so we ask you again.")
    return {
        "owner": brief.owner.name,
        "text": brief.summary or str(brief),
        "why": again if earlier else why,
        "until": day((now + LIFE).date()),
    }


def _end_open(brief: Brief, now: datetime) -> None:
    Backing.objects.filter(brief=brief, answered_at=None, ended_at=None).update(ended_at=now)


def found_backing(token: str, now: datetime | None = None) -> Backing:
    """The asking that this token is for; raises LinkOver. Once answered it is still shown, to be read again."""
    rows = Backing.objects.select_related("brief__owner", "brief__cohort__programme")
    backing: Backing | None = rows.filter(token_hash=digest(token), ended_at=None).first()
    if backing is None or (backing.expires_at and backing.expires_at <= zones.moment(now)):
        raise LinkOver
    return backing


@service
def answer_backing(*, token: str, answer: str, words: str = "", now: datetime | None = None) -> Backing:
    """The sponsor has answered, once; records brief_backing.answered; owners and organisers are told.

    The same answer again changes nothing; another one is refused.
    """
    now = zones.moment(now)
    backing = found_backing(token, now)
    brief = lock_brief(backing.brief)
    locked: Backing = Backing.objects.select_for_update(of=("self",)).select_related("sponsor").get(pk=backing.pk)
    if locked.ended_at is not None:
        raise LinkOver
    if locked.answered_at is not None:
        if locked.answer != answer:
            raise AnsweredAlready
        return locked
    locked.answer, locked.words, locked.answered_at = SponsorAnswer(answer), words, now
    locked.save(update_fields=["answer", "words", "answered_at"])
    record("brief_backing.answered", by=locked.sponsor, subject=brief, cohort=brief.cohort, now=now, answer=answer)
    _tell(brief, locked, locked.sponsor, now)
    return locked


@service
def record_backing(
    *,
    brief: Brief,
    name: str,
    post: str = "",
    answer: str = SponsorAnswer.BACKED,
    reason: str,
    by: User | None,
    now: datetime | None = None,
) -> Backing:
    """What the sponsor said otherwise, by letter say, is on record with how it is known; brief_backing.recorded."""
    now = zones.moment(now)
    if not reason.strip():
        raise ReasonNeeded
    locked = lock_brief(brief)
    _end_open(locked, now)
    backing: Backing = Backing.objects.create(
        brief=locked,
        name=name.strip(),
        post=post,
        texts=texts_of(locked),
        asked_by=by,
        asked_at=now,
        answer=SponsorAnswer(answer),
        answered_at=now,
        reason=reason,
    )
    record("brief_backing.recorded", by=by, subject=locked, cohort=locked.cohort, now=now, answer=answer, note=reason)
    _tell(locked, backing, by, now)
    return backing


def _tell(brief: Brief, backing: Backing, by: User | None, now: datetime) -> None:
    is_yes = backing.answer == SponsorAnswer.BACKED
    said = _("%(name)s backs this challenge.") if is_yes else _("%(name)s does not back this challenge now.")
    words = said % {"name": backing.name}
    words = f"{words}\n\n{backing.words}" if backing.words else words
    tell(brief, "backed", organisers_of(brief.cohort), organisers_page(brief), by=by, now=now, words=words)
    tell(brief, "backed", owners_of(brief), owners_page(brief), by=by, now=now, words=words)
