"""The pages of wishes: asking, topics, who has answered; and one's own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cohorts.messages.segments import segments_of, start_of
from cohorts.models import Cohort, KeepAway, Topic, TopicWish
from cohorts.wishes import services
from core.audit.timeline import timeline
from desk.tasks import tasks
from desk.week import MyWeek
from tests.clock import START
from tests.factories.challenges import BriefFactory
from tests.factories.cohorts import KeepAwayFactory, ParticipantFactory, TeamFactory, TopicFactory, TopicWishFactory

from .conftest import keys

pytestmark = pytest.mark.django_db
MINE = "/my/autumn-2027/wishes/"
PAGE = "/organise/autumn-2027/wishes/"


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def run(client, asked):
    client.force_login(asked.organiser)
    return client


@pytest.fixture
def hana(client, asked):
    client.force_login(asked.people[0].user)
    return client


def choose(asked, place=0, **more):
    one = asked.people[place]
    wishes = {"topics": keys(asked.topics), "away": [], **more}
    return services.save_wishes(participant=one, by=one.user, **wishes)


# --- one's own ---


def test_own_wishes_are_saved_and_shown_again(hana, asked):
    leo = asked.people[1]
    sent = {"choice_1": "", "choice_2": asked.topics[1].key, "away_1": leo.key}
    assert hana.post(MINE, sent).url == MINE
    page = hana.get(MINE)
    form = page.context["form"]
    assert (form["choice_1"].value(), form["away_1"].value()) == (asked.topics[1].key, leo.key)
    for words in ("Your wishes are saved.", "Tue 9 Mar 2027, 10:00 GMT", "Tue 16 Mar 2027, 10:00 GMT"):
        assert words in text(page)


def test_who_will_see_it_is_said_before_it_is_asked(hana):
    page = text(hana.get(MINE))
    for words in ("Only the organisers see this.", "The person is never told", "erased a month after the cohort ends"):
        assert words in page


def test_nothing_typed_is_lost_and_mistakes_stand_by_their_field(hana, asked):
    audit, leo = asked.topics[1].key, asked.people[1].key
    answer = hana.post(MINE, {"choice_1": audit, "choice_2": audit, "away_1": leo, "away_2": leo})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert dict(form.errors) == {
        "choice_2": ["You chose this topic already. Choose another one, or none."],
        "away_2": ["You chose this person already."],
    }
    assert (form["choice_2"].value(), form["away_1"].value(), TopicWish.objects.count()) == (audit, leo, 0)


def test_somebody_of_another_cohort_or_oneself_is_no_choice(hana, asked):
    """O-01."""
    for key in (ParticipantFactory().key, asked.people[0].key):
        assert hana.post(MINE, {"away_1": key}).status_code == 422
    assert KeepAway.objects.count() == 0


def test_after_the_close_wishes_are_read_and_not_changed(hana, asked):
    choose(asked, away=[asked.people[1].key])
    Cohort.objects.update(wishes_until=START)
    page = text(hana.get(MINE))
    for words in ("Wishes are closed.", "Housing", "Audit", "Leo Marks"):
        assert words in page
    assert "Save my wishes" not in page
    late = hana.post(MINE, {"choice_1": asked.topics[1].key})
    assert (late.status_code, "Wishes are closed. Nothing was changed." in text(late)) == (422, True)
    assert TopicWish.objects.count() == 2


def test_before_anybody_asks_the_page_says_so(hana):
    Cohort.objects.update(wishes_until=None)
    assert "The organisers have not asked for wishes yet." in text(hana.get(MINE))
    Cohort.objects.update(wishes_until=START)
    assert "You sent no wishes." in text(hana.get(MINE))


@pytest.mark.parametrize("many", [1, 20])
def test_own_page_takes_the_same_queries(hana, asked, many, django_assert_num_queries):
    TopicFactory.create_batch(many, cohort=asked.cohort)
    ParticipantFactory.create_batch(many, cohort=asked.cohort)
    hana.get(MINE)
    with django_assert_num_queries(QUERIES_MINE):
        hana.get(MINE)


def test_this_week_leads_there_until_it_is_answered(asked):
    def line():
        mine = MyWeek(asked.cohort, asked.people[0].user)
        return [(task.state, task.note, task.act) for task in tasks(mine) if "wishes" in task.title]

    assert line() == [("todo", "Until Tue 16 Mar 2027, 10:00 GMT, in 7 days.", "Send your wishes")]
    choose(asked)
    assert line() == [("done", "Saved; you can change them until Tue 16 Mar 2027, 10:00 GMT, in 7 days.", "")]
    Cohort.objects.update(wishes_until=START)
    asked.cohort.refresh_from_db()
    assert line() == []


# --- the organiser's ---


def test_organisers_see_who_has_answered_and_what_is_confidential(run, asked):
    choose(asked, away=[asked.people[2].key])
    page = text(run.get(PAGE))
    for words in (
        "1 of 3 people have answered. Open until",
        "Tue 16 Mar 2027, 10:00 GMT",
        "<li>Leo Marks</li>",
        "Confidential: for organisers of this cohort only.",
        "Together they have room for 2 teams.",
        "segment=no-wishes&amp;about=wishes-reminder",
    ):
        assert words in page
    assert '<th scope="row">Hana Aziz</th>' in page


@pytest.mark.parametrize("many", [1, 3])
def test_wishes_take_the_same_queries_for_one_and_three(run, asked, many, django_assert_num_queries):
    for _turn in range(many):
        KeepAwayFactory(participant__cohort=asked.cohort)
        TopicWishFactory(topic=TopicFactory(cohort=asked.cohort))
    run.get(PAGE)
    with django_assert_num_queries(QUERIES_PAGE):
        run.get(PAGE)


def test_wishes_are_asked_for_until_a_moment_of_the_cohorts_clocks(run, asked):
    until = {"until_day": "1", "until_month": "4", "until_year": "2027", "until_time": "17:00"}
    assert run.post(f"{PAGE}open/", until).url == PAGE
    asked.cohort.refresh_from_db()
    # British summer time began on 28 March.
    assert asked.cohort.wishes_until.isoformat() == "2027-04-01T16:00:00+00:00"
    late = run.post(f"{PAGE}open/", {**until, "until_month": "1"})
    assert (late.status_code, dict(late.context["form"].errors)) == (
        422,
        {"until": ["Choose a moment that is still to come."]},
    )
    assert run.post(f"{PAGE}close/").url == PAGE
    assert "Closed since" in text(run.get(PAGE))


def test_setting_of_challenges_is_chosen_in_words(run, asked):
    assert run.post(f"{PAGE}challenges/", {"given": "with"}).url == PAGE
    asked.cohort.refresh_from_db()
    assert asked.cohort.briefs_given == "with"
    assert run.post(f"{PAGE}challenges/", {"given": "never"}).status_code == 422
    TeamFactory(cohort=asked.cohort)
    assert run.post(f"{PAGE}challenges/", {"given": "after"}).status_code == 422


def test_topics_are_written_changed_moved_and_removed(run, asked):
    assert run.post(f"{PAGE}new-topic/", {"name": "Rural isolation", "summary": "Buses.", "places": 2}).url == PAGE
    assert run.post(f"{PAGE}new-topic/", {"name": "Audit", "places": 1}).status_code == 422
    topic = Topic.objects.get(name="Rural isolation")
    address = f"{PAGE}topics/{topic.key}/"
    assert run.post(address, {"name": "Rural life", "places": 1}).url == PAGE
    assert run.post(address, {"name": "Audit", "places": 1}).status_code == 422
    assert run.post(f"{address}move/", {"to": "up"}).url == f"{PAGE}#t-{topic.key}"
    assert [one.name for one in asked.cohort.topics.all()] == ["Housing", "Rural life", "Audit"]
    assert "Nobody has chosen it." in text(run.get(f"{address}remove/"))
    assert run.post(f"{address}remove/").url == PAGE
    assert run.get(address).status_code == 404


def test_topic_that_was_chosen_goes_after_a_look_at_what_that_takes_away(run, asked):
    choose(asked)
    address = f"{PAGE}topics/{asked.topics[0].key}/remove/"
    assert run.post(address).url == address
    page = run.get(address)
    assert "1 person chose it: it goes out of their wishes, and they are not told." in text(page)
    assert run.post(address, {"agreed": "True"}).url == PAGE
    assert Topic.objects.filter(pk=asked.topics[0].pk).count() == 0


def test_published_challenges_are_taken_as_topics(run, asked):
    run.post(f"{PAGE}take-challenges/")
    assert "No challenge is published yet." in text(run.get(PAGE))
    BriefFactory(cohort=asked.cohort, short_name="Homes")
    run.post(f"{PAGE}take-challenges/")
    assert "1 topic was added." in text(run.get(PAGE))
    run.post(f"{PAGE}take-challenges/")
    assert "The topics are up to date." in text(run.get(PAGE))


def test_topics_of_other_cohorts_are_not_found(run):
    """O-01."""
    elsewhere = TopicFactory()
    for end in ("", "move/", "remove/"):
        assert run.post(f"{PAGE}topics/{elsewhere.key}/{end}").status_code == 404


def test_reminder_has_its_people_and_its_words(run, asked):
    choose(asked)
    found = {one.name: one for one in segments_of(asked.cohort)}["no-wishes"]
    assert ([user.first_name for user in found.users], found.words) == (
        ["Leo", "Tess"],
        "Participants who have not sent their wishes (2 people)",
    )
    assert start_of(asked.cohort, "wishes-reminder")["subject"] == "Your wishes for the teams"
    form = run.get(reverse("organise:mailing_new", args=[asked.cohort.slug]) + "?segment=no-wishes&about=wishes-x")
    assert "until Tue 16 Mar 2027, 10:00 GMT" in form.context["form"]["body"].value()
    Cohort.objects.update(wishes_until=START - timedelta(days=1))
    asked.cohort.refresh_from_db()
    assert "no-wishes" not in {one.name for one in segments_of(asked.cohort)}
    assert start_of(asked.cohort, "wishes-reminder") == {}


def test_history_tells_that_wishes_changed_and_nothing_more(asked):
    choose(asked, away=[asked.people[2].key])
    assert [row.words for row in timeline(subject=asked.people[0], limit=5)] == ["changed their wishes"]


QUERIES_MINE, QUERIES_PAGE = 13, 14
