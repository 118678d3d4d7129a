"""The pages on which an organiser mends teams: what changed, the curve, the diff, the mail, the history."""

import pytest
from django.urls import reverse

from cohorts.models import TeamRepair
from cohorts.people.services import withdraw_participant
from cohorts.programmes.workflow import CohortState
from cohorts.repairs import services
from cohorts.repairs.ways import ways_of
from cohorts.repairs.workflow import RepairState
from core.models import OutboxMessage
from tests.cohorts.teams.conftest import add_person
from tests.factories.cohorts import CohortFactory, StaffFactory, TeamFactory, TeamMemberFactory, TeamRepairFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def at(name, cohort, *more):
    return reverse(f"organise:{name}", args=[cohort.slug, *more])


@pytest.fixture
def browse(client, forming):
    client.force_login(forming.organiser)
    return client


def test_teams_page_asks_for_mending_what_was_lost(browse, forming, published, lost, newcomer):
    page = text(browse.get(at("teams", forming.cohort)))
    assert "Kite and Loom have lost somebody. 1 person has no team." in page
    assert at("repairs", forming.cohort) in page


def test_teams_page_names_one_team_or_counts_many(browse, forming, published):
    assert "would make these teams better" in text(browse.get(at("teams", forming.cohort)))
    withdraw_participant(participant=published["Kite"].members.first().participant, by=forming.organiser)
    assert "Kite has lost somebody." in text(browse.get(at("teams", forming.cohort)))


def test_teams_page_is_silent_once_the_teams_were_kept(browse, forming, lost, ask):
    repair = ask()
    assert "Ways to mend the teams are ready to look at." in text(browse.get(at("teams", forming.cohort)))
    services.apply_repair(repair=repair, moved=0, by=forming.organiser, reason="x")
    page = text(browse.get(at("teams", forming.cohort)))
    assert ("have lost somebody" in page, at("repairs", forming.cohort) in page) == (False, True)


def test_start_tells_what_changed_and_offers_what_stays(browse, forming, published, lost, newcomer):
    page = text(browse.get(at("repairs", forming.cohort)))
    assert f"{lost[0]} left Kite." in page
    assert "Una Byrne, public body 0, has no team." in page
    assert "Kite, 3 people" in page
    held = published["Harbour"].members.first().participant
    assert f"{held}, Harbour" in page


def test_start_without_teams_teaches_and_a_closed_cohort_has_no_form(browse, forming, published):
    empty = CohortFactory(programme=forming.cohort.programme, name="Empty")
    assert "No teams to mend yet" in text(browse.get(at("repairs", empty)))
    forming.cohort.state = CohortState.COMPLETED
    forming.cohort.save()
    page = text(browse.get(at("repairs", forming.cohort)))
    assert ("This cohort is over" in page, "See ways to mend" in page) == (True, False)


def test_asking_works_out_the_curve_and_doubled_posts_make_one(
    browse, forming, published, lost, django_capture_on_commit_callbacks
):
    held = published["Loom"].members.first().participant
    sent = {
        "frozen": [published["Kite"].number],
        "stay": [held.key],
        "once": "8d1b8c02-21f5-4d70-9a3a-6bd6a3c5a111",
    }
    with django_capture_on_commit_callbacks(execute=True):
        first = browse.post(at("repairs", forming.cohort), sent)
    second = browse.post(at("repairs", forming.cohort), sent)
    repair = TeamRepair.objects.get()
    assert first.url == second.url == at("repair", forming.cohort, repair.key)
    assert (repair.frozen_teams, repair.locked) == ([published["Kite"].number], [held.pk])
    page = text(browse.get(first.url))
    assert "What stays as it is" in page
    assert f"{held}" in page


def test_what_was_ticked_is_kept_when_asking_is_refused(browse, forming, published, lost):
    held = published["Loom"].members.first().participant
    numbers = [team.number for team in published.values()]
    answer = browse.post(at("repairs", forming.cohort), {"frozen": numbers, "stay": [held.key]})
    page = text(answer)
    assert (answer.status_code, "Leave at least one team open." in page) == (422, True)
    assert (page.count(" checked"), '<details class="disclose" open>' in page) == (4, True)
    nonsense = browse.post(at("repairs", forming.cohort), {"frozen": ["x"], "stay": ["y"]})
    assert (nonsense.status_code, TeamRepair.objects.count()) == (422, 0)


def test_curve_shows_each_way_its_rules_and_what_it_wins(browse, forming, lost, ask):
    repair = ask()
    ways = ways_of(repair)
    page = text(browse.get(at("repair", forming.cohort, repair.key)))
    assert 'role="img"' in page
    for way in ways:
        assert f"{way.points:.1f}" in page
        assert way.gain in page
        assert at("repair_way", forming.cohort, repair.key, way.moved) in page


def test_way_shows_movers_teams_and_mail_before_it_is_applied(browse, forming, published, lost, newcomer, ask):
    repair = ask()
    way = ways_of(repair)[-1]
    address = at("repair_way", forming.cohort, repair.key, way.moved)
    response = browse.get(address)
    page, diff = text(response), response.context["diff"]
    assert "Una Byrne" in page
    assert "Teams before and after" in page
    assert f"{way.words}, {diff.told} are told" in page
    for one in diff.teams:
        assert len(one.after) - len(one.before) == len(one.comes) - len(one.goes)
        assert sum(one.sides_after) == len(one.after)
    assert OutboxMessage.objects.filter(kind="teams.changed", to=newcomer.user).count() == 0
    done = browse.post(address, {"reason": "x"})
    assert done.url == at("teams", forming.cohort)
    assert TeamRepair.objects.get().state == RepairState.APPLIED
    assert browse.get(address).url == at("repair", forming.cohort, repair.key)
    applied = text(browse.get(at("repair", forming.cohort, repair.key)))
    assert "Olu Adeyemi applied the way that moves" in applied
    assert "Repair 1" in text(browse.get(at("repairs", forming.cohort)))


