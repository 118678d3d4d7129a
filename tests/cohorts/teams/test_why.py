"""Why this team, for its own people: in general terms, and nothing of what anybody answered, wished or asked."""

import pytest
from django.urls import reverse

from cohorts.models import KeepAway, Participant, Team, Topic, TopicWish
from cohorts.teams import services
from cohorts.teams.listing import rows_of
from cohorts.teams.why import why_of
from tests.factories.cohorts import MentorFactory

from .conftest import RULES, add_person

pytestmark = pytest.mark.django_db
# A word for everything that somebody told in confidence, or that organisers weighed for themselves.
SECRETS = {
    "background": "hushhushbackground",
    "region": "hushhushregion",
    "scheme": "hushhushscheme",
    "tags": ["hushhushtag"],
    "attributes": {"hushhushquestion": "hushhushanswer"},
}
MARK = "hushhush"


def text(response):
    return " ".join(response.content.decode().split())


def page_of(client, person, cohort):
    client.force_login(person.user)
    return client.get(reverse("my:team", args=[cohort.slug]))


def make_secret(forming):
    """Everybody's answers, wishes and keep-aways are marked words."""
    for person in forming.people:
        for name, value in SECRETS.items():
            setattr(person, name, value)
        person.save()
        person.organisation.group = "hushhushgroup"
        person.organisation.save()
    topics = [Topic.objects.create(cohort=forming.cohort, name=f"hushhushtopic {n}", places=3) for n in range(3)]
    for person in forming.people:
        for rank, topic in enumerate(topics, start=1):
            TopicWish.objects.create(participant=person, topic=topic, rank=rank)
    KeepAway.objects.create(participant=forming.people[0], other=forming.people[1])


def published(forming, rules, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        proposal = services.propose_teams(cohort=forming.cohort, rules=rules, seed=3, by=forming.organiser)
    proposal.refresh_from_db()
    services.note_proposal(proposal=proposal, note="hushhushnote", expected_version=1, by=forming.organiser)
    services.publish_teams(proposal=proposal, expected_version=2, by=forming.organiser)
    return proposal


def test_page_says_why_in_general_terms(client, forming, proposal):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    page = text(page_of(client, forming.people[0], forming.cohort))
    for words in (
        "Why this team",
        "The team has 4 people: ",
        "of 3 skills the team has somebody with practitioner level or more.",
        "Every team has 3 to 5 people.",
        "At most 2 people in a team are from one organisation.",
        "these things counted for every team alike: balance of skills,",
    ):
        assert words in page


def test_page_shows_no_secret_of_anybody(client, forming, django_capture_on_commit_callbacks):
    """P-13: marked words in every confidential field, read as every member and as a mentor."""
    make_secret(forming)
    rules = {
        **RULES,
        "employer_cap": None,
        "required_tags": ["hushhushtag"],
        "never_alone": ["hushhushquestion: hushhushanswer"],
        "apart": [[forming.people[2].pk, forming.people[3].pk]],
        "keep_away": "must",
        "levels": {"topic_rank": 2, "weakest_team": 2},
    }
    published(forming, rules, django_capture_on_commit_callbacks)
    mentor = MentorFactory(cohort=forming.cohort)
    services.assign_mentor(team=Team.objects.first(), mentor=mentor, by=None)
    for reader in [*forming.people, mentor]:
        page = text(page_of(client, reader, forming.cohort))
        assert "Why this team" in page
        assert MARK not in page
        for words in ("points", "apart", "rather not", "Research", "expert", "first choice", "locked"):
            assert words not in page.split("Why this team")[1].split("</section>")[0]


def test_page_is_the_same_whoever_asked_to_be_apart(client, forming, django_capture_on_commit_callbacks):
    """Two worlds: that somebody asked changes nothing that anybody else reads, where it moves nobody."""
    rules = {**RULES, "keep_away": "off"}
    published(forming, rules, django_capture_on_commit_callbacks)
    reader = forming.people[5]
    before = section(page_of(client, reader, forming.cohort))
    KeepAway.objects.create(participant=forming.people[0], other=reader)
    assert section(page_of(client, reader, forming.cohort)) == before


def section(response):
    return text(response).split("Why this team")[1]


def test_which_skill_and_whose_cannot_be_told(forming, proposal):
    """The number of skills is the same whoever of the team holds them."""
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    rows = rows_of(Team.objects.filter(number=1))
    before = why_of(forming.cohort, rows)
    accepted = forming.cohort.proposals.get()
    here = {person.pk for person in rows[0].people}
    levels = [person["skills"] for person in accepted.snapshot["people"] if person["id"] in here]
    turned = iter([*levels[1:], levels[0]])
    for person in accepted.snapshot["people"]:
        if person["id"] in here:
            person["skills"] = next(turned)
    accepted.save()
    assert why_of(forming.cohort, rows) == before


def test_little_teams_are_not_added_up(forming, proposal):
    """Of two people each could work out the other's answers."""
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    team = Team.objects.get(number=1)
    team.members.filter(pk__in=team.members.order_by("pk")[2:]).delete()
    (why,) = why_of(forming.cohort, rows_of([team])).values()
    assert [words for words in why.facts if "skill" in words or "free" in words] == []


def test_people_who_joined_later_count_for_size_and_not_for_skills(forming, proposal):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    team = Team.objects.get(number=1)
    before = why_of(forming.cohort, rows_of([team]))[team.pk]
    services.move_member(participant=add_person(forming.cohort, 0, "Zoe Hart"), to_team=team, by=None)
    after = why_of(forming.cohort, rows_of([team]))[team.pk]
    assert after.facts[0].startswith("The team has 5 people:")
    skills = [[words for words in why.facts if "skills" in words] for why in (before, after)]
    assert skills[0] == skills[1]


def test_teams_without_a_proposal_say_nothing(client, world, participant):
    place = Participant.objects.get(user=participant)
    assert "Why this team" not in text(page_of(client, place, world.cohort))


def test_room_stands_on_the_teams_page(client, world, participant):
    world.team.room = "The long room"
    world.team.save()
    page = text(page_of(client, Participant.objects.get(user=participant), world.cohort))
    assert "You meet in The long room." in page


@pytest.mark.parametrize("many", [1, 3])
def test_reasons_take_one_query_for_any_number_of_teams(forming, proposal, django_assert_num_queries, many):
    services.publish_teams(proposal=proposal, expected_version=1, by=forming.organiser)
    rows = rows_of(Team.objects.order_by("number")[:many])
    with django_assert_num_queries(1):
        assert len(why_of(forming.cohort, rows)) == many
