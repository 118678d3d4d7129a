"""Who sees what: proposals, substitutes, single scores more, the minimum; J-22."""

from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from challenges.judging import services as judging
from challenges.judging.queries import ranking_of
from challenges.models import PanelSeat, PitchDay, SlotJudge
from challenges.pitchdays import services
from challenges.pitchdays.planning import Settings
from challenges.pitchdays.queries import judges_by_team, plan_of
from challenges.pitchdays.services.plans import propose, propose_substitutes, signature
from core.errors import Changed, Refused
from core.models import Event
from tests.factories.challenges import PanelSeatFactory, PitchSlotFactory
from tests.factories.core import OrganisationFactory

pytestmark = pytest.mark.django_db
LINKED = Settings("LINKED", 3, 7)


@pytest.fixture
def boss(world):
    return world.people["organiser"]


@pytest.fixture
def day(world):
    """Eight teams and six judges, three of each sector."""
    PitchSlotFactory.create_batch(6, pitch_day=world.pitch_day)
    firms = OrganisationFactory.create_batch(3, private=True)
    for firm in firms:
        PanelSeatFactory(pitch_day=world.pitch_day, organisation=firm)
    for seat in (world.seat, world.recused_seat, world.chair_seat):
        seat.organisation = OrganisationFactory()
        seat.save()
    return world.pitch_day


def counts(day):
    plan = plan_of(day)
    return sorted(len(plan.judges_of(slot)) for slot in plan.slots)


def applied(day, boss, settings=LINKED):
    services.apply_plan(pitch_day=day, settings=settings, by=boss)
    return PitchDay.objects.get(pk=day.pk)


def test_a_proposal_writes_nothing_and_is_applied_as_it_was_seen(day, boss):
    proposal = propose(day, LINKED)
    assert (SlotJudge.objects.count(), proposal.allocation.quality.per_pitch) == (0, (3, 3))
    services.apply_plan(pitch_day=day, settings=LINKED, expected=proposal.digest, by=boss)
    assert {(row.seat_id, row.slot_id) for row in SlotJudge.objects.all()} == proposal.allocation.pairs
    kept = PitchDay.objects.get(pk=day.pk)
    assert (kept.panel_mode, kept.judges_each, kept.panel_seed, counts(day)) == ("LINKED", 3, 7, [3] * 8)
    data = Event.objects.get(event="panel.assigned").data
    assert (data["mode"], data["each"], data["seed"], data["linked"]) == ("LINKED", 3, 7, True)


def test_a_proposal_whose_ground_changed_is_refused(world, day, boss):
    seen = propose(day, LINKED).digest
    services.declare_conflict(seat=world.seat, team=world.team, reason="?", by=world.people["judge"])
    with pytest.raises(Changed):
        services.apply_plan(pitch_day=day, settings=LINKED, expected=seen, by=boss)
    assert SlotJudge.objects.count() == 0


def test_a_judge_away_in_a_break_does_not_get_the_pitches_in_it(world, day, boss):
    services.draw_order(pitch_day=day, seed=1, by=boss)
    first = plan_of(day).slots[0]
    start = first.starts_at.astimezone(ZoneInfo(world.cohort.zone))
    services.add_pause(
        pitch_day=day, starts=start.time(), ends=start.replace(hour=start.hour + 1).time(), seat=world.seat, by=boss
    )
    applied(day, boss)
    plan = plan_of(day)
    own = [slot.order for slot in plan.slots_of(world.seat)]
    assert (min(own) > 3, counts(day)) == (True, [3] * 8)


def test_fixed_panels_are_named_on_their_judges(day, boss):
    applied(day, boss, Settings("FIXED", 3, 1, bridges=4))
    names = list(PanelSeat.objects.filter(pitch_day=day).values_list("panel_name", flat=True))
    assert sorted(names) == ["A", "A", "A", "B", "B", "B"]


def test_a_judge_who_drops_out_is_replaced_with_the_fewest_changes(world, day, boss):
    """J-22: recorded with the state of the day, and every team keeps its number of judges."""
    applied(day, boss)
    before = {(row.seat_id, row.slot_id) for row in SlotJudge.objects.all()}
    repair = propose_substitutes(world.seat)
    services.replace_judge(seat=world.seat, note="Ill", expected=signature(repair), by=boss)
    plan = plan_of(day)
    after = {(seat.pk, slot.pk) for slot in plan.slots for seat in plan.judges_of(slot)}
    stay = {pair for pair in before if pair[0] != world.seat.pk}
    assert (stay <= after, len(after - stay), counts(day)) == (True, len(before - stay), [3] * 8)
    assert Event.objects.get(event="panel.left").data == {"during": "PLANNED", "note": "Ill"}
    assert Event.objects.get(event="panel.substituted").subject_label == "Helen Marsh"


def test_substitutes_that_were_not_the_ones_seen_are_refused(world, day, boss):
    applied(day, boss)
    with pytest.raises(Changed):
        services.replace_judge(seat=world.seat, expected="1:2", by=boss)
    assert PanelSeat.objects.get(pk=world.seat.pk).left_at is None


