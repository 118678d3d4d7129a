"""Conflicts of interest: found in the programme's data, declared, ruled on by the chair; J-02 and J-03."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from challenges.judging import services as judging
from challenges.models import Conflict, Scorecard, SlotJudge
from challenges.pitchdays import jobs, services
from challenges.pitchdays.queries import plan_of
from challenges.pitchdays.services.conflicts import ReasonMissing
from challenges.pitchdays.sources import Found, title_of
from cohorts.models import Participant
from cohorts.people import services as people
from config import wiring
from core.models import Event, Organisation, OutboxMessage
from tests.clock import START
from tests.factories.challenges import BriefOwnerFactory, PitchSlotFactory
from tests.factories.cohorts import (
    MentorAssignmentFactory,
    MentorFactory,
    ParticipantFactory,
    TeamFactory,
    TeamMemberFactory,
)
from tests.factories.core import OrganisationFactory

pytestmark = pytest.mark.django_db


def look(world):
    return services.find_conflicts(pitch_day=world.pitch_day, by=world.people["organiser"])


def found(world):
    """What was found of Helen Marsh: team, source, state and reason."""
    rows = Conflict.objects.filter(seat=world.seat).order_by("team__number", "source")
    return list(rows.values_list("team__name", "source", "state", "reason"))


def employ(world, name, **changes):
    """Helen works for this body."""
    body = Organisation.objects.get(name=name)
    for field, value in changes.items():
        setattr(body, field, value)
    body.save()
    world.seat.organisation = body
    world.seat.save()


def told(name):
    return list(Event.objects.filter(event=name).values_list("subject_label", flat=True))


def test_a_member_of_the_own_employer_keeps_the_judge_away_at_once(world):
    employ(world, "Calder & Finch")
    assert look(world) == 1
    reason = "Belongs to Calder & Finch, as Leo Marks of the team."
    assert found(world) == [("Lantern", "same_employer", "COUNTS", reason)]
    assert [slot.team.name for slot in plan_of(world.pitch_day).slots_of(world.seat)] == ["Compass"]
    assert told("conflict.found") == ["Helen Marsh, Lantern"]


def test_bodies_of_one_employer_group_are_one_employer(world):
    """DWP's people are in both teams; the judge works for another body of its group."""
    Organisation.objects.filter(short_name="DWP").update(group="Work and health")
    world.seat.organisation = OrganisationFactory(name="Health executive", group="Work and health")
    world.seat.save()
    look(world)
    words = "Belongs to Health executive, which is one employer (Work and health) with that of {}."
    assert found(world) == [
        ("Lantern", "same_employer", "COUNTS", words.format("Hana Aziz")),
        ("Compass", "same_employer", "COUNTS", words.format("Tess Wynn")),
    ]


def test_mentors_and_owners_of_the_challenge_do_not_score_the_team(world):
    mentor = MentorFactory(cohort=world.cohort, user=world.people["judge"])
    MentorAssignmentFactory(team=world.other_team, mentor=mentor)
    BriefOwnerFactory(brief=world.brief, user=world.people["judge"])
    look(world)
    assert [row[:3] for row in found(world)] == [
        ("Lantern", "owned_challenge", "COUNTS"),
        ("Compass", "mentored_team", "COUNTS"),
    ]


def test_who_was_in_a_team_with_a_member_does_not_score_it(world):
    earlier = TeamFactory(cohort=world.other_cohort, name="Earlier")
    for user in (world.people["judge"], world.people["other_participant"]):
        place = ParticipantFactory(cohort=world.other_cohort, user=user)
        TeamMemberFactory(team=earlier, participant=place)
    look(world)
    assert found(world) == [("Compass", "former_team", "COUNTS", "Worked in a team with Tess Wynn.")]


def test_who_mentored_a_member_before_does_not_score_the_team(world):
    earlier = TeamFactory(cohort=world.other_cohort, name="Earlier")
    place = ParticipantFactory(cohort=world.other_cohort, user=world.people["other_participant"])
    TeamMemberFactory(team=earlier, participant=place)
    mentor = MentorFactory(cohort=world.other_cohort, user=world.people["judge"])
    MentorAssignmentFactory(team=earlier, mentor=mentor)
    look(world)
    assert [row[:2] for row in found(world)] == [("Compass", "former_team")]


