"""What drafts and versions cite: added by the team, merged like its words, kept with each version."""

from datetime import timedelta

import pytest

from challenges.models import Citation, Clash, DraftCitation, DraftField, Version
from challenges.work import services
from challenges.work.cited.services import CannotCite, tell_host, uncite
from challenges.work.engine.receipts import FileFacts, fingerprint
from challenges.work.services import Agreed, Closed, Edit, Incomplete, NothingHandedIn
from cohorts.models import Booking, Visit
from core.models import Event, Organisation, OutboxMessage
from tests.challenges.work.conftest import WORDS
from tests.challenges.work.test_services import hand_in
from tests.clock import START

pytestmark = pytest.mark.django_db


def submitted(world, **given):
    return hand_in(world.milestone, world.team, world.people["participant"], **given)


def told(version):
    rows = version.citations.order_by("pk")
    return [(row.title, row.words, row.is_told, row.was_there) for row in rows]


def test_a_version_holds_what_its_draft_cites_and_keeps_it(world, day, citing):
    row = citing()
    first = submitted(world)
    tell_host(draft=world.draft, part=row.part, is_told=False, by=world.people["team_mate"])
    second = submitted(world)
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    third = submitted(world)
    assert told(first) == [("Programme day 2", WORDS, True, True)]
    assert told(second) == [("Programme day 2", WORDS, False, True)]
    assert (told(third), [first.number, second.number, third.number]) == ([], [2, 3, 4])


def test_nothing_new_makes_no_new_version(world, citing):
    citing()
    assert submitted(world).pk == submitted(world).pk


def test_the_receipt_covers_what_is_cited_but_not_the_name_of_whoever_was_met(world, citing):
    """P-01: a name may have to be erased one day: the receipt still holds then; any other change breaks it."""
    citing(about="other", who="Ines Vale", organisation="Harwell Water")
    version = submitted(world)
    version.citations.update(who="", person=None)
    assert Version.objects.get(pk=version.pk).worked_out([]) == version.fingerprint
    version.citations.update(words="Something else")
    assert Version.objects.get(pk=version.pk).worked_out([]) != version.fingerprint


def test_a_version_that_cites_nothing_has_the_fingerprint_it_always_had():
    """Receipts of before stay whole: this one was worked out before anything could be cited."""
    whole = {"about": {"team": "lantern"}, "text": "Nine", "links": ["https://example.com"], "answers": {"a": "1"}}
    before = "4c19d598a7ca90d735f09827b5b328d98b19947ceef146e17451bf65674e9713"
    assert fingerprint(**whole, files=[FileFacts("a.pdf", 3, "00")]) == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"about": "day-nonsense"}, "about"),
        ({"words": ""}, "words"),
        ({"about": "other", "organisation": "Harwell Water"}, "who"),
        ({"about": "other", "who": "duty engineer"}, "organisation"),
    ],
)
def test_what_is_missing_is_said_by_its_field(citing, given, field):
    with pytest.raises(CannotCite) as refused:
        citing(**given)
    assert (refused.value.field, DraftCitation.objects.count()) == (field, 0)


@pytest.mark.parametrize("change", [{"state": "CANCELLED"}, {"attendance": "ABSENT"}, {"state": "WAITING"}])
def test_a_day_nobody_of_the_team_was_at_needs_a_word(world, citing, change):
    Booking.objects.filter(pk=world.booking.pk).update(**change)
    with pytest.raises(CannotCite) as refused:
        citing()
    assert refused.value.field == "how"
    citing(how="Compass told us.")
    version = submitted(world)
    assert (told(version)[0][3], version.citations.get().how) == (False, "Compass told us.")


@pytest.mark.parametrize("change", [{"starts_at": START + timedelta(hours=1)}, {"cancelled_at": START}])
def test_a_day_ahead_or_called_off_cannot_be_cited(world, day, citing, change):
    change |= {"ends_at": START + timedelta(hours=2)}
    Visit.objects.filter(pk=day.pk).update(**change)
    with pytest.raises(CannotCite):
        citing()


def test_a_host_and_a_mentor_are_cited_by_name_with_their_organisation(world, day, citing):
    citing(about=f"host-{day.hosts.get().pk}", who="left over", organisation="left over")
    citing(about=f"mentor-{world.mentor.key}")
    version = submitted(world)
    host, mentor = world.people["host"].name, world.people["mentor"].name
    assert [(row.title, row.visit_id) for row in version.citations.order_by("pk")] == [
        (f"{host}, Calder & Finch, Programme day 2", day.pk),
        (f"{mentor}, {world.mentor.organisation.name}", None),
    ]


