"""The pages of verdicts: the owner's, the organisers', the team's; what nobody is told before the release."""

import csv
from datetime import timedelta

import pytest

from challenges.models import FollowUp, OwnerVerdict, PitchDay, VerdictRules, VerdictVersion
from challenges.verdicts.parts import of_team
from core.models import OutboxMessage
from core.people import invitations
from tests.challenges.verdicts.ending import release_result
from tests.clock import START
from tests.factories.challenges import AllocationLineFactory, BriefOwnerFactory
from tests.factories.cms import make_cohort_page
from tests.factories.cohorts import TeamFactory
from tests.factories.owners import FollowUpFactory, OwnerVerdictFactory
from tests.trust.test_worlds import differing, seen_by

pytestmark = pytest.mark.django_db
LIST = "/organise/spring-2027/verdicts/"
LIST_QUERIES = 14
SENT = {"useful": "VERY", "forward": "PARTS", "to_team": "Thank you", "who": "Wren", "to_organisers": "In confidence"}


@pytest.fixture
def over(world):
    """The pitches were yesterday; nothing is said yet."""
    OwnerVerdict.objects.all().delete()
    FollowUp.objects.all().delete()
    PitchDay.objects.filter(pk=world.pitch_day.pk).update(starts_at=START - timedelta(days=1))
    world.address = f"/partner/briefs/{world.brief.key}/teams/{world.team.key}/verdict/"
    return world


def test_owner_keeps_a_draft_then_gives_it_and_changes_it_with_a_reason(over, sign_in):
    client = sign_in("challenge_owner")
    assert over.address in client.get("/partner/").content.decode()
    assert client.post(over.address, {"to_team": "Half", "act": "save"}).status_code == 302
    seen = client.get(over.address).context["form"]["seen"].value()
    refused = client.post(over.address, {"to_team": "Half a text", "act": "give", "seen": seen})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["useful"])
    assert "Half a text" in refused.content.decode()
    assert client.post(over.address, {**SENT, "act": "give", "seen": seen}).status_code == 302
    assert over.address not in client.get("/partner/").content.decode()
    changed = {**SENT, "forward": "AS_IS", "act": "give", "seen": seen}
    assert list(client.post(over.address, changed).context["form"].errors) == ["why"]
    assert client.post(over.address, {**changed, "why": "The board agreed"}).status_code == 302
    assert VerdictVersion.objects.count() == 2


def test_two_owners_who_write_at_once_lose_no_words(over, sign_in):
    """What was typed stays, what the other has saved stands above it, and sent again it is known."""
    BriefOwnerFactory(brief=over.brief, user=over.people["other_owner"])
    sent = {"to_team": "Typed by Rhys", "act": "save", "seen": ""}
    assert sign_in("other_owner").post(over.address, {**sent, "to_team": "Saved by Una"}).status_code == 302
    client = sign_in("challenge_owner")
    refused = client.post(over.address, sent)
    page, form = refused.content.decode(), refused.context["form"]
    assert (refused.status_code, "Typed by Rhys" in page, "Saved by Una" in page) == (422, True, True)
    assert [message[:31] for message in form.non_field_errors()] == ["Somebody saved other words whil"]
    assert client.post(over.address, {**sent, "seen": form["seen"].value()}).status_code == 302
    assert OwnerVerdict.objects.get().to_team == "Typed by Rhys"


def test_who_has_not_accepted_the_invitation_gives_no_verdict(over, sign_in):
    """I-09."""
    invitation, token = invitations.invite(
        user=over.people["challenge_owner"], role="challenge_owner", cohort=over.cohort, place="Spring 2027",
        by=over.people["organiser"],
    )  # fmt: skip
    client = sign_in("challenge_owner")
    answers = [client.get(over.address), client.post(over.address, {**SENT, "act": "give"})]
    answers.append(client.post(f"{over.address}show/"))
    assert [answer.url for answer in answers] == ["/invitation/"] * 3
    invitations.accept(token=token)
    assert client.get(over.address).status_code == 200


