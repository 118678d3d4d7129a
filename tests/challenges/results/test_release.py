"""The release: planned and agreed by two people, made in one transaction, undone until it is seen, versioned."""

from datetime import timedelta

import pytest

from benchmarks import shadow
from challenges.models import PitchDay, Release, ReleasePlan, ReleaseVersion, Score
from challenges.results import services
from challenges.results.invariants import released_results_recompute
from challenges.results.jobs import every_minute
from cms.models import CohortPage
from core import zones
from core.errors import Refused
from core.lifecycle import NotPossibleNow
from core.models import Event, OutboxMessage
from tests.challenges.results.day import agree, approve, close, current, later, plan, release
from tests.factories.cms import make_cohort_page

pytestmark = pytest.mark.django_db
PAGE = "/cohorts/spring-2027/"


@pytest.fixture
def approved(world):
    """Lantern won, approved by two people, nothing is public."""
    make_cohort_page(world.cohort)
    close(world)
    approve(world)
    world.pitch_day.refresh_from_db()
    return world


def told(name):
    """Who did it, by the record."""
    return list(Event.objects.filter(event=name).values_list("actor_label", flat=True))


def letters():
    return OutboxMessage.objects.filter(kind__in=("results.released", "results.corrected")).count()


def test_release_needs_a_second_person(approved):
    """J-17: planned by one, agreed by another, and public at its time only."""
    planned = plan(approved, minutes=5)
    assert services.release_results(plan=planned, now=zones.now() + timedelta(days=1)) is None
    with pytest.raises(services.NotTheSecond):
        services.agree_release(plan=planned, seen_digest=planned.digest, by=approved.people["organiser"])
    agreed = services.agree_release(plan=planned, seen_digest=planned.digest, by=approved.people["chair"])
    assert (every_minute(later(agreed, 4)), current(approved)) == (0, None)
    assert (every_minute(later(agreed, 5)), current(approved).number) == (1, 1)
    names = ("result.release_planned", "result.release_agreed", "result.released")
    assert [Event.objects.filter(event=name).count() for name in names] == [1, 1, 1]


def test_who_plans_is_not_the_second_person(approved):
    """J-17: one person is not two."""
    with pytest.raises(services.NotASecond):
        services.plan_release(
            pitch_day=approved.pitch_day, second=approved.people["organiser"], by=approved.people["organiser"]
        )


def test_cancelled_release_is_never_made(approved):
    """J-17: until its time either of the two can stop it."""
    planned = agree(approved, minutes=5)
    services.cancel_release(plan=planned, by=approved.people["chair"])
    assert (every_minute(later(planned, 60)), current(approved), letters()) == (0, None, 0)
    assert ReleasePlan.objects.get(pk=planned.pk).outcome == "CANCELLED"
    assert told("result.release_cancelled") == ["Idris Vaughan"]


def test_release_of_a_chosen_moment_waits_for_it(approved):
    moment = zones.now() + timedelta(hours=2)
    planned = agree(approved, moment=moment)
    assert planned.due_at == moment
    with pytest.raises(services.PlannedAlready):
        plan(approved)
    with pytest.raises(services.MomentPast):
        services.cancel_release(plan=planned, by=approved.people["organiser"])
        plan(approved, moment=zones.now() - timedelta(minutes=1))


def test_release_stops_when_scores_change_before_its_time(approved):
    """J-17, J-23: what was agreed is released, or nothing is."""
    planned = agree(approved, minutes=5)
    Score.objects.filter(card__slot=approved.slot).update(value=1)
    every_minute(later(planned, 5))
    assert (current(approved), PitchDay.objects.get(pk=approved.pitch_day.pk).state) == (None, "SCORES_CLOSED")
    assert ReleasePlan.objects.get(pk=planned.pk).outcome == "STOPPED"


def test_release_stops_when_words_change_before_its_time(approved):
    """J-17: the second person agreed to these words."""
    planned = agree(approved, minutes=5)
    PitchDay.objects.filter(pk=approved.pitch_day.pk).update(place="Elsewhere")
    every_minute(later(planned, 5))
    assert (current(approved), ReleasePlan.objects.get(pk=planned.pk).outcome) == (None, "STOPPED")


def test_release_before_the_approval_is_refused(world):
    close(world)
    with pytest.raises(NotPossibleNow):
        plan(world)


def test_released_once_however_often_the_clock_runs(approved):
    """J-18: one release, one version, one set of letters."""
    made = release(approved)
    services.note_first_view(cohort_id=approved.cohort.pk, now=made.released_at)
    for minutes in (10, 11, 12):
        every_minute(later(made, minutes))
    assert (Release.objects.count(), ReleaseVersion.objects.count(), letters()) == (1, 1, 7)