def test_the_same_is_cited_once_and_a_doubled_request_too(world, citing):
    first, again = citing(key="k1"), citing(key="k1")
    assert first.pk == again.pk
    with pytest.raises(CannotCite) as refused:
        citing("team_mate")
    assert (refused.value.field, DraftCitation.objects.count()) == ("about", 1)


def test_what_was_taken_away_comes_back_with_its_saves(world, citing):
    row = citing()
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    assert citing("team_mate", words="Seen again.").pk == row.pk
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    services.put_back(draft=world.draft, name=row.part, revision=1, by=world.people["participant"])
    assert (DraftCitation.objects.get().is_dropped, DraftField.objects.get(name=row.part).value) == (False, WORDS)


def test_two_people_write_the_words_of_one_citation(world, citing):
    """The draft's own rules: lines are merged, and a line that both changed is a clash that keeps both."""
    row = citing(words="We saw it.\n\nWe used it.")
    where = {"milestone": world.milestone, "team": world.team}

    def save(role, text):
        return services.save_draft(edits={row.part: Edit(text, 1)}, by=world.people[role], **where)[row.part]

    save("participant", "We saw the log.\n\nWe used it.")
    assert save("team_mate", "We saw it.\n\nWe copied it.").value == "We saw the log.\n\nWe copied it."
    assert save("participant", "Nobody saw it.\n\nWe used it.").is_clash is True
    assert Clash.objects.get().name == row.part


def test_words_of_a_citation_that_was_taken_away_are_kept_as_a_save_and_of_none_are_not(world, citing):
    row = citing()
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    edits = {row.part: Edit("x", 1), "cited_nonsense": Edit("x")}
    where = {"milestone": world.milestone, "team": world.team, "by": world.people["participant"]}
    assert list(services.save_draft(edits=edits, **where)) == [row.part]
    assert (DraftField.objects.get(name=row.part).value, DraftCitation.objects.get().is_dropped) == ("x", True)
    assert told(submitted(world)) == []


def test_the_longest_name_of_an_organisation_can_be_cited():
    longest = Organisation._meta.get_field("name").max_length
    rows = [model._meta.get_field("organisation").max_length for model in (Citation, DraftCitation)]
    assert rows == [longest, longest]


def test_how_the_team_knows_of_it_can_be_corrected_and_handed_in(world, citing):
    Booking.objects.filter(pk=world.booking.pk).update(state="CANCELLED")
    row = citing(how="Compass told us.")
    submitted(world)
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    citing(how="Orchard told us.")
    version = submitted(world)
    assert (version.number, version.citations.get().how) == (3, "Orchard told us.")


def test_a_citation_without_words_is_not_handed_in_nor_one_alone(world, citing):
    row = citing()
    with pytest.raises(NothingHandedIn):
        submitted(world, text="")
    where = {"milestone": world.milestone, "team": world.team, "by": world.people["participant"]}
    services.save_draft(edits={row.part: Edit("", 1)}, **where)
    with pytest.raises(Incomplete) as refused:
        submitted(world)
    assert list(refused.value.problems) == [row.part]


def test_an_earlier_version_is_put_back_with_what_it_cites(world, citing):
    row = citing()
    version = submitted(world)
    citing(about="other", who="duty engineer", organisation="Harwell Water")
    uncite(draft=world.draft, part=row.part, by=world.people["participant"])
    services.restore_version(version=version, by=world.people["participant"])
    assert list(DraftCitation.objects.filter(is_dropped=False).values_list("part", flat=True)) == [row.part]
    assert submitted(world).pk == version.pk


def test_after_the_cut_off_the_draft_keeps_it_and_nothing_is_handed_in(world, citing, clock):
    clock.set(world.milestone.closes_at)
    citing()
    with pytest.raises(Closed):
        submitted(world)
    assert (DraftCitation.objects.count(), Citation.objects.count()) == (1, 0)


def test_agreed_work_cites_nothing_more(world, citing):
    type(world.submission).objects.filter(pk=world.submission.pk).update(agreed_at=START)
    with pytest.raises(Agreed):
        citing()


def test_citing_in_a_draft_is_told_to_nobody(world, citing):
    """A draft is the team's alone: neither the history nor any letter knows of it."""
    before = Event.objects.count(), OutboxMessage.objects.count()
    citing()
    assert (Event.objects.count(), OutboxMessage.objects.count()) == before
