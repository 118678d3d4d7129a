"""The set-up page: rules with their effects, presets, pairs that are added without scripts, and asking once."""

import pytest
from django.urls import reverse

from cohorts.models import TeamProposal
from cohorts.teams.setup.criteria import FIRST
from cohorts.teams.setup.rules import levels_initial
from tests.factories.cohorts import KeepAwayFactory, TopicFactory

from .conftest import RULES, add_person

pytestmark = pytest.mark.django_db
LEVELS = levels_initial(FIRST)
SENT = {"size_min": 3, "size_max": 5, "mix": "1", "employer_cap": 2, "keep_away": "must", "seed": 1, **LEVELS}


def text(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def page(forming):
    return reverse("organise:teams_propose", args=[forming.cohort.slug])


@pytest.fixture
def effects(forming):
    return reverse("organise:teams_effects", args=[forming.cohort.slug])


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


def test_rules_form_tells_their_effect_at_once(browse, page, effects):
    assert "12 people make 2 teams of 6." in text(browse.get(page))
    told = text(browse.post(effects, {**SENT, "required_tags": "can present"}))
    assert "12 people make 3 teams of 4." in told
    assert "6 people have “can present”, for 3 teams." in told
    assert 'id="glance" hx-swap-oob="true"' in told
    assert "Put the form right" in text(browse.post(effects, {**SENT, "size_max": 1}))


def test_looking_at_the_rules_forms_nothing(browse, page):
    assert browse.post(page, {**SENT, "look": "1"}).status_code == 200
    assert TeamProposal.objects.count() == 0


def test_every_criterion_has_its_five_levels(browse, page):
    rows = browse.get(page).context["form"].level_rows()
    assert len(rows) == 11
    assert {tuple(cell["value"] for cell in row["cells"]) for row in rows} == {(0, 1, 2, 4, 5)}
    assert all(sum(cell["is_chosen"] for cell in row["cells"]) == 1 for row in rows)


def test_another_pair_is_added_and_nothing_is_lost(browse, page, forming):
    one, two = forming.people[0].pk, forming.people[1].pk
    answer = browse.post(page, {**SENT, "employer_cap": "x", "apart_a": one, "apart_b": two, "more": "apart"})
    assert answer.status_code == 200
    shown = text(answer)
    assert (shown.count('name="apart_a"'), shown.count('name="together_a"'), TeamProposal.objects.count()) == (2, 1, 0)
    assert f'<option value="{one}" selected>Amara Osei</option>' in shown
    assert 'value="x"' in shown
    again = browse.post(page, {**SENT, "apart_a": [one, ""], "apart_b": [two, ""], "more": "apart"})
    assert text(again).count('name="apart_a"') == 3


def test_half_a_pair_is_told_by_its_field(browse, page, forming):
    answer = browse.post(page, {**SENT, "apart_a": forming.people[0].pk, "apart_b": ""})
    assert answer.status_code == 422
    shown = text(answer)
    assert '<a href="#id_apart_0">Keep apart: Pair 1 has one person' in shown
    assert 'id="id_apart_0"' in shown


@pytest.mark.parametrize(
    "preset, expected",
    [
        ("techconnect", ("5", "6", "1", "2", "0")),
        ("balanced", ("5", "6", "1", "4", "1")),
        ("preference", ("5", "6", "2", "1", "4")),
    ],
)
def test_preset_fills_the_form_and_keeps_people(browse, page, forming, preset, expected):
    one, two = forming.people[0].pk, forming.people[1].pk
    answer = browse.post(page, {**SENT, "apart_a": one, "apart_b": two, "preset": preset})
    form = answer.context["form"]
    names = ("size_min", "size_max", "employer_cap", "level_skill_balance", "level_topic_rank")
    assert (answer.status_code, tuple(str(form[name].value()) for name in names)) == (200, expected)
    assert form["apart"].value() == [[str(one), str(two)]]
    assert TeamProposal.objects.count() == 0


def test_doubled_post_makes_one_proposal(browse, page, forming, django_capture_on_commit_callbacks):
    """C-01: the button pressed twice asks once, and both answers lead to the same proposal."""
    once = {**SENT, "once": "8d1b8c02-21f5-4d70-9a3a-6bd6a3c5a111", "budget": "quick"}
    with django_capture_on_commit_callbacks(execute=True):
        first = browse.post(page, once)
    second = browse.post(page, once)
    made = TeamProposal.objects.get()
    assert first.url == second.url == reverse("organise:proposal", args=[forming.cohort.slug, made.key])
    assert made.rules == {**RULES, "keep_away": "must", "levels": FIRST}
    assert (made.state, made.budget) == ("READY", 48_000)


def test_rules_of_people_bind_the_proposal(browse, page, forming, django_capture_on_commit_callbacks):
    one, two, three = (person.pk for person in forming.people[:3])
    pairs = {"apart_a": one, "apart_b": two, "together_a": two, "together_b": three}
    with django_capture_on_commit_callbacks(execute=True):
        browse.post(page, {**SENT, **pairs})
    where = dict(TeamProposal.objects.get().places.values_list("participant", "team_number"))
    assert (where[one] != where[two], where[two] == where[three]) == (True, True)


def test_next_proposal_starts_from_the_last_rules(browse, page, proposal):
    form = browse.get(page).context["form"]
    assert (form["size_min"].value(), form["employer_cap"].value(), form["seed"].value()) == (3, 2, 3)


def test_refusals_of_the_service_stand_in_the_form(browse, page, forming, proposal):
    TeamProposal.objects.update(state="FORMING")
    answer = browse.post(page, SENT)
    assert (answer.status_code, "Teams are being formed already." in text(answer)) == (422, True)


def test_sensitive_answers_are_told_as_counts_and_chosen_by_hand(browse, page, forming):
    for place, person in enumerate(forming.people):
        person.attributes = {"gender": "woman" if place < 4 else "man"}
        person.save()
    shown = text(browse.get(page))
    assert "gender: woman" in shown
    assert browse.get(page).context["form"]["never_alone"].value() is None
    told = text(browse.post(page, {**SENT, "never_alone": "gender: woman", "look": "1"}))
    assert "“gender: woman”: 4 people, two or more in a team, so in 2 teams at most." in told


@pytest.mark.parametrize("many", [1, 5])
def test_set_up_page_takes_the_same_queries(browse, page, forming, many, django_assert_num_queries):
    for number in range(many):
        one, two = (add_person(forming.cohort, number, f"Extra Person{number}{end}") for end in "ab")
        KeepAwayFactory(participant=one, other=two)
        TopicFactory(cohort=forming.cohort)
    browse.get(page)
    with django_assert_num_queries(QUERIES):
        browse.get(page)


QUERIES = 17