def test_organisers_are_led_to_their_own_page_of_a_verdict(over, sign_in):
    verdict = OwnerVerdictFactory(brief=over.brief, team=over.team, given=True, shown_at=START)
    release_result(over)
    over.team.refresh_from_db()
    urls = [of_team(over.team, door)[0][2] for door in ("my", "organise")]
    assert urls == [f"/my/spring-2027/teams/{over.team.key}/verdict/", f"{LIST}{verdict.key}/"]
    assert sign_in("organiser").get(urls[1]).status_code == 200


def test_the_table_says_that_a_team_may_read_it_by_the_cohorts_rule(over, sign_in):
    OwnerVerdictFactory(brief=over.brief, team=over.team, given=True)
    client = sign_in("organiser")

    def may_read():
        head, line = csv.reader(client.get(f"{LIST}table.csv").content.decode("utf-8-sig").splitlines())
        return line[head.index("Team may read it")]

    before = may_read()
    VerdictRules.objects.create(cohort=over.cohort, shows_teams=True)
    assert (before, may_read()) == ("no", "yes")


def test_a_draft_has_no_page_for_an_administrator_either(over, sign_in):
    draft = OwnerVerdictFactory(brief=over.brief, team=over.team)
    assert sign_in("administrator").get(f"{LIST}{draft.key}/").status_code == 404


def test_organisers_read_what_was_given_and_no_draft(over, sign_in):
    OwnerVerdictFactory(brief=over.brief, team=over.team, to_organisers="Only half of it")
    verdict = OwnerVerdict.objects.get()
    client = sign_in("organiser")
    assert client.get(f"{LIST}{verdict.key}/").status_code == 404
    pages = [client.get(address).content.decode() for address in (LIST, f"{LIST}table.csv")]
    assert [page for page in pages if "Only half of it" in page] == []
    assert "1 verdict is owed since Tue 9 Mar 2027." in pages[0]
    sign_in("challenge_owner").post(over.address, {**SENT, "act": "give", "seen": verdict.stamp})
    client = sign_in("organiser")
    assert "In confidence" in client.get(f"{LIST}{verdict.key}/").content.decode()
    line = client.get(f"{LIST}table.csv").content.decode().splitlines()[1]
    assert '"Very useful","Yes, parts of it"' in line


def test_the_reminder_shows_the_letter_first(over, sign_in):
    client = sign_in("organiser")
    assert "Rhys Morgan" in client.get(f"{LIST}remind/").content.decode()
    told = [client.post(f"{LIST}remind/", follow=True).context["messages"] for _press in range(2)]
    assert [str(message) for messages in told for message in messages] == [
        "The reminder is on its way.",
        "A reminder was made today already: one a day is enough.",
    ]
    assert OutboxMessage.objects.filter(kind="verdicts.owed").count() == 1


def test_organisers_set_when_teams_read_it(over, sign_in):
    assert sign_in("organiser").post(f"{LIST}when/", {"shows_teams": "yes"}).status_code == 302
    assert VerdictRules.objects.get().shows_teams is True


def test_who_owes_and_who_is_missing_can_be_filtered_and_anything_else_is_refused(over, sign_in):
    client = sign_in("organiser")
    shown = {name: len(client.get(f"{LIST}?show={name}").context["page"]) for name in ("owed", "given", "no_owner")}
    assert shown == {"owed": 1, "given": 0, "no_owner": 0}
    assert client.get(f"{LIST}?show=secret").status_code == 400
    assert "1 verdict of an owner is owed" in client.get("/organise/spring-2027/").content.decode()