def test_broken_rules_ask_for_a_reason_that_is_not_lost(browse, forming, published, lost, proposal, ask):
    proposal.rules = {**proposal.rules, "size_min": 5}
    proposal.save()
    repair = ask()
    address = at("repair_way", forming.cohort, repair.key, 0)
    answer = browse.post(address, {"reason": ""})
    assert (answer.status_code, "Not every rule holds." in text(answer)) == (422, True)
    withdraw_participant(participant=published["Harbour"].members.first().participant, by=forming.organiser)
    answer = browse.post(address, {"reason": "Ten are too few"})
    page = text(answer)
    assert (answer.status_code, "Ten are too few" in page) == (422, True)
    assert "so nothing was done" in page


def test_stale_ways_are_worked_out_anew_with_the_same_people_staying(
    browse, forming, published, lost, ask, django_capture_on_commit_callbacks
):
    gone = published["Harbour"].members.first().participant
    repair = ask(frozen=[published["Kite"].number], stay=[gone.pk])
    withdraw_participant(participant=gone, by=forming.organiser)
    page = text(browse.get(at("repair", forming.cohort, repair.key)))
    assert f"{gone} no longer takes part." in page
    with django_capture_on_commit_callbacks(execute=True):
        answer = browse.post(at("repair_again", forming.cohort, repair.key))
    assert browse.post(at("repair_again", forming.cohort, repair.key)).url == answer.url
    latest = TeamRepair.objects.order_by("-number").first()
    assert (latest.number, latest.frozen_teams, latest.locked) == (2, [published["Kite"].number], [])
    assert TeamRepair.objects.get(pk=repair.pk).state == RepairState.DISCARDED


def test_asking_anew_is_refused_where_other_ways_wait(browse, forming, lost, ask):
    first = ask()
    ask(replaces=first.key)
    answer = browse.post(at("repair_again", forming.cohort, first.key), follow=True)
    assert "Ways to mend the teams are ready already." in text(answer)


def test_working_failed_and_thrown_away_repairs_say_so(browse, forming, lost, ask):
    repair = ask()
    page = at("repair", forming.cohort, repair.key)
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.WORKING, curve={})
    assert "being worked out" in text(browse.get(page))
    assert "Looking at moves" in text(browse.get(at("repair_progress", forming.cohort, repair.key)))
    TeamRepair.objects.filter(pk=repair.pk).update(state=RepairState.FAILED, fault="It broke")
    assert browse.get(at("repair_progress", forming.cohort, repair.key)).status_code == 204
    assert "It broke" in text(browse.get(page))
    answer = browse.post(at("repair_discard", forming.cohort, repair.key), follow=True)
    assert "Repair 1 is thrown away." in text(answer)
    assert "was thrown away before" in text(browse.get(page))
    again = browse.post(at("repair_discard", forming.cohort, repair.key), follow=True)
    assert "Olu Adeyemi threw Repair 1 away." in text(again)


def test_ways_that_are_not_there_are_not_found(browse, forming, lost, ask):
    assert browse.get(at("repair_way", forming.cohort, ask().key, 999)).status_code == 404


def test_many_who_are_told_must_be_counted(browse, forming, published, ask, settings):
    for place in range(56):
        add_person(forming.cohort, place % 12, f"Person Number{place:02}")
    TeamRepair.objects.all().delete()
    repair = ask()
    address = at("repair_way", forming.cohort, repair.key, ways_of(repair)[0].moved)
    answer = browse.post(address, {"reason": "x", "count": "3"})
    assert "That is not the number of people shown above." in text(answer)
    told = answer.context["diff"].told
    assert told > 50
    assert browse.post(address, {"reason": "x", "count": told}).status_code == 302


def a_cohort(programme, many):
    cohort = CohortFactory(programme=programme)
    for number in range(2 * many):
        team = TeamFactory(cohort=cohort, number=number + 1)
        for _ in range(2 + many):
            TeamMemberFactory(team=team)
    return cohort


@pytest.mark.parametrize("many", [1, 3])
def test_pages_take_the_same_queries(
    client, world, many, django_assert_num_queries, django_capture_on_commit_callbacks
):
    cohort, organiser = a_cohort(world.programme, many), UserFactory()
    StaffFactory(programme=world.programme, user=organiser)
    add_person(cohort, 3, "Una Byrne")
    for number in range(many):
        TeamRepairFactory(cohort=cohort, number=number + 1, state=RepairState.DISCARDED)
    with django_capture_on_commit_callbacks(execute=True):
        repair = services.ask_repair(cohort=cohort, by=organiser)
    client.force_login(organiser)
    client.get(at("teams", cohort))
    repair.refresh_from_db()
    moved = ways_of(repair)[0].moved
    for name, more, queries in (
        ("repairs", (), 15),
        ("repair", (repair.key,), 17),
        ("repair_way", (repair.key, moved), 21),
    ):
        with django_assert_num_queries(queries):
            assert client.get(at(name, cohort, *more)).status_code == 200
