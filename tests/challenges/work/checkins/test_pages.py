"""Pages of check-ins over HTTP: who reads what, the map, needs, warnings and rules."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from challenges.models import CheckIn, CheckInNeed, CheckInRules, EarlyWarning
from challenges.work.checkins import services
from challenges.work.checkins.parts import of_team
from challenges.work.checkins.queries import heat_map
from tests.clock import START
from tests.factories.challenges import MilestoneFactory
from tests.factories.checkins import CheckInFactory, CheckInNeedFactory, EarlyWarningFactory
from tests.factories.cohorts import MentorAssignmentFactory, TeamFactory, TeamMemberFactory
from tests.factories.work import ExtensionFactory
from tests.trust.test_worlds import differing, open_to, seen_by

pytestmark = pytest.mark.django_db

SENT = {
    "week": "5",
    "mood": "4",
    "going_well": "Interviews",
    "stuck": "No data",
    "need": "A contact",
    "helper": "The host of week 4",
    "heard_mentor": "on",
    "audience": "team",
}


def at(name, ground, *keys):
    return reverse(name, args=[ground.cohort.slug, *keys])


@pytest.fixture
def mine(ground, client):
    client.force_login(ground.people["Kite"][0])
    return client


@pytest.fixture
def run_it(ground, client):
    client.force_login(ground.organiser)
    return client


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_member_sends_changes_and_reads_a_check_in(ground, mine):
    address = at("my:check_in", ground)
    refused = mine.post(address, {**SENT, "mood": ""})
    assert (refused.status_code, "A contact" in refused.content.decode()) == (422, True)
    assert told(mine.post(address, SENT, follow=True)) == ["Thank you. You can change it until the week closes."]
    row = CheckIn.objects.get()
    assert (row.mood, row.need, row.heard_mentor, row.audience, row.of_people) == (4, "A contact", True, "team", 2)
    page = mine.get(address)
    assert (page.context["form"]["stuck"].value(), page.context["row"]) == ("No data", row)
    team = mine.get(at("my:check_ins", ground, ground.teams[0].key)).content.decode()
    assert [word in team for word in ("No data", "The host of week 4", "Stuck")] == [True] * 3


def test_what_comes_after_the_week_keeps_its_words_and_can_be_sent_for_the_next(ground, mine, clock):
    clock.forward(days=6)
    address = at("my:check_in", ground)
    late = mine.post(address, SENT)
    assert (late.status_code, "Week 5 is closed." in late.content.decode()) == (422, True)
    assert (late.context["form"]["week"].value(), late.context["form"]["stuck"].value()) == ("6", "No data")
    assert mine.post(address, {**SENT, "week": "6"}).status_code == 302
    assert list(CheckIn.objects.values_list("week", flat=True)) == [6]


def test_member_stops_the_reminders_and_wants_them_again(ground, mine):
    address = at("my:check_in_reminder", ground)
    assert told(mine.post(address, follow=True)) == ["No more reminders."]
    assert not mine.get(at("my:check_in", ground)).context["is_reminded"]
    mine.post(address, {"wanted": "on"})
    assert mine.get(at("my:check_in", ground)).context["is_reminded"]


@pytest.mark.parametrize("role", ["team_mate", "mentor", "other_participant", "challenge_owner", "host", "judge"])
def test_what_is_for_the_organisers_only_changes_nothing_for_anybody_else(world, role):
    """O-02: two worlds: team mates and mentors get the same bytes in as many queries, whether it was written or not.

    Nor can warnings tell them, though mentors may see those about work, nor a need that an organiser looks after.
    """
    CheckInRules.objects.create(cohort=world.cohort, shows_mentors=True)
    world.team.formed_at = START - timedelta(weeks=6)
    world.team.save()
    CheckInFactory(team=world.team, participant=world.mate_place, week=4, mood=2, going_well="Ours")
    services.look_at(cohort=world.cohort)
    client = Client()
    client.force_login(world.people[role])
    addresses = open_to(world, role, client)
    one = seen_by(client, addresses)
    for week in (4, 5):
        secret = CheckInFactory(
            team=world.team, participant=world.place, week=week, mood=4, need="Zq", audience="organisers"
        )
        need = CheckInNeedFactory(check_in=secret, asked_at=START - timedelta(days=9))
    services.take_need(need=need, by=world.people["organiser"])
    services.look_at(cohort=world.cohort)
    services.tell_organisers(cohort=world.cohort)
    assert EarlyWarning.objects.open().filter(rule="stuck").count() == 1
    assert len(addresses) > 5
    assert differing(one, seen_by(client, addresses)) == []


def test_mentors_see_warnings_about_work_where_the_cohort_lets_them(ground, client):
    assignment = MentorAssignmentFactory(team=ground.teams[0])
    for rule in ("overdue", "stuck"):
        EarlyWarningFactory(team=ground.teams[0], rule=rule)
    client.force_login(assignment.mentor.user)
    address = at("my:check_ins", ground, ground.teams[0].key)
    assert client.get(address).context["warnings"] == []
    services.set_check_in_rules(cohort=ground.cohort, shows_mentors=True, by=ground.organiser)
    EarlyWarning.objects.update(ended_at=None)
    assert [one.row.rule for one in client.get(address).context["warnings"]] == ["overdue"]
    client.force_login(ground.people["Kite"][0])
    assert client.get(address).context["warnings"] == []


def test_mentors_read_the_same_of_a_team_that_has_more_time(ground, client):
    """D-07: the facts of a warning name the team's own dates: mentors read what is the matter, and no more."""
    kite = ground.teams[0]
    client.force_login(MentorAssignmentFactory(team=kite).mentor.user)
    services.set_check_in_rules(cohort=ground.cohort, shows_mentors=True, by=ground.organiser)
    milestone = MilestoneFactory(cohort=ground.cohort, due_at=START - timedelta(days=20))
    address = [at("my:check_ins", ground, kite.key)]
    services.look_at(cohort=ground.cohort)
    before, facts = seen_by(client, address), EarlyWarning.objects.get(team=kite, rule="overdue").facts
    ExtensionFactory(milestone=milestone, team=kite, due_at=START - timedelta(days=5))
    services.look_at(cohort=ground.cohort)
    assert EarlyWarning.objects.get(team=kite, rule="overdue").facts != facts
    assert differing(before, seen_by(client, address)) == []
    assert "A milestone was missed" in client.get(address[0]).content.decode()