def test_crash_in_the_release_leaves_nothing_visible(approved, monkeypatch):
    """J-18: one transaction flips; when it dies at its last line, nothing has happened, and it is made later."""
    planned = agree(approved, minutes=0)

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Release.objects, "update_or_create", die)
        with pytest.raises(KeyboardInterrupt):
            services.release_results(plan=planned, now=planned.due_at)
    assert (current(approved), ReleaseVersion.objects.count(), letters()) == (None, 0, 0)
    assert PitchDay.objects.get(pk=approved.pitch_day.pk).state == "CONFIRMED"
    assert services.release_results(plan=planned, now=planned.due_at).number == 1


def test_mail_waits_until_somebody_has_seen_it_and_ten_minutes(approved, client):
    """J-17, J-18: letters follow from the release, after the time in which it can be undone."""
    made = release(approved)
    every_minute(later(made, 60))
    assert letters() == 0
    client.get(PAGE)
    seen = current(approved).seen_at
    every_minute(max(seen, later(made, 9)))
    assert letters() == (7 if seen >= later(made, 10) else 0)
    every_minute(max(seen, later(made, 10)))
    waiting = OutboxMessage.objects.filter(kind="results.released")
    assert (waiting.count(), current(approved).told_at is not None) == (7, True)
    assert {message.send_after for message in waiting} == {max(seen, later(made, 10))}


@pytest.mark.parametrize("role", ["organiser", "chair", "judge"])
def test_who_runs_it_may_look_and_it_can_still_be_undone(approved, sign_in, role):
    """J-17: a look of those who run the day ends nothing."""
    release(approved)
    assert "Lantern comes first." in sign_in(role).get(PAGE).content.decode()
    assert current(approved).seen_at is None
    services.undo_release(pitch_day=approved.pitch_day, by=approved.people["organiser"])
    assert (current(approved), PitchDay.objects.get(pk=approved.pitch_day.pk).state) == (None, "CONFIRMED")
    assert "Lantern comes first." not in sign_in("anonymous").get(PAGE).content.decode()


@pytest.mark.parametrize("address", [PAGE, "/cohorts/"])
def test_release_that_the_public_saw_cannot_be_undone(approved, client, address):
    """J-17: from the first look of anybody else it stays."""
    release(approved)
    client.get(address)
    with pytest.raises(services.SeenAlready):
        services.undo_release(pitch_day=approved.pitch_day, by=approved.people["organiser"])


def test_undone_release_sends_no_mail_ever(approved):
    """J-17: nothing was promised to anybody, and the record says who undid it."""
    made = release(approved)
    services.undo_release(pitch_day=approved.pitch_day, by=approved.people["organiser"])
    assert (told("result.released"), told("result.release_undone")) == (["Twelvefold"], ["Ade Bankole"])
    every_minute(later(made, 600))
    assert (letters(), ReleaseVersion.objects.get().withdrawn_at is not None) == (0, True)


def test_snapshot_for_the_public_holds_no_score_and_no_place_below_the_first(approved):
    """J-15: neither order nor field says who came second."""
    words = str(release(approved).snapshot)
    assert ("0.875" in words, "rank" in words, "score" in words) == (False, False, False)
    assert [team["name"] for team in current(approved).snapshot["teams"]] == ["Compass", "Lantern"]


def test_version_holds_sheets_rubric_method_and_hash(approved):
    """J-23: everything that anybody needs to recompute the result."""
    release(approved)
    version = ReleaseVersion.objects.get()
    sealed = version.sealed
    assert [sheet["scores"] for sheet in sealed["sheets"]] == [
        dict(zip((row.key for row in approved.criteria), values, strict=True))
        for values in _in_order_of(sealed, approved, ((5, 4), (3, 3)))
    ]
    assert (sealed["method"], sealed["signed_by"], sealed["approved_by"]) == (
        "adjusted-1",
        "Idris Vaughan",
        "Helen Marsh",
    )
    assert version.digest == services.digest_of({"snapshot": version.snapshot, "sealed": sealed})
    assert released_results_recompute() == []


def test_second_scorer_agrees_with_the_released_record(approved, sign_in, tmp_path):
    """J-23: whoever has the record can check it by a way that shares nothing with the site."""
    release(approved)
    file = tmp_path / "result.json"
    file.write_bytes(sign_in("organiser").get("/organise/spring-2027/results/record.json").content)
    assert shadow.main([str(file)]) == 0
    file.write_text(file.read_text().replace('"raw": 0.875', '"raw": 0.9'))
    assert shadow.main([str(file)]) == 1


def _in_order_of(sealed, world, values):
    given = {world.slot.key: values[0], world.other_slot.key: values[1]}
    return [given[sheet["pitch"]] for sheet in sealed["sheets"]]


def test_alarm_when_a_version_is_not_what_was_released(approved):
    """J-23: its hash, its sheets and its places are recomputed, whatever somebody changed."""
    release(approved)
    version = ReleaseVersion.objects.get()
    version.sealed["sheets"][0]["scores"] = dict.fromkeys(version.sealed["sheets"][0]["scores"], 1)
    version.save()
    found = released_results_recompute()
    assert [
        words
        for words in ("does not have the hash", "are not those that were signed", "another score or place")
        if not any(words in line for line in found)
    ] == []


