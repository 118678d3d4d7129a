"""Rules of judging: what they say, publishing them, that they never change, who reads them."""

import hashlib

import pytest

from challenges.models import PitchDay, Rules
from challenges.pitchdays import services
from challenges.pitchdays.digest import canonical
from challenges.pitchdays.invariants import fixed_texts_are_whole
from challenges.pitchdays.rules import text_of
from challenges.pitchdays.services.rules import NoRubric, NothingNew, TooLateForRules
from challenges.pitchdays.versions import NeverChanged
from core.errors import Changed
from core.models import Event, OutboxMessage
from tests.factories.challenges import CriterionFactory
from tests.factories.cms import make_cohort_page

pytestmark = pytest.mark.django_db
ADDRESS = "/cohorts/spring-2027/rules/"
ORGANISE = "/organise/spring-2027/pitch-day/rules/"


@pytest.fixture
def boss(world):
    return world.people["organiser"]


@pytest.fixture
def unpublished(world):
    Rules.objects.all().delete()
    return world.pitch_day


def test_the_text_is_made_from_the_rubric_and_holds_the_ladder_of_ties(world):
    """J-19, J-20: how equal teams are parted and strict judges levelled is stated before anybody judges."""
    world.criteria[1].weight = 60
    world.criteria[1].save()
    text = text_of(world.pitch_day)
    assert [(row["name"], row["counts"], row["low"], row["high"]) for row in text["rubric"]] == [
        ("Evidence", 25, 1, 5),
        ("Idea", 75, 1, 5),
    ]
    [order] = [section for section in text["sections"] if section["heading"] == "How scores become an order"]
    said = " ".join(order["paragraphs"])
    assert "the order is that of the weighted scores as they were given" in said
    assert "A team seen by strict judges gets back what they took, no more" in said
    assert "nobody’s score is dropped or counted less" in said
    ties = next(section for section in text["sections"] if "steps" in section)
    assert ties["steps"] == [
        "The better adjusted score, where it is more than a rounding apart.",
        "How many of the judges who saw both teams preferred one of them.",
        "The better score on the criterion that counts most (Idea), then on the next.",
        "A joint prize, or the chair’s decision with its reasons, which are kept.",
    ]
    assert [section["heading"] for section in text["sections"]] == [
        "What judges score",
        "How scores become an order",
        "When teams are equal or too close",
        "The audience",
        "Conflicts of interest",
        "Missing, late and paper sheets",
        "Winners",
        "If something changes",
    ]
    assert text["audience_share"] == 0


def test_published_rules_are_told_to_participants_and_judges_once(world, unpublished, boss):
    made = [services.publish_rules(pitch_day=unpublished, by=boss, key="k") for _ in range(2)]
    assert (made[0], Rules.objects.count(), made[0].number) == (made[1], 1, 1)
    told = OutboxMessage.objects.filter(kind="pitchdays.rules").values_list("address", flat=True)
    assert sorted(told) == sorted(
        world.people[role].email
        for role in ("participant", "team_mate", "other_participant", "judge", "recused_judge", "chair")
    )
    letter = OutboxMessage.objects.filter(kind="pitchdays.rules").first()
    assert (ADDRESS in letter.body, made[0].digest in letter.body) == (True, True)
    assert Event.objects.get(event="rules.published").data == {"digest": made[0].digest}


def test_a_published_text_is_never_written_again(world):
    """J-19: the rule stands as it was stated before judging; nobody's code can write over it."""
    world.rules.content = {"sections": []}
    with pytest.raises(NeverChanged):
        world.rules.save()
    assert fixed_texts_are_whole() == []
    Rules.objects.filter(pk=world.rules.pk).update(content={"sections": []})
    assert fixed_texts_are_whole() == ["Rules 1, Spring 2027 was changed after it was fixed"]


def test_anybody_can_work_the_fingerprint_out_again(world, client):
    page = client.get(ADDRESS)
    text = client.get(f"{ADDRESS}1/text.json").content
    assert (page.status_code, world.rules.digest in page.content.decode()) == (200, True)
    assert hashlib.sha256(text).hexdigest() == world.rules.digest
    assert text == canonical(world.rules.content)


def test_the_number_of_the_draw_stands_on_the_public_page(world, client):
    """Whoever has the teams and the rules can draw the same running order again."""
    assert "Drawn by lot" not in client.get(ADDRESS).content.decode()
    type(world.pitch_day).objects.filter(pk=world.pitch_day.pk).update(order_seed=41)
    assert "Drawn by lot with the number 41:" in client.get(ADDRESS).content.decode()


