"""The pages of what teams saw and used: the team's own, the organisers' tally, the host's."""

from datetime import timedelta

import pytest
from django.urls import reverse

from challenges.models import Citation, DraftCitation, Milestone
from challenges.work.cited.services import cite, tell_host
from cohorts.models import AccessNeed, Visit
from core.models import OutboxMessage
from tests.access.arguments import arguments
from tests.access.test_urls import URLS
from tests.challenges.work.conftest import WORDS
from tests.challenges.work.test_cited import submitted
from tests.challenges.work.test_services import hand_in
from tests.clock import START
from tests.factories.challenges import MilestoneFactory, SubmissionFactory, VersionFactory
from tests.factories.cited import CitationFactory
from tests.factories.cohorts import TeamFactory, VisitFactory, VisitHostFactory

pytestmark = pytest.mark.django_db
MARK = "zqcited"


def page(world):
    return reverse("my:milestone", args=["spring-2027", world.milestone.key])


def tally(client, query=""):
    return client.get(reverse("organise:cited", args=["spring-2027"]) + query).context["page"].object_list


def test_a_team_cites_from_its_draft_without_scripts(world, day, sign_in):
    """What was typed is saved before the page of citing comes; then the buttons beside it."""
    client, cite_page = sign_in("participant"), page(world) + "cite/"
    answer = client.post(page(world), {"text": "Half a thought", "base_text": "0", "act": "cite"})
    assert (answer.status_code, answer["Location"]) == (302, cite_page)
    assert "Half a thought" in client.get(page(world)).content.decode()
    client.post(cite_page, {"about": f"day-{day.key}", "words": WORDS, "is_told": "on"})
    row = DraftCitation.objects.get()
    assert (row.visit, row.is_told) == (day, True)
    client.post(page(world), {"untell": row.part, row.part: "Better words", f"base_{row.part}": "1"})
    row.refresh_from_db()
    assert (row.is_told, "Better words" in client.get(page(world)).content.decode()) == (False, True)
    client.post(page(world), {"uncite": row.part})
    assert "Better words" not in client.get(page(world)).content.decode()


def test_what_cannot_be_cited_is_said_by_the_field_and_stays(world, day, sign_in):
    answer = sign_in("participant").post(page(world) + "cite/", {"about": "other", "words": "zqkept"})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["who"])
    assert "zqkept" in answer.content.decode()


def test_a_citation_without_words_is_said_beside_it(world, citing, sign_in):
    row = citing()
    sent = {"text": "All of it", "base_text": "0", row.part: "", f"base_{row.part}": "1", "act": "submit"}
    answer = sign_in("participant").post(page(world), sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [row.part])


def test_saves_of_the_page_hold_the_words_of_citations(world, citing, sign_in):
    row = citing()
    sent = {row.part: "Typed on", f"base_{row.part}": "1", "part": row.part}
    answer = sign_in("team_mate").post(page(world) + "save/", sent).json()
    assert answer["parts"][row.part] == {"revision": 2, "basis": 2, "clash": False}


def test_words_of_what_a_team_mate_takes_away_meanwhile_stand_under_earlier_saves(world, citing, sign_in):
    row = citing()
    mate, client = sign_in("team_mate"), sign_in("participant")
    mate.post(page(world), {"uncite": row.part})
    sent = {row.part: "Typed meanwhile", f"base_{row.part}": "1", "part": row.part}
    answer = client.post(page(world) + "save/", sent).json()
    assert answer["parts"][row.part] == {"revision": 2, "basis": 2, "clash": False}
    client.post(page(world), {row.part: "Without scripts", f"base_{row.part}": "2"})
    saves = reverse("my:draft_saves", args=["spring-2027", world.draft.key])
    shown = client.get(saves).context["saves"]
    assert [(save.revision, save.is_current) for save in shown if save.name == row.part] == [
        (3, False),
        (2, False),
        (1, False),
    ]
    assert "Without scripts" not in client.get(page(world)).content.decode()
    client.post(saves, {"back": f"{row.part}:3"})
    assert "Without scripts" in client.get(page(world)).content.decode()


def test_a_draft_says_when_its_changes_count_once_something_is_handed_in(world, citing, sign_in):
    citing()
    words, client = "A change counts for the host once you hand in again.", sign_in("participant")
    world.submission.versions.all().delete()
    before = words in client.get(page(world)).content.decode()
    submitted(world)
    assert (before, words in client.get(page(world)).content.decode()) == (False, True)


