"""Pages of challenges over HTTP."""

import pytest
from django.urls import reverse

from challenges.briefs import services
from challenges.briefs.workflow import AllocationState, BriefState
from challenges.models import Allocation, AllocationLine, Brief, Preference
from core.outbox.models import OutboxMessage
from tests.factories.challenges import AllocationFactory, AllocationLineFactory, BriefFactory, BriefOwnerFactory
from tests.factories.cohorts import TeamFactory, TeamMemberFactory

# What a page asks of the database, the top bar included; the same with one row and with three.
LIST_QUERIES = 13
RANK_QUERIES = 23
ALLOCATION_QUERIES = 13
HOSTILE = "<script>alert(1)</script>"
TYPED = {
    "owner": "Leeds City Council",
    "question": "How might we hear tenants sooner?",
    "public_title": "Hearing tenants sooner",
    "places": "1",
}


def at(name, cohort, *keys):
    return reverse(name, args=[cohort.slug, *keys])


def said(response):
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    return {name: list(problems) for name, problems in response.context["form"].errors.items()}


def as_person(client, user):
    client.force_login(user)
    return client


def numbered(ground, *numbers, seen=0, **more):
    chosen = {brief.key: str(number) for brief, number in zip(ground.briefs, numbers, strict=True) if number}
    return {**chosen, "seen": str(seen), **more}


def ranks(team):
    return list(Preference.objects.filter(team=team).order_by("rank").values_list("brief__question", flat=True))


@pytest.mark.parametrize("size", [1, 3])
def test_list_asks_the_same_number_of_queries(ground, client, django_assert_num_queries, size):
    Brief.objects.exclude(pk__in=[brief.pk for brief in ground.briefs[:size]]).delete()
    as_person(client, ground.organiser).get(at("organise:briefs", ground.cohort))
    with django_assert_num_queries(LIST_QUERIES):
        response = client.get(at("organise:briefs", ground.cohort))
    assert len(response.context["page"].object_list) == size


@pytest.mark.parametrize("size", [1, 3])
def test_ranking_asks_the_same_number_of_queries(ground, client, django_assert_num_queries, size):
    services.rank_briefs(team=ground.teams[0], order=[ground.briefs[0].key], by=ground.members[0])
    Brief.objects.exclude(pk__in=[brief.pk for brief in ground.briefs[:size]]).delete()
    as_person(client, ground.members[0]).get(at("my:briefs", ground.cohort))
    with django_assert_num_queries(RANK_QUERIES):
        response = client.get(at("my:briefs", ground.cohort))
    assert len(response.context["rows"]) == size


@pytest.mark.parametrize("size", [1, 3])
def test_allocation_asks_the_same_number_of_queries(ground, client, django_assert_num_queries, size):
    allocation = AllocationFactory(cohort=ground.cohort, state=AllocationState.PUBLISHED)
    for team, brief in list(zip(ground.teams, ground.briefs, strict=True))[:size]:
        AllocationLineFactory(allocation=allocation, team=team, brief=brief)
    address = at("organise:allocation", ground.cohort, allocation.key)
    as_person(client, ground.organiser).get(address)
    with django_assert_num_queries(ALLOCATION_QUERIES):
        response = client.get(address)
    assert len([row for row in response.context["rows"] if row["line"]]) == size


def test_list_refuses_what_it_does_not_know(ground, client):
    """O-03: sorting and filtering by allow-list only; what it knows it does."""
    as_person(client, ground.organiser)
    address = at("organise:briefs", ground.cohort)
    for query in ("sort=owner__users__email", "state=SECRET", "owner=1"):
        assert client.get(f"{address}?{query}").status_code == 400
    response = client.get(f"{address}?state=PUBLISHED&q=mend&sort=-firsts")
    assert list(response.context["page"].object_list) == [ground.briefs[1]]


