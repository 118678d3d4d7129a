"""Wishes: saved as they are sent, refused when it is too late, gone with who leaves; topics; opening and closing."""

from datetime import timedelta

import pytest

from cohorts.models import Cohort, KeepAway, Topic, TopicWish, WishAnswer
from cohorts.people.services import return_participant, withdraw_participant
from cohorts.programmes.workflow import CohortState
from cohorts.teams.snapshot import freeze, problem_of
from cohorts.wishes import services
from cohorts.wishes.queries import are_open, ranked_topics, said_by, silent_of
from cohorts.wishes.services.refusals import (
    CohortOver,
    NotAnOther,
    NothingToTake,
    NotTakingPart,
    TeamsAreOut,
    TooMany,
    TooManyTopics,
    TopicGone,
    TopicNameTaken,
    TopicRanked,
    TopicTwice,
    UntilIsPast,
    WishesClosed,
)
from core.audit.models import Event
from core.errors import Changed
from tests.clock import START
from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import CohortFactory, ParticipantFactory, TeamFactory, TopicFactory

from .conftest import keys

pytestmark = pytest.mark.django_db


def save(asked, place=0, topics=(), away=(), **more):
    person = asked.people[place]
    return services.save_wishes(participant=person, topics=topics, away=away, by=person.user, **more)


def events():
    return list(Event.objects.order_by("pk").values_list("event", "data"))


def test_wishes_are_saved_in_their_order_and_recorded_without_a_word_of_them(asked):
    save(asked, topics=keys(reversed(asked.topics)), away=[asked.people[2].key])
    said = said_by(asked.people[0])
    assert ([topic.name for topic in said.topics], said.away, said.saved_at) == (
        ["Audit", "Housing"],
        [asked.people[2]],
        START,
    )
    assert events() == [("wishes.changed", {})]


def test_same_wishes_again_change_and_record_nothing(asked):
    """C-01: a doubled post has one effect."""
    first = save(asked, topics=keys(asked.topics))
    again = save(asked, topics=keys(asked.topics), now=START + timedelta(hours=1))
    assert (again, again.saved_at, len(events())) == (first, START, 1)


def test_later_wishes_replace_the_earlier(asked):
    save(asked, topics=keys(asked.topics), away=[asked.people[1].key])
    save(asked, topics=[asked.topics[1].key], away=[asked.people[2].key], now=START + timedelta(hours=1))
    assert list(TopicWish.objects.values_list("topic__name", "rank")) == [("Audit", 1)]
    assert [row.other for row in KeepAway.objects.all()] == [asked.people[2]]
    assert WishAnswer.objects.get().saved_at == START + timedelta(hours=1)


def test_wishing_for_nothing_is_an_answer(asked):
    save(asked)
    assert [one.user.first_name for one in silent_of(asked.cohort)] == ["Leo", "Tess"]


@pytest.mark.parametrize(
    "topics, away, refusal",
    [
        (lambda one: keys([one.topics[0]] * 2), lambda one: [], TopicTwice),
        (lambda one: ["nothing"], lambda one: [], TopicGone),
        (lambda one: keys(TopicFactory.create_batch(6, cohort=one.cohort)), lambda one: [], TooMany),
        (lambda one: [TopicFactory().key], lambda one: [], TopicGone),
        (lambda one: [], lambda one: [one.people[0].key], NotAnOther),
        (lambda one: [], lambda one: [ParticipantFactory().key], NotAnOther),
        (lambda one: [], lambda one: keys(ParticipantFactory.create_batch(3, cohort=one.cohort)), TooMany),
    ],
    ids=["twice", "unknown", "six", "elsewhere", "oneself", "stranger", "three"],
)
def test_wishes_that_make_no_sense_are_refused_whole(asked, topics, away, refusal):
    save(asked, topics=[asked.topics[0].key])
    with pytest.raises(refusal):
        save(asked, topics=topics(asked), away=away(asked))
    assert list(TopicWish.objects.values_list("topic__name", flat=True)) == ["Housing"]


def test_after_the_moment_nothing_is_saved(asked):
    with pytest.raises(WishesClosed):
        save(asked, now=START + timedelta(days=7))
    assert WishAnswer.objects.count() == 0