def test_versions_compared_show_what_changed_in_what_is_cited(world, citing, sign_in):
    row = citing()
    submitted(world)
    tell_host(draft=world.draft, part=row.part, is_told=False, by=world.people["participant"])
    submitted(world)
    address = reverse("my:submission_compare", args=["spring-2027", world.submission.key])
    parts = dict(sign_in("participant").get(address).context["parts"])
    changed = [(p.kind, p.text) for block in parts["Programme day 2"] for p in block.pieces if p.kind != "same"]
    assert changed == [("new", "\nThe host does not read it.")]


def test_the_tally_counts_a_team_once_for_a_day_and_milestone_by_its_newest_version(world, citing, day, sign_in):
    """Later versions replace earlier ones; the day itself and its host are one day; drafts count for nothing."""
    citing()
    citing(about=f"host-{day.hosts.get().pk}", words="Her list of faults.")
    submitted(world)
    citing(about="other", who="duty engineer", organisation="Harwell Water", words="She rings first.")
    submitted(world, text="Again.")
    cite(
        milestone=world.milestone,
        team=world.other_team,
        about=f"day-{day.key}",
        words="Only drafted",
        how="Lantern told us",
        by=world.people["other_participant"],
    )
    later = MilestoneFactory(cohort=world.cohort, title="Prototype")
    cite(milestone=later, team=world.team, about=f"day-{day.key}", words=WORDS, by=world.people["participant"])
    hand_in(later, world.team, world.people["participant"])
    client = sign_in("organiser")
    found = [(row.name, row.host, row.teams, row.times, len(row.citations)) for row in tally(client)]
    assert found == [
        ("Programme day 2", "Calder & Finch", 1, 2, 3),
        ("duty engineer, Harwell Water", "Harwell Water", 1, 1, 1),
    ]
    assert [(row.name, row.times) for row in tally(client, f"?milestone={later.key}&by=host")] == [
        ("Calder & Finch", 1)
    ]
    assert [row.words for row in tally(client, "?by=sentence&q=rings")] == ["She rings first."]
    assert "Only drafted" not in client.get(reverse("organise:cited", args=["spring-2027"])).content.decode()


def test_work_that_is_not_for_organisers_is_not_in_their_tally(world, citing, sign_in):
    citing()
    submitted(world)
    Milestone.objects.update(is_for_organisers=False)
    assert [row.times for row in tally(sign_in("organiser"))] == [0]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?sort=-teams", ["Programme day 2", "An earlier day"]),
        ("?sort=name", ["An earlier day", "Programme day 2"]),
        ("", ["An earlier day", "Programme day 2"]),
        ("?by=host&sort=-times", ["Calder & Finch", "Borough Maps"]),
        ("?by=host&sort=-when", ["Borough Maps", "Calder & Finch"]),
    ],
)
def test_the_tally_is_sorted(world, citing, sign_in, query, names):
    when = START - timedelta(days=9)
    earlier = VisitFactory(cohort=world.cohort, title="An earlier day", starts_at=when, ends_at=when.replace(hour=15))
    type(earlier.host).objects.filter(pk=earlier.host_id).update(name="Borough Maps")
    citing()
    submitted(world)
    assert [row.name for row in tally(sign_in("organiser"), query)] == names


def test_a_cited_day_that_was_called_off_is_looked_for_by_its_title(world, citing, day, sign_in):
    citing()
    for number in range(2):
        citing(about="other", who=f"engineer {number}", organisation="Harwell Water")
    submitted(world)
    row = DraftCitation.objects.get(visit=day)
    Citation.objects.update(visit=day, day=row.visit.title, who="", organisation="Calder & Finch")
    Visit.objects.filter(pk=day.pk).update(cancelled_at=START)
    client, address = sign_in("organiser"), reverse("organise:cited", args=["spring-2027"])
    assert [(one.name, one.visit, one.times) for one in tally(client)] == [("Programme day 2", None, 1)]
    link = "?by=sentence&amp;q=Programme%20day%202"
    assert link in client.get(address).content.decode()
    assert len(tally(client, link.replace("&amp;", "&"))) == 3


@pytest.mark.parametrize("query", ["by=x", "sort=password", "day=x", "milestone=x", "team__secret=1", "q=%00"])
def test_what_the_tally_does_not_know_is_a_bad_request(world, sign_in, query):
    """O-03."""
    assert sign_in("organiser").get(reverse("organise:cited", args=["spring-2027"]) + f"?{query}").status_code == 400


