"""Files of a challenge: each level before and after its release, for everybody of the cast (O-10)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.briefs.intake import services
from challenges.briefs.intake.services.files import FILES_MAX
from challenges.models import Brief, BriefFile
from core.audit.models import Event
from core.files.checks import FileRefused
from core.models import StoredFile

OWNERS = {"organiser", "challenge_owner"}
COHORT = {*OWNERS, "participant", "team_mate", "other_participant", "mentor"}
ROLES = (*sorted(COHORT), "other_owner", "other_organiser", "judge", "host", "stranger", "anonymous")


def upload(name="records.csv", text=b"home,damp\n1,yes\n"):
    return SimpleUploadedFile(name, text)


def add(brief, by, readers, **more):
    return services.add_file(brief=brief, upload=upload(), title="Records", readers=readers, by=by, **more)


def who_reads(world, sign_in, file):
    addresses = [
        reverse("partner:brief_file", args=[file.key]),
        reverse("my:brief_file", args=["spring-2027", file.key]),
        reverse("public:brief_file", args=[file.key]),
    ]
    reading = set()
    for role in ROLES:
        statuses = [sign_in(role).get(address) for address in addresses]
        for response in statuses:
            if response.status_code == 200:
                assert b"".join(response.streaming_content) == b"home,damp\n1,yes\n"
                assert response.headers["Content-Disposition"].startswith("attachment")
                reading.add(role)
    return reading


@pytest.mark.parametrize(
    ("readers", "draft", "out", "public"),
    [
        ("OWNERS", OWNERS, OWNERS, OWNERS),
        ("REVIEWERS", OWNERS, OWNERS, OWNERS),
        ("TEAMS", OWNERS, COHORT, COHORT),
        ("PUBLIC", OWNERS, COHORT, set(ROLES)),
    ],
)
def test_a_file_is_nowhere_before_the_release_of_its_level(
    world, sign_in, challenge_owner, clock, readers, draft, out, public
):
    """O-10, O-02: 404 for everybody else, and the same once it is taken back."""
    brief = world.brief
    Brief.objects.filter(pk=brief.pk).update(state="DRAFT")
    brief.refresh_from_db()
    file = add(brief, challenge_owner, readers)
    assert who_reads(world, sign_in, file) == draft
    Brief.objects.filter(pk=brief.pk).update(state="PUBLISHED")
    assert who_reads(world, sign_in, file) == out
    Brief.objects.filter(pk=brief.pk).update(public_at=clock.now)
    assert who_reads(world, sign_in, file) == public
    Brief.objects.filter(pk=brief.pk).update(state="WITHDRAWN", public_at=None)
    assert who_reads(world, sign_in, file) == draft


def test_a_file_of_another_cohort_has_no_address_here(world, sign_in, challenge_owner):
    """O-01: children only through their parent."""
    address = reverse("my:brief_file", args=["elsewhere", world.brief_file.key])
    assert sign_in("participant").get(address).status_code == 404


def test_files_are_added_changed_and_removed(world, organiser):
    file = add(world.brief, organiser, "OWNERS", key="once")
    assert add(world.brief, organiser, "OWNERS", key="once") == file
    for _time in range(2):
        services.set_readers(file=file, readers="PUBLIC", by=organiser)
    assert BriefFile.objects.get(pk=file.pk).readers == "PUBLIC"
    services.remove_file(file=file, by=organiser)
    assert StoredFile.objects.filter(pk=file.stored_id).count() == 0
    wanted = ["brief_file.added", "brief_file.readers_changed", "brief_file.removed"]
    assert list(Event.objects.filter(event__in=wanted).order_by("pk").values_list("event", flat=True)) == wanted


def test_an_owner_changes_no_file_once_it_is_submitted(world, challenge_owner):
    """What was looked at stays what it was."""
    for act in (
        lambda: add(world.brief, challenge_owner, "OWNERS"),
        lambda: services.set_readers(file=world.brief_file, readers="PUBLIC", by=challenge_owner),
        lambda: services.remove_file(file=world.brief_file, by=challenge_owner),
    ):
        with pytest.raises(services.FilesFixed):
            act()


def test_too_many_files_and_wrong_ones_are_refused(world, organiser):
    with pytest.raises(FileRefused):
        services.add_file(brief=world.brief, upload=upload("page.html"), title="", readers="OWNERS", by=organiser)
    for _time in range(FILES_MAX - 1):
        add(world.brief, organiser, "OWNERS")
    with pytest.raises(services.TooManyFiles):
        add(world.brief, organiser, "OWNERS")
