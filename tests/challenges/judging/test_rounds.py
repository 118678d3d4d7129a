"""J-21: a frozen rubric, and a new round that the chair agrees to: old sheets are kept and not counted."""

import pytest
from django.core.exceptions import PermissionDenied

from challenges.judging import services as judging
from challenges.judging.queries import ranking_of
from challenges.models import Criterion, OldSheet, PitchDay, RoundRequest, RubricVersion, Score, Scorecard
from challenges.pitchdays import services
from challenges.pitchdays.digest import content_of, digest_of
from challenges.pitchdays.queries import rubric_of
from challenges.pitchdays.services.rounds import (
    AskedAlready,
    Decided,
    NothingToBeginAnew,
    ReasonMissing,
    SamePerson,
)
from challenges.pitchdays.versions import NeverChanged
from core.models import Event, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(world):
    return world.people["organiser"]


@pytest.fixture
def chair(world):
    return world.people["chair"]


@pytest.fixture
def judged(world, boss, chair):
    """Scoring is open; the chair has handed in, the judge has begun."""
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    card = save(world, "chair_seat", 5, 4, notes="Measured.")
    judging.submit_card(card=card, by=chair)
    save(world, "seat", 2, 2, notes="Ask about cost.")
    return world


def save(world, seat, *values, revision=0, notes=""):
    place = getattr(world, seat)
    criteria = rubric_of(world.pitch_day)
    scores = {row.key: value for row, value in zip(criteria, values, strict=True)}
    return judging.save_card(seat=place, slot=world.slot, scores=scores, notes=notes, revision=revision, by=place.user)


def ask(world, reason="A level was worded wrongly."):
    return services.ask_new_round(pitch_day=world.pitch_day, reason=reason, by=world.people["organiser"])


def test_the_rubric_is_frozen_word_for_word_when_scoring_opens(world, boss):
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    version = RubricVersion.objects.get()
    assert (version.number, version.frozen_by, version.content) == (1, boss, content_of(rubric_of(world.pitch_day)))
    assert (version.digest, version.is_whole) == (digest_of(version.content), True)
    assert Event.objects.get(event="rubric.frozen").data == {"digest": version.digest}
    with pytest.raises(NeverChanged):
        version.save()


def test_a_refused_change_says_what_to_do_instead(judged, boss):
    with pytest.raises(services.RubricFrozen) as refused:
        services.move_criterion(criterion=judged.criterion, step=1, by=boss)
    assert "Another rubric means a new round, which the chair agrees to." in str(refused.value.message)


def test_asking_changes_nothing_but_the_request(judged):
    before = list(Score.objects.order_by("pk").values_list("card", "criterion", "value"))
    ask(judged)
    assert list(Score.objects.order_by("pk").values_list("card", "criterion", "value")) == before
    assert PitchDay.objects.get(pk=judged.pitch_day.pk).state == "SCORING"
    with pytest.raises(AskedAlready):
        ask(judged)


def test_an_agreed_round_keeps_every_sheet_and_counts_none(judged, chair):
    services.agree_new_round(request=ask(judged), answer="Yes.", by=chair)
    kept = OldSheet.objects.order_by("slot__order", "seat__user__first_name")
    assert [(row.version.number, row.seat.user.first_name, row.state, row.words["notes"]) for row in kept] == [
        (1, "Helen", "DRAFT", "Ask about cost."),
        (1, "Idris", "SUBMITTED", "Measured."),
    ]
    assert [[(score["criterion"], score["value"]) for score in row.scores] for row in kept] == [
        [("Evidence", 2), ("Idea", 2)],
        [("Evidence", 5), ("Idea", 4)],
    ]
    assert (Score.objects.count(), list(Scorecard.objects.values_list("state", flat=True).distinct())) == (0, ["DRAFT"])
    assert [place.shown for place in ranking_of(judged.pitch_day).places] == [None, None]
    assert PitchDay.objects.get(pk=judged.pitch_day.pk).state == "PLANNED"