def test_the_exports_hold_just_what_is_shown(world, citing, sign_in):
    citing()
    submitted(world)
    client, csv = sign_in("organiser"), reverse("organise:cited_csv", args=["spring-2027"])
    text = client.get(f"{csv}?by=sentence").content.decode("utf-8-sig")
    assert text.splitlines() == [
        '"Team","Milestone","Version","What","Host","Sentence",'
        '"The host reads it","Somebody was there","How they know"',
        f'"Lantern","Problem statement","2","Programme day 2","Calder & Finch","{WORDS}","yes","yes",""',
    ]
    text = client.get(csv).content.decode("utf-8-sig")
    assert text.splitlines() == [
        '"Programme days","Host","When","Teams","Times cited","Sentences"',
        f'"Programme day 2","Calder & Finch","2027-03-02","1","1","{WORDS}"',
    ]
    assert client.get(reverse("organise:cited_xlsx", args=["spring-2027"])).content[:2] == b"PK"


def test_the_tally_asks_the_same_for_10_teams_and_400(world, day, sign_in, django_assert_num_queries):
    client, address = sign_in("organiser"), reverse("organise:cited", args=["spring-2027"])
    client.get(address)
    for number in (10, 390, 0):
        for team in TeamFactory.create_batch(number, cohort=world.cohort):
            version = VersionFactory(submission=SubmissionFactory(milestone=world.milestone, team=team))
            CitationFactory(version=version, visit=day, day=day.title, organisation="Calder & Finch", who="")
        with django_assert_num_queries(11):
            client.get(address)
    assert [(row.teams, row.times) for row in tally(client)] == [(400, 400)]


def test_a_host_reads_what_teams_let_it_read_of_its_own_day_alone(world, citing, day, sign_in):
    """O-02: no team's name, nothing of other hosts, nothing that is kept from the host."""
    other = VisitFactory(cohort=world.cohort, starts_at=day.starts_at, ends_at=day.ends_at, title="Elsewhere")
    VisitHostFactory(visit=other)
    citing(words="Let them read it.")
    citing(about=f"host-{day.hosts.get().pk}", words="Not for them.", is_told=False)
    citing(about=f"day-{other.key}", words="Of another host.", how="Compass told us.")
    submitted(world)
    client = sign_in("host")
    shown = client.get(reverse("partner:visit_used", args=[day.key]))
    assert (shown.context["told"].teams, [row.words for row in shown.context["told"].sentences]) == (
        1,
        ["Let them read it."],
    )
    home = client.get("/partner/").content.decode()
    assert [word in home for word in ("1 team cites it.", "Let them read it.", "Not for them.", "another host")] == [
        True,
        True,
        False,
        False,
    ]
    assert [name in shown.content.decode() for name in ("Lantern", "Not for them.", "another host")] == [False] * 3
    assert client.get(reverse("partner:visit_used", args=[other.key])).status_code == 404


def test_the_home_of_a_host_asks_the_same_for_one_team_and_three(
    world, citing, day, sign_in, django_assert_num_queries
):
    client = sign_in("host")
    client.get("/partner/")
    for _ in range(2):
        with django_assert_num_queries(14):
            client.get("/partner/")
        for team in TeamFactory.create_batch(3, cohort=world.cohort):
            version = VersionFactory(submission=SubmissionFactory(milestone=world.milestone, team=team))
            CitationFactory(version=version, visit=day, who="")


def test_what_visitors_need_stands_on_no_page_of_what_was_used(world, citing, day, sign_in):
    """P-05: citing reads who was at a day, never what somebody needed there."""
    AccessNeed.objects.create(booking=world.booking, text="zqneed", given_at=START)
    citing()
    submitted(world)
    tallies = (reverse("organise:cited", args=["spring-2027"]) + "?by=sentence", page(world) + "cite/")
    shown = [sign_in("organiser").get(tallies[0]), sign_in("participant").get(tallies[1])]
    shown.append(sign_in("host").get(reverse("partner:visit_used", args=[day.key])))
    assert [(answer.status_code, b"zqneed" in answer.content) for answer in shown] == [(200, False)] * 3


def test_what_a_draft_cites_stands_nowhere_but_with_its_team(world, citing, day, sign_in):
    """O-02: asked of every page that the matrix opens to each of the others, and of every letter."""
    citing(words=f"{MARK} seen")
    citing(about="other", who=f"{MARK} engineer", organisation=f"{MARK} works", words="Met")
    seen = []
    for role in ("organiser", "mentor", "other_participant", "host", "challenge_owner", "judge", "administrator"):
        client = sign_in(role)
        for name, row in URLS.items():
            if row.get(role, row["others"]) == 200 and row.get("method", "get") == "get":
                answer = client.get(reverse(name, kwargs=arguments(name, world)))
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                seen += [(role, name)] if MARK.encode() in body else []
    assert seen == []
    assert [row.pk for row in OutboxMessage.objects.all() if MARK in row.subject + row.body] == []
    assert MARK in sign_in("team_mate").get(page(world)).content.decode()
    assert Citation.objects.count() == 0