def test_published_teams_close_wishes(asked):
    TeamFactory(cohort=asked.cohort)
    assert not are_open(asked.cohort, START)
    with pytest.raises(WishesClosed):
        save(asked)


def test_who_left_says_nothing_any_more(asked):
    hana, leo, tess = asked.people
    save(asked, 0, topics=keys(asked.topics), away=[leo.key])
    save(asked, 1, away=[hana.key, tess.key])
    withdraw_participant(participant=hana, by=None)
    assert (TopicWish.objects.count(), list(KeepAway.objects.values_list("participant", flat=True))) == (
        0,
        [leo.pk] * 2,
    )
    assert ("wishes.removed", {}) in events()
    assert said_by(leo).away == [tess]
    with pytest.raises(NotTakingPart):
        save(asked, 0)
    with pytest.raises(NotAnOther):
        save(asked, 1, away=[hana.key])


def test_pairs_with_somebody_who_left_are_not_frozen_and_count_again_when_they_return(asked):
    hana, leo, tess = asked.people
    save(asked, 1, away=[hana.key, tess.key])
    assert freeze(asked.cohort)["away"] == [sorted([hana.pk, leo.pk]), sorted([leo.pk, tess.pk])]
    withdraw_participant(participant=hana, by=None)
    assert freeze(asked.cohort)["away"] == [sorted([leo.pk, tess.pk])]
    return_participant(participant=hana, by=None)
    assert len(freeze(asked.cohort)["away"]) == 2


def test_rules_about_people_who_left_bind_nobody(asked):
    hana, leo, tess = (one.pk for one in asked.people)
    withdraw_participant(participant=asked.people[0], by=None)
    rules = {"apart": [[hana, leo], [leo, tess]], "together": [[hana, leo], [hana, leo, tess]]}
    problem = problem_of(freeze(asked.cohort), rules, {"teams": {str(hana): 1}, "locks": [hana]})
    assert (problem.rules.apart, problem.rules.together, problem.rules.locks) == (
        ((str(leo), str(tess)),),
        ((str(leo), str(tess)),),
        (),
    )


def test_leaving_says_that_wishes_are_deleted(asked):
    assert services.leaving_effects(participant=asked.people[0]) == []
    save(asked)
    assert services.leaving_effects(participant=asked.people[0]) == ["The wishes for topics and people are deleted."]


# --- topics ---


def test_topics_stand_in_the_order_in_which_they_were_added(asked):
    made = services.add_topic(cohort=asked.cohort, name="Rural isolation", summary="Buses.", places=2, by=None)
    assert [topic.name for topic in ranked_topics(asked.cohort)] == ["Housing", "Audit", "Rural isolation"]
    assert (made.summary, made.places, events()) == ("Buses.", 2, [("topic.added", {})])


def test_doubled_button_adds_one_topic(asked):
    """C-01."""
    first, second = (
        services.add_topic(cohort=asked.cohort, name="Once", by=asked.organiser, key="k") for _turn in range(2)
    )
    assert (first, asked.cohort.topics.count()) == (second, 3)


def test_topics_have_names_of_their_own(asked):
    with pytest.raises(TopicNameTaken):
        services.add_topic(cohort=asked.cohort, name="hOUSING", by=None)
    with pytest.raises(TopicNameTaken):
        services.edit_topic(topic=asked.topics[0], name="Audit", summary="", places=1, by=None)
    TopicFactory.create_batch(58, cohort=asked.cohort)
    with pytest.raises(TooManyTopics):
        services.add_topic(cohort=asked.cohort, name="One more", by=None)


def test_edited_topic_is_recorded_when_something_is_new(asked):
    same = {"name": "Housing", "summary": "", "places": 1}
    services.edit_topic(topic=asked.topics[0], **same, by=None)
    edited = services.edit_topic(topic=asked.topics[0], **{**same, "places": 3}, by=None)
    assert (edited.places, events()) == (3, [("topic.edited", {})])


