"""Verdicts: kept as drafts, given once and again with a reason, released to teams; who owes one is reminded."""

from datetime import timedelta

import pytest

from challenges.models import AllocationLine, FollowUp, OwnerVerdict, PitchDay, Release, VerdictVersion
from challenges.verdicts import services
from challenges.verdicts.erasers import follow_ups, verdicts
from challenges.verdicts.queries import read_by_team, rows_of, sums_of
from challenges.verdicts.services.giving import Words
from challenges.verdicts.times import are_open, due_on, months_after, opens_on
from core.models import Event, OutboxMessage
from tests.challenges.verdicts.ending import release_result
from tests.clock import START
from tests.factories.challenges import AllocationLineFactory, BriefOwnerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.owners import FollowUpFactory, OwnerVerdictFactory

pytestmark = pytest.mark.django_db
WORDS = Words(
    useful="VERY", forward="PARTS", what="The trial", who="Wren Adeyemi", to_team="Thank you", to_organisers="-"
)


@pytest.fixture
def over(world):
    """The pitches were yesterday; Lantern works on Rhys Morgan's challenge, nothing is said of it."""
    OwnerVerdict.objects.all().delete()
    FollowUp.objects.all().delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=START - timedelta(days=1))
    world.cohort.refresh_from_db()
    world.brief.refresh_from_db()
    return world


def give(world, words=WORDS, **more):
    return services.give_verdict(
        brief=world.brief, team=world.team, words=words, by=world.people["challenge_owner"], **more
    )


def happened():
    events = Event.objects.filter(event__startswith="verdict").order_by("pk")
    return list(events.values_list("event", flat=True))


def letters(kind):
    return sorted(OutboxMessage.objects.filter(kind=kind).values_list("to__first_name", flat=True))


def test_verdicts_open_the_day_after_the_pitches_or_in_the_last_week():
    cohort = CohortFactory()
    assert opens_on(cohort) == cohort.starts_on + timedelta(weeks=11)
    assert due_on(cohort, 3) == months_after(cohort.ends_on, 3)
    assert [months_after(START.date().replace(month=11, day=30), months) for months in (3, 6)] == [
        START.date().replace(year=2028, month=2, day=29),
        START.date().replace(year=2028, month=5, day=30),
    ]


def test_the_day_of_the_pitches_itself_is_too_early(over):
    PitchDay.objects.update(starts_at=START)
    over.cohort.refresh_from_db()
    assert [are_open(over.cohort, START + timedelta(hours=hours)) for hours in (13, 15)] == [False, True]
    over.brief.refresh_from_db()
    with pytest.raises(services.NotOpenYet):
        give(over)


def test_a_draft_is_kept_and_is_no_verdict(over):
    by = over.people["challenge_owner"]
    for text in ("One", "Two"):
        services.save_verdict(brief=over.brief, team=over.team, words=Words(to_team=text), by=by)
    verdict = OwnerVerdict.objects.get()
    assert (verdict.to_team, verdict.is_given, happened()) == ("Two", False, ["verdict.drafted"])
    with pytest.raises(services.NotGiven):
        services.show_verdict(verdict=verdict, by=by)


def test_a_verdict_is_given_once_and_changed_only_with_a_reason(over):
    for _press in range(2):
        give(over, key="one")
    give(over)
    assert (VerdictVersion.objects.count(), happened()) == (1, ["verdict.given"])
    better = Words(**{**vars(WORDS), "forward": "AS_IS"})
    with pytest.raises(services.SayWhyChanged):
        give(over, better)
    give(over, better, why="The board agreed")
    assert list(VerdictVersion.objects.order_by("number").values_list("number", "forward", "why")) == [
        (1, "PARTS", ""),
        (2, "AS_IS", "The board agreed"),
    ]
    assert happened() == ["verdict.given", "verdict.changed"]


def test_what_another_owner_saved_is_not_replaced_unread(over, clock):
    """Nor by giving; the same words again refuse nothing, and what was read can be replaced."""
    rhys, una = over.people["challenge_owner"], over.people["other_owner"]
    at = {"brief": over.brief, "team": over.team}
    first = services.save_verdict(**at, words=Words(to_team="One"), by=rhys, seen="").stamp
    clock.forward(minutes=1)
    second = services.save_verdict(**at, words=Words(to_team="Two"), by=una, seen=first).stamp
    for seen in ("", first):
        with pytest.raises(services.DraftChanged):
            services.save_verdict(**at, words=Words(to_team="Three"), by=rhys, seen=seen)
        with pytest.raises(services.DraftChanged):
            give(over, seen=seen)
    services.save_verdict(**at, words=Words(to_team="Two"), by=rhys, seen="")
    assert (OwnerVerdict.objects.get().to_team, VerdictVersion.objects.count()) == ("Two", 0)
    give(over, seen=second)
    assert OwnerVerdict.objects.get().to_team == "Thank you"


def test_the_given_words_again_end_a_change_that_was_begun(over):
    given = give(over)
    services.save_verdict(
        brief=over.brief, team=over.team, words=Words(to_team="Half"), by=over.people["challenge_owner"]
    )
    assert give(over) == given
    assert (OwnerVerdict.objects.get().says(WORDS), VerdictVersion.objects.count()) == (True, 1)


