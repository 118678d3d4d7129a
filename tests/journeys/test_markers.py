"""Marked words stand in every confidential field; everybody's pages are read through for them (T3)."""

import io
import logging
from itertools import product

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from challenges.briefs.models import PUBLIC_TEXTS, TEAM_TEXTS
from challenges.models import (
    Brief,
    BriefAnswer,
    BriefApplication,
    BriefFile,
    BriefQuestion,
    Conflict,
    Decision,
    FieldComment,
    Guest,
    PitchDay,
    Question,
    Scorecard,
    Version,
)
from cohorts.models import AccessNeed, Mailing, Participant
from cohorts.people.workflow import PlaceState
from core.files.services import store
from core.logs import Scrub
from core.models import Invitation, User
from core.people import invitations
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.cast import CAST
from tests.clock import START
from tests.factories import challenges, cohorts, core, reviews
from tests.factories.cms import make_cohort_page
from tests.factories.intake import BriefFileFactory

pytestmark = pytest.mark.django_db
# Superusers pass every permission; they are no reader to be guarded against here.
READERS = [role for role in CAST if role != "administrator"]
LANTERN = {"participant", "team_mate", "mentor", "organiser"}
# The marked word -> who may read it on a page; everybody else never does.
MAY_READ = {
    "zqnotes": {"judge", "chair"},
    "zqown": {"judge"},
    "zqteam": {"judge", "chair"},
    "zqreasons": {"organiser", "chair"},
    "zqconflict": {"organiser", "chair", "recused_judge"},
    "zqneed": {"participant"},
    "zqleft": {"organiser"},
    "zqdraft": {"organiser", "other_owner"},
    "zqproposal": {"organiser"},
    "zqwork": LANTERN,
    "zqabout": LANTERN,
    "zqanswer": {"organiser", "participant"},
    "zqmanager": {"organiser", "participant"},
    "zqnominator": {"organiser", "participant"},
    "zqelsewhere": {"other_organiser"},
    "zqmailing": {"organiser"},
    "zqaddress": {"organiser", "participant"},
    "zqguest": {"organiser"},
    "zqasked": {"organiser"},
    "zqsaid": {"organiser", "challenge_owner", "reviewer"},
    # Asked by a team and answered to it alone.
    "zqwonder": {"organiser", "challenge_owner", "participant", "team_mate"},
    "zqreply": {"organiser", "challenge_owner", "participant", "team_mate"},
    # Said with a review that is still owed: by its author alone.
    "zqheld": {"reviewer"},
}
PUBLIC = ("/", "/cohorts/", "/cohorts/spring-2027/", "/challenges/", "/news/", "/about/", "/sitemap.xml", "/robots.txt")
CMS = [
    "/cms/",
    "/cms/pages/",
    "/cms/images/",
    "/cms/documents/",
    "/cms/reports/site-history/",
    "/cms/pages/search/?q=zq",
    "/cms/reports/locked/",
    "/cms/reports/aging-pages/",
    "/search/?q=zq",
    "/api/v2/pages/",
]


@pytest.fixture
def marked(world):
    """The cast's world with a marked word in each confidential field; nothing of the pitch day is released."""
    _mark_people(world)
    Scorecard.objects.filter(pk=world.card.pk).update(
        notes="zqnotes", own_notes="zqown", team_notes="zqteam", state="SUBMITTED", submitted_at=START
    )
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state="CONFIRMED")
    Decision.objects.filter(pk=world.decision.pk).update(reasons="zqreasons")
    world.decision.placings.create(team=world.team, rank=1, is_winner=True, score=0)
    Conflict.objects.filter(pk=world.conflict.pk).update(reason="zqconflict")
    Brief.objects.filter(pk=world.other_brief.pk).update(
        question="zqdraft?", summary="zqdraft", need="zqdraft", state="DRAFT", short_name="zqdraft"
    )
    BriefApplication.objects.filter(pk=world.brief_application.pk).update(
        problem="zqproposal", organisation="zqproposal"
    )
    Version.objects.filter(pk=world.version.pk).update(text="zqwork", links=["https://example.com/zqwork"])
    Mailing.objects.filter(pk=world.mailing.pk).update(subject="zqmailing")
    Guest.objects.filter(pk=world.guest.pk).update(name="zqguest", employer="zqguest")
    Question.objects.filter(pk=world.question.pk).update(text="zqasked", name="zqasked")
    BriefQuestion.objects.filter(pk=world.brief_question.pk).update(text="zqwonder")
    BriefAnswer.objects.filter(pk=world.brief_answer.pk).update(text="zqreply")
    FieldComment.objects.filter(pk=world.field_comment.pk).update(text="zqsaid")
    held = {"version": world.brief_version, "review": world.review, "author": world.people["reviewer"]}
    reviews.FieldCommentFactory(text="zqheld", told_at=None, **held)
    make_cohort_page(world.cohort)
    return world