def test_map_shows_those_that_need_help_first_and_words_in_every_cell(ground, run_it):
    kite, loom, orchard = ground.teams
    CheckInFactory(team=kite, week=5, mood=1, of_people=2)
    stuck = CheckInFactory(team=loom, week=5, mood=4, of_people=3, need="Data")
    CheckInFactory(team=loom, week=5, mood=1, of_people=3)
    CheckInNeedFactory(check_in=stuck)
    EarlyWarningFactory(team=orchard)
    page = run_it.get(at("organise:check_ins", ground))
    assert [row.name for row in page.context["rows"]] == ["Orchard", "Loom", "Kite"]
    by_number = run_it.get(f"{at('organise:check_ins', ground)}?sort=team").context["rows"]
    assert [row.name for row in by_number] == ["Kite", "Loom", "Orchard"]
    cells = re.findall(r'<td class="(heat-\w+)"><a href="([^"]+)">(.*?)</a></td>', page.content.decode())
    words = [(look, " ".join(re.sub(r"<[^>]+>", " ", text).split())) for look, _url, text in cells]
    assert (len(words), words[4], words[9], words[14]) == (
        15,
        ("heat-none", "– No answer 0 of 2"),
        ("heat-stuck", "✕ Stuck 2 of 3 1 need"),
        ("heat-well", "✓ Well 1 of 2"),
    )
    assert cells[9][1] == f"{at('organise:check_ins_team', ground, loom.key)}#w5"
    opened = run_it.get(at("organise:check_ins_team", ground, loom.key)).content.decode()
    assert ['id="w5"' in opened, "Data" in opened] == [True, True]
    assert run_it.get(f"{at('organise:check_ins', ground)}?sort=name").status_code == 400


# The same for ten teams and for four hundred.
MAP_QUERIES = 13
NEEDS_QUERIES = 11


@pytest.mark.parametrize("count", [10, 400])
def test_map_asks_the_same_number_of_queries(ground, run_it, django_assert_num_queries, count):
    teams = TeamFactory.create_batch(count, cohort=ground.cohort)
    CheckIn.objects.bulk_create(
        CheckIn(team=team, week=week, mood=week % 4 + 1, of_people=5, saved_at=START)
        for team in teams
        for week in (4, 5)
    )
    EarlyWarningFactory(team=teams[0])
    EarlyWarningFactory(team=teams[1])
    with django_assert_num_queries(MAP_QUERIES):
        page = run_it.get(at("organise:check_ins", ground))
    assert page.context["page"].paginator.count == count + 3


@pytest.mark.parametrize("count", [1, 3])
def test_needs_ask_the_same_number_of_queries(ground, run_it, django_assert_num_queries, count):
    for _number in range(count):
        CheckInNeedFactory(check_in__team=ground.teams[0], owner=ground.organiser)
    with django_assert_num_queries(NEEDS_QUERIES):
        run_it.get(at("organise:check_in_needs", ground))


def test_organiser_looks_after_a_need_until_it_is_done(ground, run_it):
    need = CheckInNeedFactory(check_in__team=ground.teams[0])
    address = at("organise:check_in_need", ground, need.key)
    assert told(run_it.post(address, {"act": "take"}, follow=True)) == ["You look after it."]
    rows = run_it.get(f"{at('organise:check_in_needs', ground)}?show=mine").context["page"].object_list
    assert [row.pk for row in rows] == [need.pk]
    run_it.post(address, {"act": "done"})
    assert CheckInNeed.objects.get().done_by == ground.organiser
    assert run_it.get(at("organise:check_in_needs", ground)).context["needs"] == 0
    assert told(run_it.post(address, {"act": "let_go"}, follow=True)) == [
        "Somebody else looked after this need, or closed it, before you. This is how it stands now."
    ]