READY = {
    "reason": "Chosen with its owner.",
    "marking": "NONE",
    "commercial": "NONE",
    "personal_data": "NONE",
    "is_kept": "on",
    "sponsor": "Morwenna Hale",
    "backing_reason": "Her letter of 3 March.",
}


def test_organiser_writes_publishes_and_shows_a_challenge(ground, client):
    """The journey of a brief to everybody's eyes; a doubled post makes one."""
    as_person(client, ground.organiser)
    address = at("organise:brief_new", ground.cohort)
    once = str(client.get(address).context["form"]["once"].value())
    for _time in range(2):
        assert client.post(address, {**TYPED, "once": once}).status_code == 302
    brief = Brief.objects.get(question=TYPED["question"])
    publish = at("organise:briefs_publish", ground.cohort)
    assert list(client.get(publish).context["drafts"]) == [brief]
    ready = client.post(at("organise:brief_ready", ground.cohort, brief.key), READY)
    assert ready.url == f"{publish}?pick={brief.key}"
    shown = client.get(ready.url)
    assert (shown.context["preview"].count, OutboxMessage.objects.count()) == (3, 0)
    assert client.post(publish, {}).status_code == 422
    assert said(client.post(publish, {"briefs": [brief.key]}, follow=True)) == ["1 challenge is out."]
    client.post(at("organise:brief_public", ground.cohort, brief.key), {"show": "yes"})
    assert brief in Brief.objects.public()
    client.post(at("organise:brief_public", ground.cohort, brief.key), {"show": "no"})
    client.post(at("organise:brief_withdraw", ground.cohort, brief.key), {"note": "The owner asked"})
    client.post(at("organise:brief_restore", ground.cohort, brief.key))
    brief.refresh_from_db()
    assert (brief.state, brief.public_at) == (BriefState.DRAFT, None)


def test_question_that_names_a_solution_gets_a_hint_and_is_taken(ground, client):
    typed = {**TYPED, "question": "How might we build an app?"}
    response = as_person(client, ground.organiser).post(at("organise:brief_new", ground.cohort), typed, follow=True)
    assert response.context["hints"][0].why == "This describes a solution: “app”."
    assert Brief.objects.get(question=typed["question"]).state == BriefState.DRAFT


def test_refused_question_stands_at_its_field(ground, client):
    typed = {**TYPED, "question": ground.briefs[0].question, "summary": "Kept"}
    response = as_person(client, ground.organiser).post(at("organise:brief_new", ground.cohort), typed)
    assert errors_of(response) == {"question": ["This cohort has a challenge with the same question already."]}
    assert "Kept" in response.content.decode()


def test_hostile_text_is_shown_as_text(ground, client):
    """F-10: whatever is typed stays text on every page, for every reader."""
    brief, member = ground.briefs[0], ground.members[0]
    text = dict.fromkeys(("question", "short_name", "summary", "need", "tried_before", "region", "source"), HOSTILE)
    services.edit_brief(brief=brief, by=None, owner=f"Body {HOSTILE}", **text)
    owner = services.add_owner(
        brief=brief, email="gwen@example.com", first_name=HOSTILE, by=None, is_invited=False
    ).user
    for user, address in (
        (ground.organiser, at("organise:briefs", ground.cohort)),
        (ground.organiser, at("organise:brief", ground.cohort, brief.key)),
        (ground.organiser, at("organise:brief_edit", ground.cohort, brief.key)),
        (member, at("my:briefs", ground.cohort)),
        (member, at("my:brief", ground.cohort, brief.key)),
        (owner, reverse("partner:brief", args=[brief.key])),
    ):
        response = as_person(client, user).get(address)
        assert response.status_code == 200
        assert HOSTILE not in response.content.decode()


