"""Asking, closing, withdrawing; who owes the answer, passing on, reminders."""

from datetime import UTC, datetime, timedelta

import pytest

from challenges.briefs.choosing.services import set_rules
from challenges.briefs.questions import services
from challenges.briefs.questions.jobs import every_minute
from challenges.briefs.questions.workflow import AskedState, Owes
from challenges.models import Brief, BriefOwner, BriefQuestion, ChoosingRules
from core.lifecycle import NotPossibleNow
from core.models import Event
from tests.challenges.briefs.questions.conftest import ask, everything_written, letters
from tests.clock import START
from tests.factories.challenges import AllocationFactory, AllocationLineFactory
from tests.factories.cohorts import TeamFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def events():
    rows = Event.objects.filter(event__startswith="brief_").order_by("pk")
    return [(row.event, row.subject_label) for row in rows]


def test_a_team_asks_and_the_owner_is_told_once(asking, clock):
    first = ask(asking, key="k")
    assert ask(asking, key="k") == first
    assert (first.owed_by, first.owed_since, first.due_at) == (Owes.OWNER, START, START + timedelta(days=2))
    assert letters() == [("asked", "owner@example.com")]
    # Neither the words nor the team stand in the history.
    assert events() == [("brief_question.asked", "a question about “Listening”")]


def test_without_an_owner_the_organisers_owe_the_answer(asking):
    BriefOwner.objects.all().delete()
    assert ask(asking).owed_by == Owes.ORGANISER
    assert letters() == [("asked", asking.organiser.email)]


def test_who_may_not_ask_is_refused(asking):
    """O-10: not about what is not out, not of another cohort, not without a team, not without words."""
    elsewhere, stranger = TeamFactory(), UserFactory()
    for refusal, more in (
        (services.NoTeam, {"team": None}),
        (services.NoTeam, {"by": stranger}),
        (services.NoTeam, {"team": elsewhere}),
        (services.NothingAsked, {"text": "   "}),
    ):
        given = {"brief": asking.brief, "team": asking.teams[0], "text": "Why?", "by": asking.members[0], **more}
        with pytest.raises(refusal):
            services.ask_question(**given)
    Brief.objects.filter(pk=asking.brief.pk).update(state="APPROVED")
    with pytest.raises(services.QuestionsClosed):
        ask(asking)
    assert BriefQuestion.objects.count() == 0


def test_a_team_with_many_open_questions_waits(asking):
    for number in range(services.MOST_OPEN):
        ask(asking, text=f"Question {number}?")
    with pytest.raises(services.TooManyOpen):
        ask(asking)


def give(asking, team, brief):
    AllocationLineFactory(allocation=AllocationFactory(cohort=asking.cohort, number=1), team=team, brief=brief)


def test_questions_close_with_the_rankings_but_for_who_works_on_it(asking, clock):
    """D-05: by the server's clock, to the second."""
    until = START + timedelta(days=1)
    set_rules(cohort=asking.cohort, closes_at=until, by=asking.organiser)
    clock.set(until - timedelta(seconds=1))
    ask(asking)
    clock.set(until)
    with pytest.raises(services.QuestionsClosed):
        ask(asking)
    give(asking, asking.teams[0], asking.brief)
    ask(asking)
    with pytest.raises(services.QuestionsClosed):
        ask(asking, 1)


def test_a_date_binds_everybody_and_a_later_one_opens_again(asking, clock):
    """Everybody concerned is told of each date, once."""
    give(asking, asking.teams[0], asking.brief)
    until = START + timedelta(days=1)
    with pytest.raises(services.ClosesInThePast):
        services.set_date(brief=asking.brief, closes_at=START, by=asking.organiser)
    for _twice in range(2):
        services.set_date(brief=asking.brief, closes_at=until, by=asking.organiser)
    assert letters() == [("moved", asking.members[0].email), ("moved", "owner@example.com")]
    clock.set(until)
    with pytest.raises(services.QuestionsClosed):
        ask(asking)
    services.set_date(brief=asking.brief, closes_at=until + timedelta(days=1), by=asking.organiser)
    ask(asking)
    services.set_date(brief=asking.brief, closes_at=None, by=asking.organiser)
    assert [event for event, _subject in events()].count("brief_asking.dated") == 3


def test_a_date_that_is_over_is_told_to_nobody(asking, clock):
    """Without its own date the challenge follows the end of the rankings, which is past."""
    ChoosingRules.objects.update_or_create(cohort=asking.cohort, defaults={"closes_at": START - timedelta(days=1)})
    until = START + timedelta(days=1)
    services.set_date(brief=asking.brief, closes_at=until, by=asking.organiser)
    services.set_asking(cohort=asking.cohort, answer_days=2, closes_at=until, by=asking.organiser)
    told = len(letters("moved"))
    services.set_asking(cohort=asking.cohort, answer_days=2, closes_at=None, by=asking.organiser)
    services.set_date(brief=asking.brief, closes_at=None, by=asking.organiser)
    assert (told, len(letters("moved"))) == (8, 8)