def test_a_warning_tells_its_facts_what_to_do_and_is_set_aside_with_a_reason(ground, run_it):
    row = EarlyWarningFactory(team=ground.teams[0], rule="quiet")
    MentorAssignmentFactory(team=row.team)
    address = at("organise:early_warning", ground, row.key)
    page = run_it.get(address)
    assert [url.split("?")[-1] for _words, url in page.context["advice"]] == [
        f"segment=team-{row.team.key}&about=warning-{row.key}",
        f"segment=mentors-of-{row.team.key}",
    ]
    assert run_it.post(address, {"days": "7", "reason": ""}).status_code == 422
    assert run_it.post(address, {"days": "90", "reason": "So"}).status_code == 422
    assert told(run_it.post(address, {"days": "7", "reason": "Met them"}, follow=True)) == [
        "It is set aside. It comes back when it gets worse."
    ]
    assert run_it.get(at("organise:check_ins", ground)).context["warnings"] == []
    assert "Met them" in run_it.get(address).content.decode()
    assert told(run_it.post(at("organise:check_ins_look", ground), follow=True)) == ["Looked again."]


def sent_rules(client, address, **changes):
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    kept = {name: "on" if value is True else str(value) for name, value in values.items() if value}
    return {name: value for name, value in {**kept, **changes}.items() if value}


def test_organiser_switches_rules_and_many_reminders_ask_for_their_number(ground, run_it):
    """M-01: reminders that begin to go to more than fifty."""
    address = at("organise:check_in_rules", ground)
    sent = sent_rules(run_it, address, reminds="", on_quiet="", n_stuck="3")
    assert run_it.post(address, sent).status_code == 302
    assert CheckInRules.objects.get().numbers == {"quiet": 0, "stuck": 3}
    for _number in range(50):
        TeamMemberFactory(team=ground.teams[0])
    sent = sent_rules(run_it, address, reminds="on")
    asked = run_it.post(address, sent)
    assert (asked.status_code, "How many people are told?" in asked.content.decode()) == (422, True)
    assert run_it.post(address, {**sent, "typed": "56"}).status_code == 302
    assert CheckInRules.objects.get().reminds
    assert run_it.post(address, {**sent, "n_stuck": "99"}).status_code == 422


def test_team_pages_and_today_lead_to_the_map(ground, run_it):
    EarlyWarningFactory(team=ground.teams[0])
    CheckInNeedFactory(check_in__team=ground.teams[1])
    today = run_it.get(reverse("organise:today", args=[ground.cohort.slug]))
    rows = [(item.title, item.note) for item in today.context["decisions"]]
    assert [row for row in rows if "help" in row[0] or "need" in row[0]] == [
        ("1 team may need help", "Early warnings for Kite."),
        ("1 need of a check-in is nobody’s", "Say that you look after it, so that it is not forgotten."),
    ]
    teams = run_it.get(reverse("organise:teams", args=[ground.cohort.slug])).content.decode()
    assert f'<p><a href="{at("organise:check_ins", ground)}">See how all teams are doing, week by week</a></p>' in teams
    team = run_it.get(reverse("organise:team", args=[ground.cohort.slug, ground.teams[0].key])).content.decode()
    assert ["Early warning" in team, "Answered in week 5: 0" in team] == [True, True]


@pytest.mark.parametrize(("state", "is_on"), [("FORMING", True), ("RUNNING", False), ("COMPLETED", False)])
def test_the_way_to_the_map_and_its_rules_stands_always(ground, run_it, state, is_on):
    services.set_check_in_rules(cohort=ground.cohort, is_on=is_on, by=ground.organiser)
    type(ground.cohort).objects.update(state=state)
    teams = run_it.get(reverse("organise:teams", args=[ground.cohort.slug])).content.decode()
    shown = run_it.get(at("organise:check_ins", ground))
    rules = at("organise:check_in_rules", ground)
    assert (at("organise:check_ins", ground) in teams, rules in shown.content.decode()) == (True, True)
    assert run_it.get(rules).status_code == 200


def test_switched_off_warnings_stand_for_organisers_and_for_teams_what_mentors_may_see(ground):
    kite = ground.teams[0]
    EarlyWarningFactory(team=kite, rule="quiet")
    found = []
    for rules in ({"is_on": False}, {"is_on": False, "shows_mentors": True}, {}):
        CheckInRules.objects.update_or_create(cohort=ground.cohort, defaults={"is_on": True, **rules})
        found.append([[part[0] for part in of_team(kite, door)] for door in ("organise", "my")])
    assert found == [
        [["Early warning"], []],
        [["Early warning"], ["Check-ins"]],
        [["Check-ins", "Early warning"], ["Check-ins"]],
    ]


def test_sixty_teams_are_sorted_by_who_needs_help(ground):
    teams = TeamFactory.create_batch(57, cohort=ground.cohort)
    for number, team in enumerate(teams):
        CheckInFactory(team=team, participant=None, mood=number % 4 + 1)
    rows = heat_map(ground.cohort, START).rows
    moods = [row.said(5).mood for row in rows]
    assert (len(rows), moods) == (60, sorted(moods, reverse=True))