def close_to_helen(world, place, **fields):
    """The place names Helen Marsh's address as somebody types it."""
    people.edit_participant(participant=place, by=None, **dict.fromkeys(fields, f" {world.seat.user.email.upper()} "))


def test_who_line_manages_a_member_does_not_score_the_team(world):
    close_to_helen(world, world.place, manager_email=1)
    assert look(world) == 1
    assert found(world) == [("Lantern", "line_manager", "COUNTS", "Line-manages Hana Aziz of the team.")]
    assert [slot.team.name for slot in plan_of(world.pitch_day).slots_of(world.seat)] == ["Compass"]


def test_who_nominated_members_does_not_score_their_teams(world):
    for place in Participant.objects.filter(user__in=[world.people["participant"], world.people["other_participant"]]):
        close_to_helen(world, place, nominator_email=1)
    look(world)
    assert found(world) == [
        ("Lantern", "nominator", "COUNTS", "Nominated Hana Aziz of the team."),
        ("Compass", "nominator", "COUNTS", "Nominated Tess Wynn of the team."),
    ]
    Participant.objects.update(nominator_email="")
    look(world)
    assert found(world) == []


def test_a_later_feature_adds_a_source_by_the_wiring_alone(world, sign_in, monkeypatch):
    """The row keeps the function's name; pages show its title, or its name in words."""
    source = f"{__name__}.met_last_year"
    monkeypatch.setattr(wiring, "CONFLICT_SOURCES", [*wiring.CONFLICT_SOURCES, source])
    look(world)
    assert found(world) == [("Compass", "met_last_year", "ASKED", "They met.")]
    address = reverse("organise:pitch_conflicts", args=["spring-2027"])
    assert "Met last year" in sign_in("organiser").get(address).content.decode()
    assert title_of("nominator") == "Nominated a member"


def met_last_year(day):
    seat = day.panel.get(user__last_name="Marsh")
    return [Found(seat, day.cohort.teams.get(name="Compass"), "They met.", is_certain=False)]


def test_an_employer_who_owns_the_challenge_is_put_to_the_chair(world):
    """J-03: not declared by the judge: found, shown, and no scoring before the chair has ruled; the ruling is kept."""
    employ(world, "Leeds City Council")
    look(world)
    reason = "Belongs to Leeds City Council; the team's challenge is that of Leeds City Council."
    assert found(world) == [("Lantern", "challenge_of_own_body", "ASKED", reason)]
    with pytest.raises(services.NotReady) as refused:
        services.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    assert str(refused.value.message) == "Scoring cannot open yet: 1 conflict waits for a ruling."
    conflict = Conflict.objects.get(seat=world.seat)
    chair = world.people["chair"]
    services.decide_conflict(conflict=conflict, stands=True, decision="She signs its contracts.", by=chair)
    ruled = Conflict.objects.get(seat=world.seat)
    assert (ruled.state, ruled.decision, ruled.decided_by) == ("STANDS", "She signs its contracts.", chair)
    event = Event.objects.get(event="conflict.upheld")
    assert (event.actor_label, event.data["note"]) == ("Idris Vaughan", "She signs its contracts.")
    assert (world.seat.pk, world.team.pk) in plan_of(world.pitch_day).conflicts


def test_a_warning_stands_on_the_organisers_page_before_anybody_is_assigned(world, sign_in):
    """J-03: the day, who sees what, the list of conflicts and what is missing all say so."""
    employ(world, "Leeds City Council")
    client = sign_in("organiser")
    panels = reverse("organise:panels", args=["spring-2027"])
    assert "Waiting for a ruling:" not in client.get(panels).content.decode()
    client.post(reverse("organise:pitch_conflicts", args=["spring-2027"]))
    day = client.get(reverse("organise:pitch_day", args=["spring-2027"])).content.decode()
    listed = client.get(reverse("organise:pitch_conflicts", args=["spring-2027"])).content.decode()
    assert "1 doubtful conflict of interest waits for a ruling." in day
    assert "1 conflict waits for a ruling" in day
    assert "1 conflict. Scoring cannot open before." in listed
    shown = client.get(panels).content.decode()
    assert ("Waiting for a ruling:" in shown, "Helen Marsh and Lantern" in shown) == (True, True)
    assert SlotJudge.objects.filter(slot__pitch_day=world.pitch_day).count() == 0
    # What lacks leads to the page where it is done.
    assert f'<a href="{reverse("organise:pitch_conflicts", args=["spring-2027"])}">1 conflict waits' in day