def test_a_team_that_left_the_challenge_has_no_letter_about_its_verdict(over):
    """Its page is gone; with the challenge again it is told."""
    verdict = give(over).verdict
    services.show_verdict(verdict=verdict, by=over.people["challenge_owner"])
    release_result(over)
    Release.objects.update(told_at=START)
    line = AllocationLine.objects.get(brief=over.brief, team=over.team)
    AllocationLine.objects.filter(pk=line.pk).update(brief=over.other_brief)
    assert (services.tell_teams(), letters("verdicts.shown")) == (0, [])
    AllocationLine.objects.filter(pk=line.pk).update(brief=over.brief)
    assert (services.tell_teams(), letters("verdicts.shown")) == (1, ["Hana", "Leo"])


@pytest.mark.parametrize(
    ("words", "refusal"),
    [(Words(forward="NO"), services.SayBoth), (Words(useful="NOT"), services.SayForward)],
)
def test_a_verdict_says_both(over, words, refusal):
    with pytest.raises(refusal):
        give(over, words)


def test_a_team_of_another_challenge_has_no_verdict_here(over):
    with pytest.raises(services.NotOnIt):
        services.give_verdict(brief=over.brief, team=over.other_team, words=WORDS, by=over.people["challenge_owner"])


def test_a_team_reads_it_after_the_release_and_only_when_it_is_shown(over):
    """J-13: released by the owner before the result, it waits; the letter waits until everybody was told."""
    verdict = give(over).verdict
    services.show_verdict(verdict=verdict, by=over.people["challenge_owner"])
    assert (read_by_team(over.team, START), letters("verdicts.shown")) == (None, [])
    release_result(over)
    over.team.refresh_from_db()
    assert read_by_team(over.team, START).to_team == "Thank you"
    assert (services.tell_teams(), letters("verdicts.shown")) == (0, [])
    Release.objects.update(told_at=START)
    assert [services.tell_teams() for _run in range(2)] == [1, 0]
    assert letters("verdicts.shown") == ["Hana", "Leo"]


def test_the_cohorts_setting_shows_it_without_the_owner(over):
    give(over)
    release_result(over)
    over.team.refresh_from_db()
    assert read_by_team(over.team, START) is None
    for _press in range(2):
        services.set_verdict_rules(cohort=over.cohort, shows_teams=True, by=over.people["organiser"])
    assert read_by_team(over.team, START).useful == "VERY"
    assert Event.objects.filter(event="verdict_rules.changed").count() == 1


def test_without_a_pitch_day_a_team_reads_it_after_the_weeks(over):
    line = AllocationLineFactory()
    team = line.team
    end = START.replace(year=team.cohort.ends_on.year, month=team.cohort.ends_on.month, day=team.cohort.ends_on.day)
    OwnerVerdictFactory(brief=line.brief, team=team, given=True, shown_at=START)
    assert [bool(read_by_team(team, end + timedelta(days=days))) for days in (0, 1)] == [False, True]


def test_whoever_owes_a_verdict_is_reminded_once_a_day(over):
    by = over.people["organiser"]
    services.remind_of_verdicts(cohort=over.cohort, by=by)
    with pytest.raises(services.RemindedToday):
        services.remind_of_verdicts(cohort=over.cohort, by=by)
    assert letters("verdicts.owed") == ["Rhys"]
    assert Event.objects.filter(event="verdict.reminded").count() == 1
    assert "- Lantern (" in OutboxMessage.objects.get(kind="verdicts.owed").body
    give(over)
    with pytest.raises(services.NothingOwed):
        services.remind_of_verdicts(cohort=over.cohort, by=by)


def test_the_sums_count_who_answered(over):
    AllocationLineFactory(allocation=over.allocation, team=over.other_team, brief=over.brief)
    give(over)
    FollowUpFactory(brief=over.brief, team=over.team, happened="STOPPED", answered_at=START)
    sums = sums_of(rows_of(over.cohort, START))
    assert (sums.teams, sums.given, sums.useful, sums.forward) == (2, 1, 1, 1)
    assert sums.later == [(3, 0, 1, 1), (6, 0, 0, 0)]


def test_names_go_a_year_after_the_end_words_after_two_and_choices_stay(over):
    """P-04."""
    version = give(over)
    FollowUpFactory(
        brief=over.brief, team=over.team, happened="IN_USE", words="In 40 homes", answered_at=START,
        answered_by=over.people["challenge_owner"],
    )  # fmt: skip
    end = START + timedelta(days=85)

    def held():
        version.refresh_from_db()
        later = FollowUp.objects.get()
        return (version.who, version.given_by, version.to_team, version.useful, later.answered_by, later.words)

    for days in (366, 731):
        for eraser in (verdicts, follow_ups):
            eraser(end + timedelta(days=days), False)
        found = held()
        words = ("Thank you", "In 40 homes") if days == 366 else ("", "")
        assert found == ("", None, words[0], "VERY", None, words[1])
    assert sum(number for _label, number in verdicts(end + timedelta(days=800), True)) == 0


def test_another_owner_can_answer_once_named(over):
    """An owner who has left: organisers name who answers."""
    over.people["challenge_owner"].is_active = False
    over.people["challenge_owner"].save()
    assert [row.owners for row in rows_of(over.cohort, START)] == [[]]
    BriefOwnerFactory(brief=over.brief, user=over.people["other_owner"])
    services.remind_of_verdicts(cohort=over.cohort, by=over.people["organiser"])
    assert letters("verdicts.owed") == ["Una"]