def test_topic_edited_in_two_tabs_is_not_overwritten_silently(asked):
    seen = services.topic_print(asked.topics[0])
    services.edit_topic(topic=asked.topics[0], name="Homes", summary="", places=1, seen=seen, by=None)
    with pytest.raises(Changed):
        services.edit_topic(topic=asked.topics[0], name="Houses", summary="", places=2, seen=seen, by=None)
    held = asked.cohort.topics.get(pk=asked.topics[0].pk)
    assert (held.name, held.places, [event for event, _facts in events()]) == ("Homes", 1, ["topic.edited"])


def test_topic_changes_places_with_its_neighbour(asked):
    services.move_topic(topic=asked.topics[0], up=False, by=None)
    assert [topic.name for topic in asked.cohort.topics.all()] == ["Audit", "Housing"]
    services.move_topic(topic=asked.topics[0], up=False, by=None)
    services.move_topic(topic=asked.topics[1], up=True, by=None)
    assert ([topic.name for topic in asked.cohort.topics.all()], len(events())) == (["Audit", "Housing"], 1)


def test_topic_that_somebody_chose_goes_only_when_agreed(asked):
    save(asked, topics=keys(asked.topics))
    with pytest.raises(TopicRanked):
        services.remove_topic(topic=asked.topics[0], by=None)
    services.remove_topic(topic=asked.topics[0], agreed=True, by=None)
    services.remove_topic(topic=asked.topics[0], by=None)
    assert [topic.name for topic in said_by(asked.people[0]).topics] == ["Audit"]
    assert [name for name, _data in events()] == ["wishes.changed", "topic.removed"]


def test_published_challenges_become_topics(asked):
    with pytest.raises(NothingToTake):
        services.take_challenges(cohort=asked.cohort, by=None)
    brief = BriefFactory(cohort=asked.cohort, question="How might we house people?", short_name="Homes", places=2)
    BriefFactory(cohort=asked.cohort, question="How might we audit?", short_name="audit")
    BriefFactory(cohort=asked.cohort, question="How might we wait?", state="DRAFT")
    assert services.take_challenges(cohort=asked.cohort, by=asked.organiser) == 1
    rows = Topic.objects.filter(cohort=asked.cohort).exclude(brief_key="").order_by("name")
    assert [(one.name, one.summary, one.places) for one in rows] == [
        ("Homes", "How might we house people?", 2),
        ("audit", "How might we audit?", 1),
    ]
    brief.short_name = "Better homes"
    brief.save()
    assert services.take_challenges(cohort=asked.cohort, by=asked.organiser) == 0
    assert Topic.objects.get(brief_key=brief.key).name == "Better homes"


# --- asking ---


def test_wishes_are_opened_moved_closed_and_reopened(asked):
    later = START + timedelta(days=9)
    services.open_wishes(cohort=asked.cohort, until=later, by=None)
    services.open_wishes(cohort=asked.cohort, until=later, by=None)
    closed = services.close_wishes(cohort=asked.cohort, by=None)
    services.close_wishes(cohort=asked.cohort, by=None)
    assert (closed.wishes_until, are_open(closed, START)) == (START, False)
    services.open_wishes(cohort=asked.cohort, until=later, by=None)
    assert [name for name, _data in events()] == ["wishes.opened", "wishes.closed", "wishes.opened"]


def test_wishes_are_not_opened_for_the_past_or_too_late(asked):
    with pytest.raises(UntilIsPast):
        services.open_wishes(cohort=asked.cohort, until=START, by=None)
    over = CohortFactory(state=CohortState.COMPLETED)
    with pytest.raises(CohortOver):
        services.open_wishes(cohort=over, until=START + timedelta(days=1), by=None)
    TeamFactory(cohort=asked.cohort)
    with pytest.raises(TeamsAreOut):
        services.open_wishes(cohort=asked.cohort, until=START + timedelta(days=1), by=None)


def test_challenges_are_given_with_or_after_the_teams(asked):
    services.time_challenges(cohort=asked.cohort, given="with", by=None)
    services.time_challenges(cohort=asked.cohort, given="with", by=None)
    assert (Cohort.objects.get(pk=asked.cohort.pk).briefs_given, events()) == (
        "with",
        [("challenges.timed", {"given": "with"})],
    )