def test_a_dismissed_doubt_lets_the_judge_score_and_can_be_ruled_on_again(world):
    chair = world.people["chair"]
    judge = world.people["judge"]
    doubt = services.declare_conflict(
        seat=world.seat, team=world.team, reason="A board until 2025", is_doubtful=True, by=judge
    )
    services.decide_conflict(conflict=doubt, stands=False, decision="Long over.", by=chair)
    assert (world.seat.pk, world.team.pk) not in plan_of(world.pitch_day).conflicts
    services.decide_conflict(conflict=doubt, stands=True, decision="Not over after all.", by=chair)
    assert (world.seat.pk, world.team.pk) in plan_of(world.pitch_day).conflicts
    assert (told("conflict.dismissed"), told("conflict.upheld")) == (["Helen Marsh, Lantern"], ["Helen Marsh, Lantern"])


def test_only_the_chair_rules_and_nobody_on_their_own(world):
    """J-03: organisers rule on the chair's doubts, the chair on all others."""
    people = world.people
    of_judge = services.declare_conflict(
        seat=world.seat, team=world.team, reason="?", is_doubtful=True, by=people["judge"]
    )
    of_chair = services.declare_conflict(
        seat=world.chair_seat, team=world.team, reason="?", is_doubtful=True, by=people["chair"]
    )
    for conflict, who in ((of_judge, "judge"), (of_judge, "organiser"), (of_chair, "chair"), (of_chair, "judge")):
        with pytest.raises(PermissionDenied):
            services.decide_conflict(conflict=conflict, stands=False, decision="No.", by=people[who])
    services.decide_conflict(conflict=of_chair, stands=False, decision="No.", by=people["organiser"])
    with pytest.raises(ReasonMissing):
        services.decide_conflict(conflict=of_judge, stands=False, decision=" ", by=people["chair"])
    assert Conflict.objects.get(pk=of_chair.pk).state == "DISMISSED"


def test_looking_again_adds_nothing_and_takes_back_what_is_no_longer_so(world):
    employ(world, "Calder & Finch")
    assert (look(world), look(world), Conflict.objects.filter(seat=world.seat).count()) == (1, 0, 1)
    world.seat.organisation = None
    world.seat.save()
    assert (look(world), found(world), told("conflict.gone")) == (0, [], ["Helen Marsh, Lantern"])


def test_what_was_ruled_on_stays_when_its_ground_is_gone(world):
    employ(world, "Leeds City Council")
    look(world)
    conflict = Conflict.objects.get(seat=world.seat)
    services.decide_conflict(conflict=conflict, stands=False, decision="No.", by=world.people["chair"])
    world.seat.organisation = None
    world.seat.save()
    look(world)
    assert [row[2] for row in found(world)] == ["DISMISSED"]


def test_a_declared_conflict_and_a_found_one_stand_side_by_side(world):
    employ(world, "Calder & Finch")
    services.declare_conflict(seat=world.seat, team=world.team, reason="My cousin", by=world.people["judge"])
    look(world)
    assert [row[1] for row in found(world)] == ["declared", "same_employer"]


def test_a_judge_who_asked_may_still_step_aside(world):
    judge = world.people["judge"]
    services.declare_conflict(seat=world.seat, team=world.team, reason="Perhaps", is_doubtful=True, by=judge)
    letter = OutboxMessage.objects.get(kind="pitchdays.doubt")
    assert (letter.to, "Perhaps" in letter.body) == (world.people["chair"], False)
    services.declare_conflict(seat=world.seat, team=world.team, reason="It is one", by=judge)
    assert found(world) == [("Lantern", "declared", "COUNTS", "It is one")]