def _mark_people(world):
    AccessNeed.objects.create(booking=world.booking, text="zqneed", consent="Agreed.", given_at=START)
    Participant.objects.filter(pk=world.place.pk).update(
        about="zqabout",
        attributes={"Shirt": "zqanswer"},
        manager_name="zqmanager",
        manager_email="zqmanager@example.com",
        nominator_name="zqnominator",
        nominator_email="zqnominator@example.com",
    )
    User.objects.filter(pk=world.people["participant"].pk).update(email="zqaddress@example.com")
    world.gone = gone = cohorts.ParticipantFactory(cohort=world.cohort)
    Participant.objects.filter(pk=gone.pk).update(state=PlaceState.WITHDRAWN, left_at=START, left_reason="zqleft")
    away = core.UserFactory(first_name="Zqelsewhere", last_name="Person", email="zqelsewhere@example.com")
    cohorts.ParticipantFactory(cohort=world.other_cohort, user=away)
    team = cohorts.TeamFactory(cohort=world.other_cohort, name="Zqelsewhere")
    milestone = challenges.MilestoneFactory(cohort=world.other_cohort, title="Zqelsewhere work")
    challenges.VersionFactory(
        submission=challenges.SubmissionFactory(milestone=milestone, team=team), submitted_by=away, text="zqelsewhere"
    )


ABROAD = {"organiser", "other_organiser", "participant", "judge"}


def pages(world, role):
    """Every address of the matrix with the cast's objects, for some the same of the other cohort, the public pages."""
    for name in sorted(URLS):
        wanted = arguments(name, world)
        yield reverse(name, kwargs=wanted)
        if wanted.get("cohort") and role in ABROAD:
            yield reverse(name, kwargs={**wanted, "cohort": world.other_cohort.slug})
    yield reverse("judge:seat_conflicts", args=[world.recused_seat.key])
    yield reverse("organise:person", args=[world.cohort.slug, world.gone.key])
    yield from PUBLIC
    yield from CMS


def read(client, address):
    """Everything that the address says, in small letters."""
    response = client.get(address)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{body.decode('utf-8', 'replace')} {dict(response.headers)}".lower()


def test_marked_words_stand_nowhere_they_may_not(marked):
    """J-13, O-02, O-05, O-07, H-01: read as everybody, over every page there is."""
    found = {word: set() for word in MAY_READ}
    leaks = set()
    for role in READERS:
        client = Client()
        if role != "anonymous":
            client.force_login(marked.people[role])
        for address in set(pages(marked, role)):
            text = read(client, address)
            for word in MAY_READ:
                if word in text:
                    found[word].add(role)
                    if role not in MAY_READ[word]:
                        leaks.add((word, role, address))
    assert sorted(leaks) == []
    # The reading itself is proved: somebody who may has found each word.
    assert {word: bool(roles) for word, roles in found.items()} == dict.fromkeys(MAY_READ, True), found


TEXT_MARKS = {name: f"zq{name.replace('_', '')}x" for name in (*TEAM_TEXTS, *PUBLIC_TEXTS, "kept_private")}
INSIDE = {"organiser", "other_owner"}
IN_COHORT = {*INSIDE, "participant", "team_mate", "other_participant", "mentor"}
LEVELS = ("OWNERS", "REVIEWERS", "TEAMS", "PUBLIC")


OUTSIDE = ["challenge_owner", "other_organiser", "judge", "host", "editor", "stranger", "anonymous"]


def brief_pages(world, brief, role):
    """Every address that could speak of this one challenge, or lists challenges, and the public pages."""
    keyed = ("organise:brief", "organise:brief_edit", "organise:brief_plan", "my:brief")
    yield from (reverse(name, args=[world.cohort.slug, brief.key]) for name in keyed)
    for name in ("brief", "brief_write", "brief_check", "brief_attachments"):
        yield reverse(f"partner:{name}", args=[brief.key])
    for name in ("organise:briefs", "my:briefs", "organise:briefs_publish", "my:week", "organise:changes"):
        yield reverse(name, args=[world.cohort.slug])
    for file in brief.files.all():
        yield reverse("my:brief_file", args=[world.cohort.slug, file.key])
        yield reverse("partner:brief_file", args=[file.key])
        yield reverse("public:brief_file", args=[file.key])
    yield from (reverse("partner:home"), f"/propose/{world.cohort.slug}/", "/propose/elsewhere/")
    yield from PUBLIC
    if role == "editor":
        yield from CMS