def test_of_a_new_date_each_has_the_page_that_is_theirs(asking):
    until = START + timedelta(days=1)
    services.set_date(brief=asking.brief, closes_at=until, by=asking.organiser)
    services.set_asking(cohort=asking.cohort, answer_days=2, closes_at=until, by=asking.organiser)
    written = everything_written()
    own, team = f"/partner/briefs/{asking.brief.key}/", f"/my/{asking.cohort.slug}/briefs/"
    for address in ("owner@example.com", asking.members[0].email):
        is_owners = address == "owner@example.com"
        assert (written[address].count(own), written[address].count(team)) == ((2, 0) if is_owners else (0, 2))


def test_the_cohorts_date_is_told_to_all_and_the_days_count_anew(asking, clock):
    question = ask(asking)
    until = START + timedelta(days=10)
    services.set_asking(cohort=asking.cohort, answer_days=5, closes_at=until, by=asking.organiser)
    question.refresh_from_db()
    assert question.due_at == datetime(2027, 3, 16, 10, 0, tzinfo=UTC)
    told = [address for kind, address in letters() if kind == "moved"]
    assert sorted(told) == sorted([*(user.email for user in asking.members), "owner@example.com"])
    services.set_asking(cohort=asking.cohort, answer_days=5, closes_at=until, by=asking.organiser)
    assert len(letters("moved")) == 4


def test_a_date_of_a_challenge_that_is_not_out_is_told_to_its_owner_alone(asking):
    """O-10."""
    Brief.objects.filter(pk=asking.brief.pk).update(state="APPROVED")
    asking.brief.refresh_from_db()
    services.set_date(brief=asking.brief, closes_at=START + timedelta(days=1), by=asking.organiser)
    assert letters() == [("moved", "owner@example.com")]


def test_withdrawing_ends_it_and_what_was_the_same_waits_on(asking):
    first, second, third = (ask(asking, number) for number in range(3))
    for other in (second, third):
        services.merge_questions(question=other, same_as=first, by=asking.owner)
    services.withdraw_question(question=first, by=asking.members[0])
    services.withdraw_question(question=first, by=asking.members[0])
    rows = BriefQuestion.objects.order_by("pk").values_list("state", "same_as")
    assert list(rows) == [("WITHDRAWN", None), ("OPEN", None), ("MERGED", second.pk)]
    services.answer_question(question=second, text="All of them.", by=asking.owner)
    assert [kind for kind, _address in letters("answered")] == ["answered", "answered"]
    with pytest.raises(NotPossibleNow):
        services.withdraw_question(question=second, by=asking.members[1])


def test_passing_on_tells_the_other_side_and_begins_anew(asking, clock):
    question = ask(asking)
    later = clock.forward(days=1)
    services.claim_question(question=question, by=asking.owner)
    for _twice in range(2):
        services.pass_question(question=question, to=Owes.ORGANISER, word="It is about the visits.", by=asking.owner)
    question.refresh_from_db()
    assert (question.owed_by, question.owed_since, question.claimed_by) == (Owes.ORGANISER, later, None)
    assert letters("passed") == [("passed", asking.organiser.email)]
    with pytest.raises(services.WordMissing):
        services.pass_question(question=question, to=Owes.OWNER, word=" ", by=asking.organiser)
    BriefOwner.objects.all().delete()
    with pytest.raises(services.NobodyThere):
        services.pass_question(question=question, to=Owes.OWNER, word="Please", by=asking.organiser)


def test_who_owes_an_overdue_answer_is_reminded_once_and_again_when_it_was_passed(asking, clock):
    question = ask(asking)
    clock.set(question.due_at - timedelta(seconds=1))
    assert every_minute(clock.now) == 0
    clock.forward(seconds=1)
    assert [every_minute(clock.now), every_minute(clock.now)] == [1, 0]
    services.pass_question(question=question, to=Owes.ORGANISER, word="For you", by=asking.owner)
    clock.forward(days=7)
    Brief.objects.filter(pk=asking.brief.pk).update(state="WITHDRAWN")
    assert every_minute(clock.now) == 0
    Brief.objects.filter(pk=asking.brief.pk).update(state="PUBLISHED")
    assert every_minute(clock.now) == 1
    assert letters("overdue") == [("overdue", "owner@example.com"), ("overdue", asking.organiser.email)]
    assert BriefQuestion.objects.get().state == AskedState.OPEN