def test_nobody_leaves_during_scoring_where_a_team_would_fall_below_the_minimum(world, boss):
    """J-22: Lantern has two judges, as one has a conflict; the minimum is lowered only with a reason that is kept."""
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    with pytest.raises(services.BelowMinimum) as refused:
        services.unseat_judge(seat=world.seat, by=boss)
    assert str(refused.value.message) == (
        "Lantern would be seen by fewer than 2 judges: find a substitute, or lower the minimum."
    )
    with pytest.raises(Refused):
        services.set_minimum(pitch_day=world.pitch_day, minimum=1, by=boss)
    services.set_minimum(pitch_day=world.pitch_day, minimum=1, note="Helen is ill.", by=boss)
    services.unseat_judge(seat=world.seat, note="Ill", by=boss)
    assert Event.objects.get(event="panel.minimum_set").data == {"before": 2, "after": 1, "note": "Helen is ill."}
    assert Event.objects.get(event="panel.left").data == {"during": "SCORING", "note": "Ill"}


def test_scoring_does_not_open_below_the_minimum(world, boss):
    """J-22: the page names the teams."""
    services.set_minimum(pitch_day=world.pitch_day, minimum=3, by=boss)
    with pytest.raises(services.NotReady) as refused:
        services.open_scoring(pitch_day=world.pitch_day, by=boss)
    assert str(refused.value.message) == "Scoring cannot open yet: fewer than 3 judges see Lantern."


def test_the_result_shows_how_many_judges_each_team_has_when_one_left_in_the_middle(world, boss):
    """J-22: a sheet that is in counts, also of a judge who left; a judge who joins is recorded with the moment."""
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    scores = {criterion.key: 3 for criterion in world.criteria}
    for seat in (world.seat, world.chair_seat):
        card = judging.save_card(seat=seat, slot=world.slot, scores=scores, by=seat.user)
        judging.submit_card(card=card, by=seat.user)
    services.unseat_judge(seat=world.seat, by=boss)
    assert judges_by_team(world.pitch_day) == {world.slot.pk: 2, world.other_slot.pk: 2}
    services.seat_judge(pitch_day=world.pitch_day, user=world.people["stranger"], by=boss)
    assert Event.objects.get(event="panel.joined").data == {"during": "SCORING"}
    judges = {place.name: place.judges for place in ranking_of(world.pitch_day).places}
    assert judges == {"Lantern": 2, "Compass": 0}


def test_one_score_more_is_given_and_refused_where_a_conflict_stands(world, day, boss):
    applied(day, boss)
    plan = plan_of(day)
    slot = next(slot for slot in plan.slots if not plan.scores(world.seat, slot))
    services.add_score(seat=world.seat, slot=slot, by=boss)
    assert plan_of(day).scores(world.seat, slot)
    with pytest.raises(Refused):
        services.add_score(seat=world.recused_seat, slot=world.slot, by=boss)
    assert Event.objects.filter(event="panel.score_added").count() == 1


def test_seat_is_changed_and_conflicts_follow_at_once(world, boss):
    body = world.mate_place.organisation
    services.edit_seat(seat=world.seat, title="Chief", organisation=body, expertise=["data"], panel_name="", by=boss)
    seat = PanelSeat.objects.get(pk=world.seat.pk)
    assert (seat.title, seat.expertise, seat.conflicts.get().source) == ("Chief", ["data"], "same_employer")


def page(name, *args):
    return reverse(f"organise:{name}", args=["spring-2027", *args])


def test_plan_is_proposed_looked_at_and_applied_on_the_page(day, sign_in):
    client = sign_in("organiser")
    asked = {"mode": "LINKED", "each": "3", "seed": "5", "both_sectors": "on"}
    shown = client.get(page("panels"), asked)
    words = shown.content.decode()
    assert "Nothing is changed yet" in words
    assert "Every pitch is seen by 3 judges; each judge sees 4 pitches." in words
    client.post(page("panels_apply"), {**asked, "seen": shown.context["proposal"].digest})
    assert (counts(day), "Linked panels, drawn with the number 5." in client.get(page("panels")).content.decode()) == (
        [3] * 8,
        True,
    )


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"mode": "LINKED", "seed": "1"}, "each"),
        ({"mode": "LINKED", "each": "1", "seed": "1"}, "each"),
        ({"mode": "LINKED", "each": "3", "most": "2", "seed": "1"}, "most"),
        ({"mode": "NONE", "seed": "1"}, "mode"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_by_its_field(day, sign_in, asked, wrong):
    response = sign_in("organiser").get(page("panels"), asked)
    assert (response.status_code, list(response.context["form"].errors)) == (422, [wrong])


def test_the_page_of_a_leaving_judge_shows_the_substitutes_and_applies_them(world, day, boss, sign_in):
    applied(day, boss)
    client = sign_in("organiser")
    shown = client.get(page("seat_leave", world.seat.key))
    assert "in place of Helen Marsh" in shown.content.decode()
    client.post(page("seat_leave", world.seat.key), {"act": "replace", "seen": shown.context["seen"], "note": "Ill"})
    assert (counts(day), PanelSeat.objects.get(pk=world.seat.pk).left_at is None) == ([3] * 8, False)


def test_the_page_of_panels_takes_the_same_queries_whatever_the_size(
    world, day, boss, sign_in, django_assert_num_queries
):
    applied(day, boss)
    client = sign_in("organiser")
    client.get(page("panels"))
    for _ in range(2):
        with django_assert_num_queries(16):
            client.get(page("panels"))
        PitchSlotFactory.create_batch(2, pitch_day=day)
        PanelSeatFactory.create_batch(2, pitch_day=day)


def test_expertise_of_a_seat_is_typed_as_words(world, sign_in):
    data = {"title": "", "organisation": "", "sector": "", "expertise": "Health, data,  health", "panel_name": ""}
    sign_in("organiser").post(page("seat_edit", world.seat.key), data)
    assert PanelSeat.objects.get(pk=world.seat.pk).expertise == ["health", "data"]
