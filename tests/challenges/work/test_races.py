"""Several people of a team at the same moment, and a deadline that closes meanwhile, on a database with real locks."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from challenges.models import Clash, DraftCitation, DraftField, DraftFile, DraftRevision, Milestone, Submission, Version
from challenges.work import services
from challenges.work.cited.services import CannotCite
from challenges.work.services import Edit
from core import zones
from core.models import OutboxMessage
from tests.challenges.work.test_services import PDF

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BEGUN = "\n\n".join(f"Paragraph {number}" for number in range(8))


@pytest.fixture
def team(world):
    """Lantern with nothing handed in and an empty draft; its two members."""
    Submission.objects.all().delete()
    Clash.objects.all().delete()
    return {"milestone": world.milestone, "team": world.team}, [world.people["participant"], world.people["team_mate"]]


def save(where, member, text, base=0):
    return services.save_draft(edits={"text": Edit(text, base)}, by=member, **where)["text"]


def receipts():
    return OutboxMessage.objects.filter(kind="work.received").count()


def test_handing_in_twice_at_once_makes_one_version_one_receipt_and_one_mail_each(team, race):
    where, (hana, leo) = team
    save(where, hana, BEGUN)
    doubled = [lambda: services.submit(by=hana, key="once", **where)] * 3
    results = race(*doubled, lambda: services.submit(by=leo, key="other", **where))
    assert ({version.pk for version in results}, receipts()) == ({Version.objects.get().pk}, 2)


def test_two_who_cite_one_day_at_once_cite_it_once(team, race, citing):
    where, (hana, leo) = team
    where["team"].drafts.all().delete()

    def try_citing(role):
        try:
            return citing(role).part
        except CannotCite as refused:
            return refused.field

    results = race(lambda: try_citing("participant"), lambda: try_citing("team_mate"))
    assert sorted(results, key=len) == ["about", DraftCitation.objects.get().part]


def test_two_who_begin_a_draft_at_once_begin_one(team, race):
    where, (hana, leo) = team
    where["team"].drafts.all().delete()
    results = race(lambda: save(where, hana, "Nine tenants"), lambda: save(where, leo, "Ten tenants"))
    assert sorted(saved.is_clash for saved in results) == [False, True]
    kept = {DraftField.objects.get().value, Clash.objects.get().value}
    assert kept == {"Nine tenants", "Ten tenants"}


def test_eight_editors_of_eight_paragraphs_lose_no_word(team, race):
    where, members = team
    save(where, members[0], BEGUN)

    def edit(number):
        return save(where, members[number % 2], BEGUN.replace(f"Paragraph {number}", f"Rewritten {number}"), base=1)

    results = race(*[lambda number=number: edit(number) for number in range(8)])
    assert [saved.is_clash for saved in results] == [False] * 8
    assert DraftField.objects.get().value == BEGUN.replace("Paragraph", "Rewritten")
    numbers = list(DraftRevision.objects.order_by("revision").values_list("revision", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_save_and_a_hand_in_at_once_lose_nothing(team, race):
    """The version holds the text before or after the save, whole; the draft holds the newer one."""
    where, (hana, leo) = team
    save(where, hana, "Before")
    [version, saved] = race(
        lambda: services.submit(by=hana, key="k", **where), lambda: save(where, leo, "Before and after", base=1)
    )
    assert (version.text in ("Before", "Before and after"), saved.value) == (True, "Before and after")
    assert DraftField.objects.get().value == "Before and after"


def test_an_upload_and_a_hand_in_while_it_closes_keep_the_bytes_and_give_one_receipt_or_none(world, team, race):
    """D-01: an organiser moves the deadline into the past at the very moment; nobody is told what is not true."""
    where, (hana, leo) = team
    save(where, hana, BEGUN)
    past = zones.now() - timedelta(hours=1)
    results = race(
        lambda: services.edit_milestone(milestone=world.milestone, due_at=past, by=world.people["organiser"]),
        lambda: services.submit(by=hana, key="k", **where),
        lambda: services.add_files(uploads=[SimpleUploadedFile("a.pdf", PDF)], by=leo, **where),
        lambda: services.submit(by=leo, key="l", **where),
    )
    told = {one.pk for one in results if isinstance(one, Version)}
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, services.Closed)] == []
    assert (set(Version.objects.values_list("pk", flat=True)), receipts()) == (told, 2 * len(told))
    assert (DraftFile.objects.get().stored.original_name, DraftField.objects.get().value) == ("a.pdf", BEGUN)
    assert Milestone.objects.get(pk=world.milestone.pk).due_at == past


def test_two_who_agree_at_once_fix_it_once(world, team, race):
    where, (hana, _leo) = team
    world.milestone.needs_agreement = world.milestone.is_for_owners = True
    world.milestone.save()
    save(where, hana, BEGUN)
    version = services.submit(by=hana, **where)
    people = [world.people["mentor"], world.people["challenge_owner"]]
    race(*[lambda person=person: services.agree(version=version, by=person) for person in people])
    assert (Submission.objects.get().agreed_at is not None, version.agreements.count()) == (True, 2)
    assert OutboxMessage.objects.filter(kind="work.agreed").count() == 2