def test_a_second_version_stands_beside_the_first(world, boss, client):
    CriterionFactory(pitch_day=world.pitch_day, name="Reach")
    services.publish_rules(pitch_day=world.pitch_day, extra="Slides in by ten.\n\nNo videos.", by=boss)
    latest, first = client.get(ADDRESS).content.decode(), client.get(f"{ADDRESS}1/").content.decode()
    assert ("Reach" in latest, "Slides in by ten." in latest, "A later version holds." in latest) == (True, True, False)
    assert ("Reach" in first, "Slides in by ten." in first, "A later version holds." in first) == (False, False, True)
    assert Rules.objects.get(number=2).content["sections"][-1]["paragraphs"] == ["Slides in by ten.", "No videos."]


def test_scoring_does_not_open_without_rules(unpublished, boss):
    """J-21: what is judged by is public before the first score."""
    with pytest.raises(services.NotReady) as refused:
        services.open_scoring(pitch_day=unpublished, by=boss)
    assert str(refused.value.message) == "Scoring cannot open yet: the rules are not published."


def test_a_rubric_changed_after_publication_needs_new_rules(world, boss):
    """J-21: rules of another rubric open nothing; a new version does."""
    services.move_criterion(criterion=world.criterion, step=1, by=boss)
    with pytest.raises(services.NotReady) as refused:
        services.open_scoring(pitch_day=world.pitch_day, by=boss)
    assert str(refused.value.message) == (
        "Scoring cannot open yet: the rubric has changed since the rules were published."
    )
    services.publish_rules(pitch_day=world.pitch_day, by=boss)
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    assert PitchDay.objects.get(pk=world.pitch_day.pk).state == "SCORING"


def test_a_change_that_is_taken_back_needs_no_new_rules(world, boss):
    services.move_criterion(criterion=world.criterion, step=1, by=boss)
    services.move_criterion(criterion=world.criterion, step=-1, by=boss)
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    assert world.pitch_day.state == "SCORING"


def test_rules_are_refused_when_they_say_nothing_new_come_late_or_have_no_rubric(world, boss):
    with pytest.raises(NothingNew):
        services.publish_rules(pitch_day=world.pitch_day, by=boss)
    with pytest.raises(Changed):
        services.publish_rules(pitch_day=world.pitch_day, extra="More", seen=world.rules.digest, by=boss)
    services.open_scoring(pitch_day=world.pitch_day, by=boss)
    with pytest.raises(TooLateForRules):
        services.publish_rules(pitch_day=world.pitch_day, extra="More", by=boss)
    PitchDay.objects.update(state="PLANNED")
    services.replace_rubric(pitch_day=world.pitch_day, criteria=[], source="?", by=boss)
    with pytest.raises(NoRubric):
        services.publish_rules(pitch_day=world.pitch_day, by=boss)


def test_the_page_publishes_just_what_it_showed(world, unpublished, sign_in):
    """C-02: a rubric that changed since the page was opened publishes nothing."""
    client = sign_in("organiser")
    shown = client.get(ORGANISE)
    data = {"act": "publish", "extra": "", "seen": shown.context["digest"]}
    services.move_criterion(criterion=world.criterion, step=1, by=world.people["organiser"])
    late = client.post(ORGANISE, data | {"once": "0f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"})
    assert (late.status_code, Rules.objects.count()) == (422, 0)
    again = {"act": "publish", "extra": "", "seen": late.context["digest"]}
    client.post(ORGANISE, again | {"once": "1f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"})
    assert Rules.objects.get().digest == late.context["digest"]


def test_words_added_are_shown_before_they_are_published(world, unpublished, sign_in):
    client = sign_in("organiser")
    shown = client.post(ORGANISE, {"act": "show", "extra": "Slides in by ten."}).content.decode()
    assert ("For this pitch day" in shown, Rules.objects.count()) == (True, 0)


def test_before_publication_the_address_is_as_one_that_never_was(world, unpublished, client):
    """J-13: no page says that rules, or a cohort of that name, are to come."""
    there, never = client.get(ADDRESS), client.get("/cohorts/no-such-cohort/rules/")
    assert (there.status_code, never.status_code) == (404, 404)
    assert client.get(f"{ADDRESS}1/").status_code == client.get(f"{ADDRESS}1/text.json").status_code == 404


def test_the_public_page_asks_few_queries(world, client, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(10):
        client.get(ADDRESS)


def test_the_cohorts_public_page_leads_to_the_rules_once_they_are_there(world, client):
    make_cohort_page(world.cohort)
    there = ADDRESS in client.get("/cohorts/spring-2027/").content.decode()
    Rules.objects.all().delete()
    assert (there, ADDRESS in client.get("/cohorts/spring-2027/").content.decode()) == (True, False)