def test_ids_of_other_cohorts_are_not_there(ground, client):
    """O-01, O-05: briefs, allocations and teams are found only under their own cohort."""
    elsewhere, allocation = BriefFactory(), AllocationFactory()
    as_person(client, ground.organiser)
    assert client.get(at("organise:brief", ground.cohort, elsewhere.key)).status_code == 404
    assert client.post(at("organise:brief_close", ground.cohort, elsewhere.key)).status_code == 404
    assert client.get(at("organise:allocation", ground.cohort, allocation.key)).status_code == 404
    own = AllocationFactory(cohort=ground.cohort, state=AllocationState.READY)
    line = at("organise:allocation_line", ground.cohort, own.key, TeamFactory().key)
    assert client.post(line, {"version": "1", "brief": ground.briefs[0].key}).status_code == 404
    assert as_person(client, ground.members[0]).get(at("my:brief", ground.cohort, elsewhere.key)).status_code == 404


def test_draft_is_absent_for_participants(ground, client):
    """O-10: before its release a brief is at no address of theirs and in no list."""
    draft = BriefFactory(cohort=ground.cohort, draft=True, question="How might we keep this quiet?")
    as_person(client, ground.members[0])
    assert client.get(at("my:brief", ground.cohort, draft.key)).status_code == 404
    assert draft.question not in client.get(at("my:briefs", ground.cohort)).content.decode()
    assert reverse("partner:brief", args=[draft.key])
    assert client.get(reverse("partner:brief", args=[draft.key])).status_code == 404


def test_team_ranks_by_numbers_and_by_steps(ground, client):
    """Without scripts: numbers in boxes, or Up and Down, whose new place is said."""
    team, (first, second, third) = ground.teams[0], ground.briefs
    as_person(client, ground.members[0])
    address = at("my:briefs_rank", ground.cohort)
    assert said(client.post(address, numbered(ground, 2, 1, 0), follow=True)) == ["Your team’s ranking is saved."]
    assert ranks(team) == [second.question, first.question]
    moved = numbered(ground, 2, 1, 0, seen=1, move=f"up:{first.key}")
    response = client.post(address, moved)
    assert response.url == f"{at('my:briefs', ground.cohort)}#b-{first.key}"
    assert said(client.get(response.url)) == ["How might we listen? is now your 1st choice of 2."]
    client.post(address, numbered(ground, 1, 2, 0, seen=2, move=f"last:{third.key}"))
    assert ranks(team) == [first.question, second.question, third.question]


def test_same_number_twice_is_sent_back(ground, client):
    response = as_person(client, ground.members[0]).post(at("my:briefs_rank", ground.cohort), numbered(ground, 1, 1, 2))
    assert response.status_code == 422
    assert errors_of(response) == {
        ground.briefs[1].key: ["How might we listen? is your 1st choice already. Choose another number."]
    }
    assert ranks(ground.teams[0]) == []


def test_second_tab_is_told_keeps_its_numbers_and_may_win(ground, client):
    """C-01: two tabs; the second hears who was first, and saving again is its decision."""
    team, address = ground.teams[0], at("my:briefs_rank", ground.cohort)
    mate = TeamMemberFactory(team=team).participant.user
    as_person(client, ground.members[0]).post(address, numbered(ground, 1, 2, 3))
    response = as_person(client, mate).post(address, numbered(ground, 3, 2, 1))
    assert response.status_code == 422
    assert errors_of(response)["__all__"][0].startswith(f"{ground.members[0].name} changed your team’s ranking")
    form = response.context["form"]
    assert (form["seen"].value(), form[ground.briefs[2].key].value()) == ("1", "1")
    client.post(address, numbered(ground, 3, 2, 1, seen=1))
    assert ranks(team) == [brief.question for brief in reversed(ground.briefs)]


def test_brief_of_another_cohort_cannot_be_ranked(ground, client):
    """O-01: an invented field is no choice, and an invented step is refused."""
    elsewhere, address = BriefFactory(), at("my:briefs_rank", ground.cohort)
    as_person(client, ground.members[0])
    client.post(address, {**numbered(ground, 1, 2, 3), elsewhere.key: "1"})
    assert client.post(address, numbered(ground, 1, 2, 3, seen=1, move=f"up:{elsewhere.key}")).status_code == 422
    assert ranks(ground.teams[0]) == [brief.question for brief in ground.briefs]