def test_the_new_rubric_has_the_old_words_in_new_rows_and_can_be_changed(judged, chair, boss):
    old = list(Criterion.objects.filter(pitch_day=judged.pitch_day).values_list("key", flat=True))
    before = content_of(rubric_of(judged.pitch_day))
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    assert content_of(rubric_of(judged.pitch_day)) == before
    assert not set(old) & set(Criterion.objects.filter(pitch_day=judged.pitch_day).values_list("key", flat=True))
    services.move_criterion(criterion=rubric_of(judged.pitch_day)[0], step=1, by=boss)
    services.publish_rules(pitch_day=judged.pitch_day, by=boss)
    services.open_scoring(pitch_day=judged.pitch_day, by=boss)
    assert list(RubricVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert RubricVersion.objects.get(number=1).content == before


def test_a_phone_that_still_holds_the_old_round_reaches_no_sheet_of_the_new(judged, chair, boss):
    old = {row.key: 3 for row in rubric_of(judged.pitch_day)}
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    services.open_scoring(pitch_day=judged.pitch_day, by=boss)
    judge = judged.people["judge"]
    with pytest.raises(judging.ChangedElsewhere):
        judging.save_card(seat=judged.seat, slot=judged.slot, scores=old, revision=1, by=judge)
    with pytest.raises(judging.NoSuchLevel):
        judging.save_card(seat=judged.seat, slot=judged.slot, scores=old, revision=2, by=judge)
    assert Score.objects.count() == 0
    save(judged, "seat", 4, 4, revision=2)
    assert list(Score.objects.values_list("value", flat=True)) == [4, 4]


def test_a_void_sheet_stays_void(judged, chair):
    services.declare_conflict(seat=judged.seat, team=judged.team, reason="We share a board", by=chair)
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    assert Scorecard.objects.get(seat=judged.seat).state == "VOID"
    assert OldSheet.objects.get(seat=judged.seat).state == "VOID"


def test_every_step_is_recorded_with_its_reason(judged, chair):
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    told = Event.objects.filter(event__in=("round.asked", "round.agreed", "pitchday.round_begun", "round.sheets_kept"))
    assert list(told.order_by("pk").values_list("event", "actor_label")) == [
        ("round.asked", "Ade Bankole"),
        ("round.agreed", "Idris Vaughan"),
        ("pitchday.round_begun", "Idris Vaughan"),
        ("round.sheets_kept", "Idris Vaughan"),
    ]
    assert Event.objects.get(event="pitchday.round_begun").data["note"] == "A level was worded wrongly."


def test_the_chair_is_asked_and_the_judges_are_told_by_mail(judged, chair):
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    told = OutboxMessage.objects.filter(kind__startswith="pitchdays.round").order_by("kind", "address")
    assert list(told.values_list("kind", "address")) == [
        ("pitchdays.round_asked", "chair@example.com"),
        ("pitchdays.round_begun", "chair@example.com"),
        ("pitchdays.round_begun", "judge@example.com"),
        ("pitchdays.round_begun", "recused.judge@example.com"),
    ]
    assert f"/judge/rounds/{judged.pitch_day.key}/" in told[0].body


def test_a_declined_or_withdrawn_request_changes_nothing_and_is_decided_once(judged, chair, boss):
    declined = services.decline_new_round(request=ask(judged), answer="The words are clear.", by=chair)
    assert (declined.state, declined.answer, OldSheet.objects.count()) == ("DECLINED", "The words are clear.", 0)
    with pytest.raises(Decided):
        services.agree_new_round(request=declined, answer="", by=chair)
    withdrawn = services.withdraw_new_round(request=ask(judged), by=boss)
    assert (withdrawn.state, RoundRequest.objects.filter(state="ASKED").count()) == ("WITHDRAWN", 0)


def test_one_person_alone_begins_no_round(judged, chair, boss):
    asked = services.ask_new_round(pitch_day=judged.pitch_day, reason="Mine", by=chair)
    with pytest.raises(SamePerson):
        services.agree_new_round(request=asked, answer="", by=chair)
    services.withdraw_new_round(request=asked, by=chair)
    with pytest.raises(PermissionDenied):
        services.agree_new_round(request=ask(judged), answer="", by=judged.people["judge"])
    assert (OldSheet.objects.count(), PitchDay.objects.get(pk=judged.pitch_day.pk).state) == (0, "SCORING")


@pytest.mark.parametrize("state", ["PLANNED", "CONFIRMED", "PUBLISHED"])
def test_there_is_no_round_to_begin_anew_before_and_after(world, state):
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(state=state)
    with pytest.raises(NothingToBeginAnew):
        ask(world)
    assert RoundRequest.objects.count() == 0


def test_a_round_needs_its_reason(judged):
    with pytest.raises(ReasonMissing):
        ask(judged, reason="  ")


def test_pages_tell_every_effect_before_it_is_done(judged, sign_in):
    address = "/organise/spring-2027/pitch-day/rubric/new-round/"
    client = sign_in("organiser")
    assert address in client.get("/organise/spring-2027/pitch-day/").content.decode()
    page = client.get(address).content.decode()
    assert "2 sheets are kept as they are and no longer count; 1 of them handed in." in page
    once = {"once": "0f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"}
    client.post(address, {"reason": "A level was worded wrongly."} | once)
    assert "The chair is asked for a new round." in client.get("/organise/spring-2027/pitch-day/").content.decode()
    chair = sign_in("chair")
    decide = f"/judge/rounds/{judged.pitch_day.key}/"
    home = chair.get("/judge/").content.decode()
    assert ("A new round of judging is asked for." in home, decide in home) == (True, True)
    page = chair.get(decide).content.decode()
    assert ("A level was worded wrongly." in page, "2 sheets are kept as they are" in page) == (True, True)
    chair.post(decide, {"act": "agree", "answer": ""})
    assert (RoundRequest.objects.get().state, OldSheet.objects.count()) == ("AGREED", 2)


def test_old_values_show_when_scores_are_closed_and_not_before(judged, chair, boss, sign_in, django_assert_num_queries):
    """J-01, J-21: the page of earlier sheets takes the same queries for two sheets as for one, and hides values."""
    services.agree_new_round(request=ask(judged), answer="", by=chair)
    client = sign_in("organiser")
    address = "/organise/spring-2027/scores/earlier/"
    assert "Levels" not in client.get(address).content.decode()
    services.open_scoring(pitch_day=judged.pitch_day, by=boss)
    services.close_scores(pitch_day=judged.pitch_day, by=boss)
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(9):
            page = client.get(address).content.decode()
        OldSheet.objects.filter(seat=judged.seat).delete()
    assert 'Evidence <b class="num">5</b>' in page