@pytest.mark.parametrize("teams", [10, 400])
def test_the_list_asks_the_same_for_ten_teams_and_four_hundred(over, sign_in, django_assert_num_queries, teams):
    for number in range(teams):
        team = TeamFactory(cohort=over.cohort, number=100 + number, name=f"Team {number}")
        AllocationLineFactory(allocation=over.allocation, team=team, brief=over.brief)
    client = sign_in("organiser")
    OwnerVerdictFactory(brief=over.brief, team=over.team, given=True)
    FollowUpFactory(brief=over.brief, team=over.team)
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("briefs", [1, 3])
def test_the_owners_page_asks_the_same_for_one_team_and_three(over, sign_in, django_assert_num_queries, briefs):
    for number in range(briefs - 1):
        team = TeamFactory(cohort=over.cohort, number=100 + number, name=f"Team {number}")
        AllocationLineFactory(allocation=over.allocation, team=team, brief=over.brief)
        FollowUpFactory(brief=over.brief, team=team)
    OwnerVerdictFactory(brief=over.brief, team=over.team, given=True)
    FollowUpFactory(brief=over.brief, team=over.team)
    client = sign_in("challenge_owner")
    with django_assert_num_queries(27):
        client.get(f"/partner/briefs/{over.brief.key}/")


TEAMS_PAGES = (
    "/my/spring-2027/",
    "/my/spring-2027/team/",
    "/my/spring-2027/teams/{team}/",
    "/my/spring-2027/teams/{team}/verdict/",
    "/my/spring-2027/offers/",
    "/my/spring-2027/milestones/",
    "/my/spring-2027/briefs/",
)


def addresses(world):
    return [page.format(team=world.team.key) for page in TEAMS_PAGES]


@pytest.mark.parametrize("role", ["participant", "mentor"])
def test_before_the_release_a_team_sees_the_same_whatever_was_said(over, sign_in, role):
    """J-13, J-16: given, released by the owner, the cohort's setting on, answered: not one byte differs."""
    VerdictRules.objects.create(cohort=over.cohort, shows_teams=True)
    client = sign_in(role)
    seen_by(client, addresses(over))
    nothing = seen_by(client, addresses(over))
    OwnerVerdictFactory(brief=over.brief, team=over.team, given=True, shown_at=START)
    FollowUpFactory(brief=over.brief, team=over.team, happened="IN_USE", words="So good", answered_at=START)
    assert differing(nothing, seen_by(client, addresses(over))) == []
    release_result(over)
    page = client.get(addresses(over)[3])
    assert (page.status_code, "You asked the tenants first." in page.content.decode()) == (200, True)


def test_a_team_never_reads_who_takes_it_on_nor_what_is_for_organisers(over, sign_in):
    """O-02: neither its own in full, nor another team's at all."""
    OwnerVerdictFactory(brief=over.brief, team=over.team, given=True, shown_at=START)
    release_result(over)
    address = f"/my/spring-2027/teams/{over.team.key}/verdict/"
    page = sign_in("participant").get(address).content.decode()
    assert ("Wren Adeyemi" in page, "second mentor" in page, "The sensor trial" in page) == (False, False, True)
    assert sign_in("other_participant").get(address).status_code == 404
    assert address in sign_in("team_mate").get("/my/spring-2027/").content.decode()


def test_many_reminders_ask_for_their_number(over, sign_in):
    """M-01."""
    for _number in range(51):
        BriefOwnerFactory(brief=over.brief)
    client = sign_in("organiser")
    assert client.post(f"{LIST}remind/").status_code == 422
    assert client.post(f"{LIST}remind/", {"typed": "52"}).status_code == 302
    assert OutboxMessage.objects.filter(kind="verdicts.owed").count() == 52


def test_what_may_be_told_stands_on_the_public_page_after_the_release(over, client):
    """O-10, J-13: only of a public challenge, only what its owner ticked, and nothing before."""
    make_cohort_page(over.cohort)
    type(over.brief).objects.filter(pk=over.brief.pk).update(public_at=START)
    said = {"brief": over.brief, "team": over.team, "happened": "IN_USE", "answered_at": START}
    FollowUpFactory(**said, months=3, words="In 40 homes now", is_public=True)
    FollowUpFactory(**said, months=6, words="Between ourselves")
    address = "/cohorts/spring-2027/"
    before = client.get(address).content.decode()
    release_result(over)
    after = client.get(address).content.decode()
    assert ("In 40 homes now" in before, "In 40 homes now" in after) == (False, True)
    assert "Between ourselves" not in after