def test_version_never_changes_when_scores_do(approved):
    """J-23: what is published stays, and the chair is told."""
    release(approved)
    before = ReleaseVersion.objects.values().get()
    Score.objects.filter(card__slot=approved.slot).update(value=1)
    every_minute(zones.now())
    assert ReleaseVersion.objects.values().get() == before
    assert PitchDay.objects.get(pk=approved.pitch_day.pk).state == "PUBLISHED"


def test_correction_is_a_new_version_announced_on_the_page_and_by_mail(approved, client):
    """J-23: the first version stays public until the second is, and is kept for ever."""
    release(approved)
    client.get(PAGE)
    services.begin_correction(pitch_day=approved.pitch_day, note="A slip of the key", by=approved.people["chair"])
    assert "Lantern comes first." in client.get(PAGE).content.decode()
    approved.pitch_day.refresh_from_db()
    approve(approved, 2, 1, departure="The key slipped on Lantern’s sheet.")
    approved.pitch_day.refresh_from_db()
    with pytest.raises(services.WhatIsCorrected):
        plan(approved)
    made = release(approved, correction="One sheet held a slip of the key.")
    page = client.get(PAGE).content.decode()
    assert "Compass comes first." in page
    assert "One sheet held a slip of the key." in page
    every_minute(max(later(made, 10), current(approved).seen_at))
    assert OutboxMessage.objects.filter(kind="results.corrected").count() == 7
    assert [version.snapshot["winners"][0]["name"] for version in ReleaseVersion.objects.order_by("number")] == [
        "Lantern",
        "Compass",
    ]


def test_undone_correction_gives_the_version_before_back(approved, client):
    """J-17, J-23: who saw the first version sees it again."""
    release(approved)
    client.get(PAGE)
    services.begin_correction(pitch_day=approved.pitch_day, note="A slip of the key", by=approved.people["chair"])
    approved.pitch_day.refresh_from_db()
    approve(approved, 2, 1, departure="The key slipped on Lantern’s sheet.")
    approved.pitch_day.refresh_from_db()
    release(approved, correction="One sheet held a slip of the key.")
    services.undo_release(pitch_day=approved.pitch_day, by=approved.people["organiser"])
    assert (current(approved).number, "Lantern comes first." in client.get(PAGE).content.decode()) == (1, True)


def test_record_is_public_only_where_the_rules_say_so(approved, client, sign_in):
    """J-14: no file before the release, none after it unless it was agreed, and never a judge's name."""
    address = "/cohorts/spring-2027/result.json"
    services.set_rules(pitch_day=approved.pitch_day, by=approved.people["organiser"], sheets_public=True)
    assert client.get(address).status_code == 404
    release(approved)
    answer = client.get(address)
    assert (answer.status_code, answer.json()["result"]["pitches"][0]["rank"]) == (200, 1)
    assert all(isinstance(judge, str) for judge in answer.json()["judges"])
    type(approved.pitch_day.result_rules).objects.update(sheets_public=False)
    assert client.get(address).status_code == 404
    assert sign_in("organiser").get("/organise/spring-2027/results/record.json").status_code == 200


def test_what_is_shown_is_fixed_once_a_release_is_planned(approved):
    plan(approved)
    with pytest.raises(Refused, match="stays as it was agreed"):
        services.set_rules(pitch_day=approved.pitch_day, by=approved.people["organiser"], judges_named=True)


def test_crowd_gets_the_page_from_its_row(approved, client, clock, django_assert_num_queries):
    """J-18: one query for each viewer, the same bytes, made anew after a minute, and gone with what it shows."""
    release(approved)
    first = client.get(PAGE)
    with django_assert_num_queries(1):
        assert client.get(PAGE).content == first.content
    CohortPage.objects.update(title="Spring of 2027")
    assert b"Spring of 2027" not in client.get(PAGE).content
    clock.forward(seconds=61)
    assert b"Spring of 2027" in client.get(PAGE).content
    Release.objects.update(seen_at=None)
    services.undo_release(pitch_day=approved.pitch_day, by=approved.people["organiser"])
    assert b"Lantern comes first." not in client.get(PAGE).content


def test_corrected_page_is_never_the_old_one(approved, client):
    """J-18, J-23: the row of the page goes in the transaction that makes the correction public."""
    release(approved)
    client.get(PAGE)
    services.begin_correction(pitch_day=approved.pitch_day, note="A slip of the key", by=approved.people["chair"])
    approved.pitch_day.refresh_from_db()
    approve(approved, 2, 1, departure="The key slipped on Lantern’s sheet.")
    approved.pitch_day.refresh_from_db()
    release(approved, correction="One sheet held a slip of the key.")
    assert b"Compass comes first." in client.get(PAGE).content


def test_signed_in_people_get_their_own_page(approved, client, sign_in):
    release(approved)
    client.get(PAGE)
    assert "Hana" in sign_in("participant").get(PAGE).content.decode()