def test_bodies_that_a_judge_declares_count_as_the_own(world):
    body = Organisation.objects.get(name="Calder & Finch")
    judge = world.people["judge"]
    assert services.declare_interests(seat=world.seat, organisations=[body], by=judge) == 1
    assert [row[:3] for row in found(world)] == [("Lantern", "same_employer", "COUNTS")]
    services.declare_interests(seat=world.seat, organisations=[], by=judge)
    assert (found(world), world.seat.interests.count()) == ([], 0)


def test_a_later_conflict_voids_the_sheet_and_keeps_it(world):
    """J-02: a member joins in the middle of scoring; the minute's job finds it, the sheet is void and kept."""
    employ(world, "Calder & Finch")
    world.seat.organisation = OrganisationFactory(name="New employer")
    world.seat.save()
    services.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    scores = {criterion.key: 3 for criterion in world.criteria}
    card = judging.save_card(seat=world.seat, slot=world.slot, scores=scores, by=world.people["judge"])
    judging.submit_card(card=card, by=world.people["judge"])
    late = ParticipantFactory(cohort=world.cohort, organisation=world.seat.organisation)
    TeamMemberFactory(team=world.team, participant=late)
    assert (jobs.every_minute(START), jobs.every_minute(START)) == (1, 0)
    card = Scorecard.objects.get(pk=card.pk)
    assert (card.state, card.scores.count()) == ("VOID", 2)
    assert Event.objects.get(event="scorecard.voided").data["note"].startswith("Belongs to New employer, as")


def test_a_doubt_keeps_nobody_away_until_it_is_upheld_and_then_voids(world):
    """J-02: the chair's ruling during scoring takes the sheet out, and keeps it."""
    services.open_scoring(pitch_day=world.pitch_day, by=world.people["organiser"])
    scores = {criterion.key: 3 for criterion in world.criteria}
    judge = world.people["judge"]
    card = judging.save_card(seat=world.seat, slot=world.slot, scores=scores, by=judge)
    doubt = services.declare_conflict(seat=world.seat, team=world.team, reason="?", is_doubtful=True, by=judge)
    judging.submit_card(card=card, by=judge)
    services.decide_conflict(conflict=doubt, stands=True, decision="It is one.", by=world.people["chair"])
    assert Scorecard.objects.get(pk=card.pk).state == "VOID"


def test_sources_take_the_same_queries_whatever_the_size(world, django_assert_num_queries):
    employ(world, "Calder & Finch")
    look(world)
    for _ in range(2):
        with django_assert_num_queries(35):
            look(world)
        for slot in PitchSlotFactory.create_batch(3, pitch_day=world.pitch_day):
            TeamMemberFactory(team=slot.team, participant=ParticipantFactory(cohort=world.cohort))


def test_the_judges_page_asks_the_chair_and_shows_what_was_ruled(world, sign_in):
    address = reverse("judge:seat_conflicts", args=[world.seat.key])
    client = sign_in("judge")
    client.post(address, {"act": "ask", "team": world.team.key, "reason": "A board until 2025"})
    assert "The chair rules on it" in client.get(address).content.decode()
    client = sign_in("chair")
    rulings = reverse("judge:conflicts_decide", args=[world.pitch_day.key])
    assert "A board until 2025" in client.get(rulings).content.decode()
    name = Conflict.objects.get(seat=world.seat).name
    assert client.post(rulings, {"conflict": name, "act": "dismiss", "decision": ""}).status_code == 422
    client.post(rulings, {"conflict": name, "act": "dismiss", "decision": "Long over."})
    assert "The chair: may score. Long over." in sign_in("judge").get(address).content.decode()


def test_bodies_are_ticked_on_the_judges_own_page(world, sign_in):
    body = Organisation.objects.get(name="Calder & Finch")
    client = sign_in("judge")
    response = client.post(reverse("judge:seat_interests", args=[world.seat.key]), {"bodies": [body.key]}, follow=True)
    assert "Kept. 1 conflict follows." in response.content.decode()
    assert [row[0] for row in found(world)] == ["Lantern"]


def test_the_list_of_conflicts_takes_the_same_queries_whatever_the_size(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    address = reverse("organise:pitch_conflicts", args=["spring-2027"])
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(9):
            client.get(address)
        for slot in PitchSlotFactory.create_batch(3, pitch_day=world.pitch_day):
            services.declare_conflict(seat=world.seat, team=slot.team, reason="?", by=world.people["judge"])
