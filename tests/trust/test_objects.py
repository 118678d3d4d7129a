"""Rows O-02, O-06, O-07, O-11, C-07 and C-10, where the tests of one feature do not prove a row to its last word."""

import re
import threading
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.utils import ConnectionHandler
from django.test import Client
from django.urls import reverse
from wagtail.models import PageViewRestriction

from challenges.models import Version
from cohorts.models import TeamMember
from cohorts.teams import services as teams
from config.settings import SQLITE_OPTIONS
from core.models import OutboxMessage
from tests.challenges.work.test_services import PDF
from tests.factories.cms import home, make_cohort_page, make_news, make_ordinary
from tests.factories.cohorts import CohortFactory, ParticipantFactory, TeamFactory

SECRET = "zqrestricted"


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def handed_in(world):
    """Lantern's work with a file: the version, the file's address and the file itself."""
    client = signed_in(world.people["participant"])
    typed = {"act": "submit", "text": "zqwork", "files": [SimpleUploadedFile("zqplan.pdf", PDF)]}
    client.post(reverse("my:milestone", args=["spring-2027", world.milestone.key]), typed)
    version = Version.objects.latest("number")
    stored = version.files.get().stored
    return version, reverse("my:version_file", args=["spring-2027", version.key, stored.key]), stored


@pytest.mark.django_db
def test_a_file_has_no_address_beside_the_one_that_asks(world, handed_in):
    """O-02, O-06: nothing under /media/, /private/, /static/ or by its stored name; for nobody, the owner included."""
    _version, _address, stored = handed_in
    paths = [f"{folder}{stored.file.name}" for folder in ("/media/", "/media/images/", "/private/", "/static/", "/")]
    paths += [f"/exports/{stored.key}/", f"/documents/1/{stored.original_name}"]
    for role in ("participant", "other_participant", "administrator"):
        client = signed_in(world.people[role])
        assert {path: client.get(path, follow=True).status_code for path in paths} == dict.fromkeys(paths, 404)
    assert Path(site.PRIVATE_ROOT) not in [Path(site.MEDIA_ROOT), *Path(site.MEDIA_ROOT).parents]


@pytest.mark.django_db
def test_work_reaches_the_other_team_in_no_letter_list_or_search(world, handed_in):
    """O-02: notifications, exports, searches and lists of those who are not of the team."""
    _version, address, _stored = handed_in
    letters = OutboxMessage.objects.exclude(to__in=[world.people[role] for role in ("participant", "team_mate")])
    assert [letter.to.name for letter in letters if re.search("zqwork|zqplan", letter.subject + letter.body)] == []
    for role in ("other_participant", "judge_elsewhere", "other_organiser"):
        client = signed_in(world.people[role])
        paths = ("/my/spring-2027/", "/my/spring-2027/work/", "/?q=zqwork")
        pages = [client.get(path).content.decode() for path in paths]
        assert [page for page in pages if "zqwork" in page or "zqplan" in page] == []
        assert client.get(address).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("leaving", ["moved to another team", "taken out of the team", "left the cohort"])
def test_files_close_at_the_next_request_of_who_left(world, handed_in, leaving):
    """O-06: no link outlives the membership: a file has one address, which asks each time, and is never kept."""
    _version, address, _stored = handed_in
    client = signed_in(world.people["participant"])
    before = client.get(address)
    assert (before.status_code, before["Cache-Control"], b"".join(before.streaming_content)) == (
        200,
        "private, no-store",
        PDF,
    )
    page = client.get(reverse("my:milestone", args=["spring-2027", world.milestone.key])).content.decode()
    assert (address in page, re.findall(r"[?&](signature|token|expires|sig)=", page)) == (True, [])
    organiser = world.people["organiser"]
    if leaving == "moved to another team":
        teams.move_member(participant=world.place, to_team=world.other_team, by=organiser)
    elif leaving == "taken out of the team":
        teams.leave_team(participant=world.place, by=organiser)
    else:
        type(world.place).objects.filter(pk=world.place.pk).update(state="WITHDRAWN")
    assert client.get(address).status_code == 404


@pytest.fixture
def restricted(world, settings):
    """A page for editors' eyes: restricted to a group; and one that was never published."""
    settings.REQUIRE_SECOND_FACTOR = False
    world.page = make_news("Restricted", slug="restricted", lede=SECRET)
    world.page.save_revision(user=world.people["editor"], log_action=True).publish()
    world.page.save_revision(user=world.people["editor"], log_action=True)
    PageViewRestriction.objects.create(page=world.page, restriction_type=PageViewRestriction.LOGIN)
    world.draft = make_ordinary("Draft", slug="draft", live=False, search_description=SECRET)
    world.draft.save_revision(user=world.people["editor"])
    return world


VIEWS = {
    "edit": "/cms/pages/{pk}/edit/",
    "copy": "/cms/pages/{pk}/copy/",
    "history": "/cms/pages/{pk}/history/",
    "compare": "/cms/pages/{pk}/revisions/compare/earliest...latest/",
    "an older version": "/cms/pages/{pk}/revisions/{revision}/view/",
    "revert": "/cms/pages/{pk}/revisions/{revision}/revert/",
    "preview": "/cms/pages/{pk}/edit/preview/",
    "draft": "/cms/pages/{pk}/view_draft/",
    "usage": "/cms/pages/{pk}/usage/",
    "move": "/cms/pages/{pk}/move/",
    "delete": "/cms/pages/{pk}/delete/",
    "privacy": "/cms/pages/{pk}/privacy/",
    "chooser": "/cms/choose-page/",
    "chooser's search": "/cms/choose-page/search/?q=" + SECRET,
    "search": "/cms/pages/search/?q=" + SECRET,
    "admin api": "/cms/api/main/pages/{pk}/",
    "admin api, list": "/cms/api/main/pages/?search=" + SECRET,
    "report": "/cms/reports/site-history/",
    "page itself": "/news/restricted/",
    "draft itself": "/draft/",
    "sitemap": "/sitemap.xml",
    "public api": "/api/v2/pages/",
}