@pytest.fixture
def secret(world):
    """A challenge with a marked word in each of its texts and in the name of a file of each level."""
    brief = world.other_brief
    Brief.objects.filter(pk=brief.pk).update(**TEXT_MARKS, short_name="zqshortx", state="APPROVED")
    for level in LEVELS:
        file = BriefFileFactory(brief=brief, readers=level, title=f"zqfile{level.lower()}x")
        upload = SimpleUploadedFile("a.txt", f"zqbytes{level.lower()}x".encode())
        stored = store(upload=upload, owner=world.people["organiser"], purpose="brief")
        BriefFile.objects.filter(pk=file.pk).update(stored=stored)
    make_cohort_page(world.cohort)
    return Brief.objects.get(pk=brief.pk)


def readers_of(world, brief, words):
    """Which of the marked words each person finds anywhere."""
    found = {word: set() for word in words}
    for role in (*IN_COHORT, *OUTSIDE):
        client = Client()
        if role != "anonymous":
            client.force_login(world.people[role])
        text = " ".join(read(client, address) for address in brief_pages(world, brief, role))
        for word in words:
            if word in text:
                found[word].add(role)
    return found


def expected(teams, everybody):
    """Who may read each marked word, at one stage of the release."""
    who = {TEXT_MARKS[name]: teams for name in TEAM_TEXTS} | {"zqshortx": teams}
    who |= {TEXT_MARKS[name]: everybody | INSIDE for name in PUBLIC_TEXTS} | {TEXT_MARKS["kept_private"]: INSIDE}
    for level, readers in zip(LEVELS, (INSIDE, INSIDE, teams, teams | everybody), strict=True):
        who |= {f"zqfile{level.lower()}x": readers, f"zqbytes{level.lower()}x": readers}
    return who


@pytest.mark.parametrize("stage", ["before", "teams", "everybody", "withdrawn"])
def test_words_of_a_challenge_stand_nowhere_before_their_release(world, secret, clock, stage):
    """O-10: read as everybody, before the release, when teams have it, when it is public, and when it is taken back."""
    state, is_public = {
        "before": ("APPROVED", False),
        "teams": ("PUBLISHED", False),
        "everybody": ("PUBLISHED", True),
        "withdrawn": ("WITHDRAWN", False),
    }[stage]
    Brief.objects.filter(pk=secret.pk).update(state=state, public_at=clock.now if is_public else None)
    if state == "PUBLISHED":
        world.line.brief = secret
        world.line.save()
    wanted = expected(IN_COHORT if state == "PUBLISHED" else INSIDE, {*IN_COHORT, *OUTSIDE} if is_public else set())
    assert readers_of(world, Brief.objects.get(pk=secret.pk), list(wanted)) == wanted


def test_logs_hold_no_addresses_and_no_tokens(marked, settings):
    """P-07, H-02: wrong passwords, links that are over, refused pages and failures, at the most talkative level."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(Scrub())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        tokens = _walk_where_secrets_are(marked)
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    written = out.getvalue()
    assert "Not Found" in written
    secrets = [*tokens, "@example.com", "hunter2", "zqneed", "zqnotes"]
    assert [secret for secret in secrets if secret in written] == []


def _walk_where_secrets_are(world):
    """Goes where a careless line would log a secret; the tokens that were used."""
    ade, hana = world.people["organiser"], world.people["participant"]
    _invitation, token = invitations.invite(user=hana, role="participant", place="Spring", by=ade)
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": hana.email, "password": "hunter2"})
    client.post("/accounts/login/code/", {"email": hana.email})
    client.post("/accounts/password/reset/", {"email": hana.email})
    for address, method in product(
        (f"/invitation/{token}/", f"/invitation/{token}x/", f"/link/{token}/"), ("get", "post")
    ):
        getattr(client, method)(address)
    client.force_login(ade)
    client.get(f"/organise/spring-2027/people/?q={hana.email}")
    client.get(f"/organise/spring-2027/people/?sort={hana.email}")
    client.get(f"/no/such/page/?email={hana.email}&token={token}")
    client.post("/organise/spring-2027/people/add/", {"email": hana.email})
    client.post(f"/organise/spring-2027/visits/{world.visit.key}/needs/")
    assert Invitation.objects.count() > 0
    return [token]
