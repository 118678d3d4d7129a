"""Applications to bring a challenge: sent, proved by a signed link, accepted as a draft, or declined with words."""

from datetime import datetime, timedelta

from django.core import signing
from django.urls import reverse

from challenges.briefs.intake.letters import organisers_of
from challenges.briefs.intake.models import UNPROVED_DAYS, BriefApplication, ChallengeCall
from challenges.briefs.intake.services.errors import CallClosed, LinkOver
from challenges.briefs.intake.workflow import ApplicationState
from challenges.briefs.models import Brief
from challenges.briefs.services import add_owner, create_brief
from cohorts.messages.services import notify
from cohorts.models import Cohort
from cohorts.people.services.accounts import find_or_make_user
from core import zones
from core.audit.record import record
from core.idempotency import once
from core.lifecycle import move
from core.models import User
from core.people.addresses import normal_address
from core.people.links import site_link
from core.people.services import mark_proved
from core.service import service

SALT = "challenges.briefs.application"
LIFE = timedelta(days=UNPROVED_DAYS)


@service
def set_call(
    *, cohort: Cohort, is_open: bool, closes_at: datetime | None = None, by: User | None, now: datetime | None = None
) -> ChallengeCall:
    """The cohort takes applications, until a time where one is given, or does not; records challenge_call.changed."""
    call, is_new = ChallengeCall.objects.select_for_update().get_or_create(cohort=cohort)
    if is_new or (call.is_open, call.closes_at) != (is_open, closes_at):
        call.is_open, call.closes_at = is_open, closes_at
        call.save()
        until = closes_at.isoformat() if closes_at else ""
        record("challenge_call.changed", by=by, subject=call, cohort=cohort, now=now, is_open=is_open, until=until)
    return call


@service
def apply(
    *,
    cohort: Cohort,
    first_name: str,
    last_name: str,
    email: str,
    organisation: str,
    problem: str,
    key: str = "",
    now: datetime | None = None,
) -> BriefApplication:
    """The application waits for its address to be proved; nobody is looked up and no account is made.

    Records nothing, since nothing has happened until then; the letter with the link is the caller's to send.
    """
    now = zones.moment(now)
    call = ChallengeCall.objects.filter(cohort=cohort).first()
    if call is None or not call.takes(now):
        raise CallClosed

    def make() -> BriefApplication:
        return BriefApplication.objects.create(
            cohort=cohort,
            first_name=first_name,
            last_name=last_name,
            email=normal_address(email),
            organisation=organisation,
            problem=problem,
            sent_at=now,
        )

    return once(by=None, action=f"brief.apply.{cohort.pk}", key=key, make=make)


def token_of(application: BriefApplication) -> str:
    """The signed part of the address that proves the application; it is stored nowhere."""
    return signing.Signer(salt=SALT, sep=".").sign(application.key)


def found_application(token: str, now: datetime | None = None) -> BriefApplication:
    """The application that this token is signed for; raises LinkOver after a week."""
    try:
        key = signing.Signer(salt=SALT, sep=".").unsign(token)
    except signing.BadSignature as wrong:
        raise LinkOver from wrong
    found: BriefApplication | None = (
        BriefApplication.objects.filter(key=key).select_related("cohort__programme").first()
    )
    if found is None or found.sent_at + LIFE <= zones.moment(now):
        raise LinkOver
    return found


@service
def prove_application(*, token: str, now: datetime | None = None) -> BriefApplication:
    """The address is proved, its account is there, and organisers are told; records brief_application.proved, once."""
    now = zones.moment(now)
    found = found_application(token, now)
    application: BriefApplication = BriefApplication.objects.select_for_update().get(pk=found.pk)
    if application.state != ApplicationState.SENT:
        return application
    names = {"first_name": application.first_name, "last_name": application.last_name}
    application.person = find_or_make_user(email=application.email, **names, by=None, now=now)
    application.proved_at = now
    application.state = ApplicationState.WAITING
    application.save(update_fields=["person", "proved_at", "state"])
    mark_proved(application.person)
    cohort = application.cohort
    record("brief_application.proved", by=application.person, subject=application, cohort=cohort, now=now)
    _tell_organisers(application, now)
    return application


def _tell_organisers(application: BriefApplication, now: datetime) -> None:
    people = organisers_of(application.cohort)
    if people:
        facts = {
            "applicant": application.name,
            "organisation": application.organisation,
            "problem": application.problem,
            "link": site_link(reverse("organise:brief_application", args=[application.cohort.slug, application.key])),
        }
        cohort, key = application.cohort, application.key
        notify(cohort=cohort, kind="briefs.applied", to=people, facts=facts, by=None, key=key, now=now)


@service
def accept_application(*, application: BriefApplication, by: User | None, now: datetime | None = None) -> Brief:
    """A draft with the applicant as its owner is there and they are told; records brief_application.accepted."""
    now = zones.moment(now)
    moved = move(application, "accept", by=by, now=now)
    brief = create_brief(
        cohort=moved.cohort, owner=moved.organisation, question="", summary=moved.problem, by=by, now=now
    )
    add_owner(
        brief=brief, email=moved.email, first_name=moved.first_name, last_name=moved.last_name, by=by,
        is_invited=False, now=now,
    )  # fmt: skip
    moved.brief = brief
    link = site_link(reverse("partner:brief_write", args=[brief.key]))
    _answer(moved, "briefs.application_accepted", {"problem": moved.problem, "link": link}, by, now)
    return brief


@service
def decline_application(
    *, application: BriefApplication, words: str, by: User | None, now: datetime | None = None
) -> BriefApplication:
    """The applicant reads these words in a letter; records brief_application.declined."""
    now = zones.moment(now)
    moved = move(application, "decline", by=by, now=now)
    moved.answer = words
    _answer(moved, "briefs.application_declined", {"problem": moved.problem, "words": words}, by, now)
    return moved


def _answer(application: BriefApplication, kind: str, facts: dict[str, str], by: User | None, now: datetime) -> None:
    application.decided_by, application.decided_at = by, now
    application.save(update_fields=["decided_by", "decided_at", "answer", "brief"])
    if application.person is not None:
        to, key = [application.person], application.key
        notify(cohort=application.cohort, kind=kind, to=to, facts=facts, by=by, key=key, now=now)