@pytest.mark.django_db
@pytest.mark.parametrize("view", sorted(VIEWS))
def test_each_view_of_wagtail_keeps_a_restricted_page_from_who_is_no_editor(restricted, view):
    """O-07: view by view; also for organisers and judges, whose rights are none in Wagtail."""
    revision = restricted.page.revisions.order_by("pk").first().pk
    for page in (restricted.page, restricted.draft):
        address = VIEWS[view].format(pk=page.pk, revision=revision)
        for role in ("anonymous", "participant", "organiser", "chair"):
            if view == "page itself" and role != "anonymous":
                continue  # restricted to those who are signed in
            client = Client() if role == "anonymous" else signed_in(restricted.people[role])
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            is_open = answer.status_code == 200 and address.startswith("/cms/")
            assert (SECRET in body.decode(), is_open) == (False, False)


@pytest.mark.django_db
def test_a_restricted_page_stands_in_no_public_list(restricted, client):
    """O-07: the index of news, the home page, the sitemap and the menus name neither it nor the draft."""
    for path in ("/", "/news/", "/sitemap.xml"):
        said = client.get(path).content.decode()
        assert [word for word in ("Restricted", "/news/restricted/", "/draft/") if word in said] == []


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["copy", "move", "revert"])
def test_an_editor_cannot_take_a_cohorts_page_apart(world, settings, view):
    """O-07: copy, move and revert of the page of a cohort, which shows what cohorts publish."""
    settings.REQUIRE_SECOND_FACTOR = False
    page = make_cohort_page(world.cohort)
    revision = page.save_revision(user=world.people["editor"])
    before = (page.get_parent().numchild, home().get_descendants().count())
    address = VIEWS[view].format(pk=page.pk, revision=revision.pk)
    client = signed_in(world.people["editor"])
    client.post(address, {"new_title": "x", "new_slug": "x", "new_parent_page": home().pk, "copy_subpages": ""})
    page.refresh_from_db()
    assert (page.get_parent().numchild, home().get_descendants().count(), page.cohort) == (*before, world.cohort)


@pytest.mark.django_db
def test_the_banner_says_whose_eyes_these_are_on_every_page(world):
    """O-11: the name, that it is recorded, and the way out; and nobody else sees it."""
    client = signed_in(world.people["administrator"])
    client.post(f"/people/{world.people['participant'].key}/see-as/", {"reason": "She cannot find her team"})
    for path in ("/my/spring-2027/", "/my/spring-2027/team/", "/my/spring-2027/visits/"):
        said = client.get(path).content.decode()
        assert "You see the site as Hana Aziz. What you do is recorded under your own name." in said
        assert 'action="/people/stop/"' in said
    assert "You see the site as" not in signed_in(world.people["participant"]).get("/my/spring-2027/").content.decode()


@pytest.mark.postgres
def test_two_organisers_move_one_person_to_two_teams_at_once(race):
    """C-07: two tabs, two teams: the person is in one of them, and each team's letters tell the same."""
    cohort = CohortFactory()
    place = ParticipantFactory(cohort=cohort)
    first, second = TeamFactory(cohort=cohort, number=1), TeamFactory(cohort=cohort, number=2)
    race(*[lambda team=team: teams.move_member(participant=place, to_team=team, by=None) for team in (first, second)])
    assert TeamMember.objects.filter(participant=place).count() == 1


@pytest.mark.django_db
def test_no_bulk_write_gives_a_second_team_either(world):
    """C-07: the constraint stands in the database, so also for what is written in one go."""
    doubled = TeamMember(team=world.other_team, participant=world.place, since=world.cohort.made_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        TeamMember.objects.bulk_create([doubled])
    assert TeamMember.objects.get(participant=world.place).team == world.team


LANES, TURNS = 20, 5


@pytest.mark.django_db
def test_twenty_writers_at_once_wait_for_each_other_on_sqlite(tmp_path):
    """C-10: read-then-write bursts under the site's own options: none is told that the database is locked."""
    database = deepcopy(site.DATABASES["default"]) | {"ENGINE": "django.db.backends.sqlite3", "CONN_MAX_AGE": 0}
    database |= {"NAME": str(tmp_path / "burst.sqlite3"), "OPTIONS": SQLITE_OPTIONS, "USER": "", "HOST": "", "PORT": ""}
    handler = ConnectionHandler({"default": database})
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE seats (taken INTEGER)")
        cursor.execute("INSERT INTO seats VALUES (0)")
        modes = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "busy_timeout")]
    faults = []

    def burst():
        own = handler["default"]
        try:
            for _turn in range(TURNS):
                own.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                with own.cursor() as cursor:
                    taken = cursor.execute("SELECT taken FROM seats").fetchone()[0]
                    cursor.execute("UPDATE seats SET taken = %s", [taken + 1])
                own.commit()
                own.set_autocommit(True)
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong in a thread is looked at here
            faults.append(fault)
        finally:
            own.close()

    lanes = [threading.Thread(target=burst) for _lane in range(LANES)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    with handler["default"].cursor() as cursor:
        taken = cursor.execute("SELECT taken FROM seats").fetchone()[0]
    handler["default"].close()
    assert (faults, taken, modes) == ([], LANES * TURNS, ["wal", 20_000])
