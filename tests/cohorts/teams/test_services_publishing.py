"""Publishing: once, whole, everybody told; races on PostgreSQL."""

import pytest

from cohorts.models import Mailing, Team, TeamMember
from cohorts.programmes.workflow import CohortState
from cohorts.teams import services
from cohorts.teams.services.refusals import (
    CohortClosed,
    MentorGone,
    NameMissing,
    NameTaken,
    NameTooLong,
    NobodyToPlace,
    NotOfThisCohort,
    RoomTooLong,
    RulesBroken,
    Stale,
    TeamsExist,
)
from cohorts.teams.workflow import ProposalState
from core.audit.models import Event
from core.audit.timeline import timeline
from core.errors import Changed, Refused
from core.outbox.models import OutboxMessage
from tests.factories.cohorts import MentorFactory, TeamProposalFactory

pytestmark = pytest.mark.django_db


def publish(proposal, by, version=1):
    return services.publish_teams(proposal=proposal, expected_version=version, by=by)


def test_publishing_makes_teams_and_tells_everybody(forming, proposal, clock):
    teams = publish(proposal, forming.organiser)
    assert [(team.name, team.number, team.members.count()) for team in teams] == [
        ("Kite", 1, 4),
        ("Loom", 2, 4),
        ("Harbour", 3, 4),
    ]
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.ACCEPTED
    assert list(Event.objects.about(proposal).order_by("pk").values_list("event", flat=True))[-1] == "teams.published"
    assert [Event.objects.about(team).get().event for team in teams] == ["team.formed"] * 3
    mailing = Mailing.objects.get(kind="teams.published")
    assert (mailing.recipients, mailing.held_until > clock.now) == (12, True)


def test_each_person_gets_one_message_about_their_own_team(forming, proposal):
    """M-01: one message a person, naming their own team."""
    publish(proposal, forming.organiser)
    person = forming.people[0]
    team = person.membership.team
    message = OutboxMessage.objects.get(to=person.user)
    assert message.subject == f"You are in team {team.name}"
    others = {member.participant.user.name for member in team.members.all()}
    assert {name for name in others if name in message.body} == others
    assert f"/my/{forming.cohort.slug}/team/" in message.body


def test_publishing_twice_is_refused_and_told_once(forming, proposal):
    """C-01: one set of mails."""
    publish(proposal, forming.organiser)
    with pytest.raises(TeamsExist) as refused:
        publish(proposal, forming.organiser)
    assert str(refused.value.message) == "Olu Adeyemi published the teams already, from Proposal 1."
    assert (Team.objects.count(), OutboxMessage.objects.count()) == (3, 12)


def test_publishing_an_old_version_is_refused(forming, proposal):
    """C-01: what changed meanwhile is looked at first."""
    services.rename_proposed_team(proposal=proposal, number=1, name="Heron", expected_version=1, by=forming.organiser)
    with pytest.raises(Changed) as refused:
        publish(proposal, forming.organiser)
    assert "Olu Adeyemi renamed Kite to Heron" in str(refused.value.message)
    assert Team.objects.count() == 0


def test_publishing_a_stale_proposal_is_refused(forming, proposal):
    """C-02: people changed since, so the result cannot be applied."""
    person = forming.people[0]
    person.region = "Leeds"
    person.save()
    with pytest.raises(Stale):
        publish(proposal, forming.organiser)
    assert (Team.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_publishing_is_refused_for_empty_proposals_and_closed_cohorts(forming, proposal):
    empty = TeamProposalFactory(cohort=forming.cohort, number=9, snapshot_hash=proposal.snapshot_hash)
    with pytest.raises(NobodyToPlace):
        publish(empty, forming.organiser)
    forming.cohort.state = CohortState.CANCELLED
    forming.cohort.save()
    with pytest.raises(CohortClosed):
        publish(proposal, forming.organiser)


def test_preview_tells_what_publishing_sends(forming, proposal):
    (preview,) = services.preview_publication(proposal)
    assert (preview.count, len(preview.names), preview.held_minutes, preview.must_type_count) == (12, 12, 10, False)


@pytest.fixture
def broken(proposal):
    """The proposal, of whose three teams of four none is as large as a rule asks."""
    proposal.rules = {**proposal.rules, "size_min": 5}
    proposal.save()
    return proposal


def test_rules_that_are_broken_are_named(proposal):
    assert services.broken_rules(proposal) == []
    proposal.places.filter(team_number=1).update(team_number=2)
    assert services.broken_rules(proposal)[0].startswith("Loom")


def test_broken_rules_are_published_with_a_reason_only(forming, broken):
    with pytest.raises(RulesBroken) as refused:
        publish(broken, forming.organiser)
    assert refused.value.field == "reason"
    assert (Team.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    rules = services.broken_rules(broken)
    services.publish_teams(proposal=broken, expected_version=1, by=forming.organiser, reason="Three people fell ill")
    assert (len(rules), Team.objects.count()) == (3, 3)
    broken.refresh_from_db()
    assert broken.result["waived"] == {"rules": rules, "reason": "Three people fell ill", "by": "Olu Adeyemi"}
    event = Event.objects.get(event="teams.rules_waived")
    assert event.data == {"rules": rules, "note": "Three people fell ill"}
    assert Event.objects.get(event="teams.published").data["note"] == "Three people fell ill"
    lines = {row.event: (row.words, row.note) for row in timeline(cohort=forming.cohort)}
    assert lines["teams.rules_waived"] == (
        "published Proposal 1 although rules are broken",
        "Three people fell ill",
    )


def test_reason_is_kept_only_where_a_rule_is_broken(forming, proposal):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser, reason="None needed")
    assert not Event.objects.filter(event="teams.rules_waived").exists()
    assert "note" not in Event.objects.get(event="teams.published").data


@pytest.fixture
def formed(transactional_db, forming):
    """A proposal in a database that threads can see."""
    from .conftest import RULES

    made = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=3, by=forming.organiser)
    made.refresh_from_db()
    return made