def test_allocation_from_proposal_to_teams(ground, client, django_capture_on_commit_callbacks):
    """The journey of the allocation: proposed, changed by hand, published, seen by a team and by an owner."""
    as_person(client, ground.organiser)
    for team, member in zip(ground.teams, ground.members, strict=True):
        services.rank_briefs(team=team, order=[brief.key for brief in ground.briefs], by=member)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("organise:allocation_new", ground.cohort))
    allocation = Allocation.objects.get(cohort=ground.cohort)
    page = at("organise:allocation", ground.cohort, allocation.key)
    assert (
        client.get(page).context["allocation"].summary == "1 team: 1st choice; 1 team: 2nd choice; 1 team: 3rd choice"
    )
    kite = AllocationLine.objects.get(team=ground.teams[0])
    other = AllocationLine.objects.exclude(pk=kite.pk).first()
    line = at("organise:allocation_line", ground.cohort, allocation.key, ground.teams[0].key)
    client.post(line, {"version": "1", "brief": other.brief.key})
    assert "takes 1, but was given to" in client.get(page).context["problem"]
    publish = at("organise:allocation_publish", ground.cohort, allocation.key)
    assert client.get(publish).status_code == 302
    stale = client.post(line, {"version": "1", "brief": kite.brief.key}, follow=True)
    assert said(stale)[0].startswith("Somebody else changed this")
    client.post(line, {"version": "2", "brief": kite.brief.key})
    BriefOwnerFactory(brief=kite.brief)
    previews = client.get(publish).context["previews"]
    assert [(name, preview.count, preview.held_minutes) for name, preview in previews] == [
        ("Mail to the teams", 3, 10),
        ("Mail to the owners of the challenges", 1, 10),
    ]
    assert said(client.post(publish, {"version": "3"}, follow=True)) == [
        "Teams and owners know who works on what. Their mail waits a while."
    ]
    client.post(publish, {"version": "3"})
    assert OutboxMessage.objects.filter(kind="briefs.allocated").count() == 3
    own = as_person(client, ground.members[0]).get(at("my:briefs", ground.cohort))
    assert (own.context["brief"], own.context["team"]) == (kite.brief, ground.teams[0])
    owner = services.add_owner(brief=kite.brief, email="gwen@example.com", by=None, is_invited=False).user
    seen = as_person(client, owner).get(reverse("partner:brief", args=[kite.brief.key]))
    [(team, people, _mentors)] = seen.context["teams"]
    assert (team, [person["name"] for person in people]) == (ground.teams[0], [ground.members[0].name])


def test_waiting_page_loads_anew_when_the_work_has_ended(ground, client):
    allocation = AllocationFactory(cohort=ground.cohort, state=AllocationState.WORKING)
    page = at("organise:allocation", ground.cohort, allocation.key)
    as_person(client, ground.organiser)
    assert client.get(page).context["is_working"] is True
    assert "HX-Refresh" not in client.get(f"{page}?part=job").headers
    services.discard_allocation(allocation=allocation, by=ground.organiser)
    assert client.get(f"{page}?part=job").headers["HX-Refresh"] == "true"


def test_owners_are_added_and_removed_by_hand(ground, client):
    """O-01: only somebody who answers for this brief can be removed from it."""
    as_person(client, ground.organiser)
    brief = ground.briefs[0]
    typed = {"email": "gwen@example.com", "first_name": "Gwen", "last_name": "Parry"}
    client.post(at("organise:brief_owner_add", ground.cohort, brief.key), typed)
    gwen = brief.owners.get().user
    address = at("organise:brief_owner_remove", ground.cohort, brief.key)
    assert client.post(address, {"person": ground.members[0].key}).status_code == 404
    assert client.post(address, {"person": gwen.key}).status_code == 302
    assert brief.owners.count() == 0
