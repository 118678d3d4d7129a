"""Receipts that can be checked, and versions beside each other."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.models import Version
from challenges.work import services
from core.erasers import forget
from core.models import OutboxMessage
from tests.challenges.work.test_pages import fetched
from tests.challenges.work.test_services import PDF, hand_in
from tests.factories.challenges import AllocationLineFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(world):
    world.clash.delete()
    return hand_in(world.milestone, world.team, world.people["participant"], uploads=[SimpleUploadedFile("a.pdf", PDF)])


def check(client, **data):
    return client.get(reverse("my:receipts", args=["spring-2027"]), data).content.decode()


def test_a_receipt_names_the_time_with_its_zone_the_files_and_the_fingerprint(world, sign_in, version):
    address = reverse("my:version_receipt", args=["spring-2027", version.key])
    shown = sign_in("team_mate").get(address).content.decode()
    stored = version.files.get().stored
    said = ["Nothing has changed since", version.fingerprint, stored.sha256, "Fri 12 Mar 2027", "GMT", "a.pdf"]
    assert [words for words in said if words not in shown] == []
    body = OutboxMessage.objects.filter(kind="work.received").first().body
    assert [words for words in (version.key, version.fingerprint, stored.sha256, "GMT") if words not in body] == []


def test_a_receipt_can_be_checked_by_the_team_and_organisers_and_nobody_else(world, sign_in, version):
    """O-02: to another team a right receipt and a wrong one look the same."""
    for role in ("participant", "organiser"):
        assert "The receipt is right." in check(sign_in(role), receipt=version.key, fingerprint=version.fingerprint)
        assert "The fingerprint is another one." in check(sign_in(role), receipt=version.key, fingerprint="0" * 64)
    other = sign_in("other_participant")
    for code in (version.key, "abcabcabcabc"):
        shown = check(other, receipt=code)
        assert ("There is no such receipt." in shown, world.team.name in shown) == (True, False)


def test_a_receipt_shows_when_what_is_stored_was_touched(world, sign_in, version):
    Version.objects.filter(pk=version.pk).update(text="Something else")
    address = reverse("my:version_receipt", args=["spring-2027", version.key])
    assert "What is stored is not what was handed in." in sign_in("participant").get(address).content.decode()


def test_a_receipt_stays_right_when_people_teams_and_deadlines_change(world, sign_in, version):
    """D-06: nothing that anybody may rename or move is in the fingerprint."""
    world.team.name, world.milestone.title = "Lighthouse", "Statement"
    world.team.save()
    world.people["participant"].first_name = "Erased"
    world.people["participant"].save()
    services.edit_milestone(milestone=world.milestone, due_at=version.submitted_at, by=world.people["organiser"])
    fresh = Version.objects.get(pk=version.pk)
    assert (fresh.worked_out([file.stored for file in fresh.files.all()]), fresh.is_late) == (
        version.fingerprint,
        False,
    )


def test_work_stays_the_teams_and_its_receipt_right_when_somebody_is_erased(world, sign_in, version):
    """P-01: the account is nameless, the team keeps what it wrote, and the fingerprint holds no name."""
    hana = world.people["participant"]
    forget(hana)
    shown = sign_in("team_mate").get(reverse("my:version_receipt", args=["spring-2027", version.key])).content.decode()
    assert ("Nothing has changed since" in shown, "Hana" in shown, "Aziz" in shown) == (True, False, False)
    page = sign_in("team_mate").get(reverse("my:milestone", args=["spring-2027", world.milestone.key])).content.decode()
    assert ("We asked nine tenants." in page, "Hana" in page) == (True, False)


def test_handing_in_the_same_again_leaves_the_receipt_as_it_is(world, version):
    again = services.submit(milestone=world.milestone, team=world.team, by=world.people["team_mate"])
    assert (again.pk, OutboxMessage.objects.filter(kind="work.received").count()) == (version.pk, 2)


def test_two_versions_are_compared_by_those_who_may_read_them(world, sign_in, version):
    hand_in(world.milestone, world.team, world.people["team_mate"], text="We asked ten tenants.")
    address = reverse("my:submission_compare", args=["spring-2027", version.submission.key])
    shown = sign_in("participant").get(address)
    [(label, [block])] = shown.context["parts"]
    assert (str(label), [(piece.kind, piece.text) for piece in block.pieces]) == (
        "Text",
        [("same", "We asked"), ("same", " "), ("gone", "nine"), ("new", "ten"), ("same", " tenants.")],
    )
    roles = ("participant", "mentor", "organiser", "other_participant", "challenge_owner", "stranger")
    assert {role: sign_in(role).get(address).status_code for role in roles} == {
        **dict.fromkeys(roles[:3], 200),
        **dict.fromkeys(roles[3:], 404),
    }


def test_one_version_has_nothing_to_be_compared_with(world, sign_in):
    address = reverse("my:submission_compare", args=["spring-2027", world.submission.key])
    assert sign_in("participant").get(address).status_code == 404


def addresses(world, version):
    file = version.files.get().stored.key
    return [
        reverse("organise:submission", args=["spring-2027", version.submission.key]),
        reverse("partner:submission", args=[version.submission.key]),
        reverse("my:version_file", args=["spring-2027", version.key, file]),
    ]


@pytest.mark.parametrize(
    ("role", "tick"),
    [("organiser", "is_for_organisers"), ("mentor", "is_for_mentors"), ("challenge_owner", "is_for_owners")],
)
def test_the_ticks_of_the_milestone_say_who_sees_the_work(world, sign_in, version, role, tick):
    client = sign_in(role)
    for ticked, status in ((True, 200), (False, 404)):
        setattr(world.milestone, tick, ticked)
        world.milestone.save()
        assert [fetched(client, address) for address in addresses(world, version)] == [status] * 3
    assert [fetched(sign_in("participant"), address) for address in addresses(world, version)] == [200] * 3


def test_a_role_that_ends_sees_nothing_at_the_next_request(world, sign_in, version, clock):
    """O-06: member, mentor and challenge owner, on the pages they had open."""
    world.milestone.is_for_owners = True
    world.milestone.save()
    ends = {
        "mentor": world.mentor.assignments.all().delete,
        "challenge_owner": world.brief.owners.all().delete,
        "team_mate": world.mate_place.membership.delete,
    }
    for role, end in ends.items():
        client = sign_in(role)
        before = [fetched(client, address) for address in addresses(world, version)]
        end()
        assert (before, [fetched(client, address) for address in addresses(world, version)]) == (
            [200] * 3,
            [404] * 3,
        )


def test_an_owner_sees_the_teams_of_their_own_challenge_alone(world, sign_in, version):
    """O-02: the other challenge's owner, whose team is the other one, gets 404."""
    world.milestone.is_for_owners = True
    world.milestone.save()
    AllocationLineFactory(allocation=world.allocation, team=world.other_team, brief=world.other_brief)
    answers = [fetched(sign_in("other_owner"), address) for address in addresses(world, version)]
    assert answers == [404] * 3