@pytest.mark.postgres
def test_two_organisers_publish_at_once(race, forming, formed):
    """C-01: one wins, the other is told; one set of teams, one set of mails."""
    results = race(lambda: publish(formed, forming.organiser), lambda: publish(formed, forming.organiser))
    assert sorted(type(result).__name__ for result in results) == ["TeamsExist", "list"]
    assert (Team.objects.count(), TeamMember.objects.count(), OutboxMessage.objects.count()) == (3, 12, 12)


@pytest.mark.postgres
def test_two_organisers_change_the_board_at_once(race, forming, formed):
    """C-01: one change is made, the other is refused with what changed."""

    def rename(name):
        return services.rename_proposed_team(
            proposal=formed, number=1, name=name, expected_version=1, by=forming.organiser
        )

    results = race(lambda: rename("Heron"), lambda: rename("Osprey"))
    assert sorted(isinstance(result, Refused) for result in results) == [False, True]
    formed.refresh_from_db()
    assert formed.version == 2


def planned(name="Kite", room="", mentors=()):
    return services.Plan(name, room, tuple(mentors))


@pytest.mark.parametrize(
    ("plans", "error", "field"),
    [
        ({1: planned(" ")}, NameMissing, "name_1"),
        ({2: planned("KITE")}, NameTaken, "name_2"),
        ({1: planned("x" * 41)}, NameTooLong, "name_1"),
        ({3: planned("Heron", "y" * 81)}, RoomTooLong, "room_3"),
    ],
)
def test_plans_that_cannot_be_are_refused_by_their_field(forming, proposal, plans, error, field):
    with pytest.raises(error) as refused:
        services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser, plans=plans)
    assert (refused.value.field, Team.objects.count(), OutboxMessage.objects.count()) == (field, 0, 0)


def test_mentor_who_left_or_is_from_elsewhere_stops_the_whole(forming, proposal):
    """Atomic: no team, no letter, and the proposal is as it was."""
    gone = MentorFactory(cohort=forming.cohort, left_at=forming.cohort.made_at)
    for mentor, error in ((gone, MentorGone), (MentorFactory(), NotOfThisCohort)):
        with pytest.raises(error):
            plans = {1: planned(mentors=[mentor])}
            services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser, plans=plans)
    proposal.refresh_from_db()
    assert (proposal.state, Team.objects.count(), OutboxMessage.objects.count()) == (ProposalState.READY, 0, 0)


def test_mentor_of_two_teams_gets_one_letter_about_both(forming, proposal):
    """M-01: one message a person."""
    mentor = MentorFactory(cohort=forming.cohort)
    plans = {1: planned("Kite", mentors=[mentor]), 2: planned("Loom", mentors=[mentor])}
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser, plans=plans)
    assert [message.subject for message in OutboxMessage.objects.filter(to=mentor.user)] == ["You mentor Kite, Loom"]


def test_few_people_are_written_to_after_the_hold_too(forming, proposal, settings, clock):
    settings.MAIL_MANY = 1000
    publish(proposal, forming.organiser)
    mailing = Mailing.objects.get()
    assert (mailing.held_until - mailing.made_at).total_seconds() == 60 * settings.MAIL_HOLD_MINUTES
