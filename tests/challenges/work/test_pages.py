"""Milestones and handing in over HTTP."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from challenges.models import DraftField, Milestone, Version
from core import zones
from core.templatetags.moments import when, when_words
from tests.challenges.work.test_services import PDF
from tests.factories.challenges import (
    MilestoneFactory,
    SubmissionFactory,
    VersionFactory,
)
from tests.factories.cohorts import MentorAssignmentFactory, TeamFactory

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(name, args=args)


def test_milestone_is_set_and_shown_with_its_zone(world, sign_in):
    client = sign_in("organiser")
    data = {"title": "Midway review", "has_text": "on", "due_at_day": "2 4 2027", "due_at_time": "17:00"}
    response = client.post(page("organise:milestone_new", "spring-2027"), data, follow=True)
    assert response.status_code == 200
    assert "Fri 2 Apr 2027, 17:00 BST" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"title": ""}, "title"),
        ({"title": "x\x00y"}, "title"),
        ({"title": "x" * 101}, "title"),
        ({"due_at_day": "31 2 2027"}, "due_at"),
        ({"due_at_day": "28 3 2027", "due_at_time": "01:30"}, "due_at"),
    ],
)
def test_milestone_form_keeps_what_was_typed_and_names_the_field(world, sign_in, data, error):
    """D-03, F-09: impossible dates and hostile text get a message by the field, never a failure."""
    typed = {
        "title": "Review",
        "instructions": "One page",
        "has_text": "on",
        "due_at_day": "2 4 2027",
        "due_at_time": "17:00",
        **data,
    }
    response = sign_in("organiser").post(page("organise:milestone_new", "spring-2027"), typed)
    assert (response.status_code, list(response.context["form"].errors)) == (
        422,
        [error],
    )
    assert "One page" in response.content.decode()


def test_milestones_list_costs_the_same_with_one_and_three(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    address = page("organise:milestones", "spring-2027")
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(10):
            client.get(address)
        MilestoneFactory.create_batch(2, cohort=world.cohort)


def test_milestone_csv_costs_the_same_with_one_and_three_teams(world, sign_in, django_assert_num_queries):
    client = sign_in("organiser")
    address = page("organise:milestone_csv", "spring-2027", world.milestone.key)
    for _ in range(2):
        with django_assert_num_queries(8):
            client.get(address)
        for number in (70, 71):
            team = TeamFactory(cohort=world.cohort)
            VersionFactory(
                submission=SubmissionFactory(milestone=world.milestone, team=team),
                number=number,
            )


def test_team_hands_in_text_links_and_files_and_reads_its_receipt(world, sign_in):
    client = sign_in("participant")
    address = page("my:milestone", "spring-2027", world.milestone.key)
    data = {
        "text": "Nine tenants",
        "links": "https://example.com/board",
        "files": [SimpleUploadedFile("a.pdf", PDF)],
        "act": "submit",
    }
    response = client.post(address, data, follow=True)
    version = Version.objects.latest("number")
    assert (version.number, version.submitted_by) == (2, world.people["participant"])
    assert f"Your receipt is {version.key}" in response.content.decode()


def test_hand_in_form_posted_twice_makes_one_version(world, sign_in):
    client = sign_in("participant")
    address = page("my:milestone", "spring-2027", world.milestone.key)
    data = {"text": "Again", "act": "submit", "once": "0f8f51f6-32a8-4b52-9d3f-5a3d5c1f5a11"}
    for _ in range(2):
        client.post(address, data)
    assert Version.objects.filter(text="Again").count() == 1


def test_hand_in_with_a_bad_link_keeps_what_was_written(world, sign_in):
    address = page("my:milestone", "spring-2027", world.milestone.key)
    data = {"text": "Long text", "links": "javascript:alert(1)", "act": "submit"}
    response = sign_in("participant").post(address, data)
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["links"])
    kept = DraftField.objects.filter(draft=world.draft).values_list("name", "value")
    assert dict(kept) == {"text": "Long text", "links": "javascript:alert(1)"}


def test_hand_in_of_a_refused_file_says_so_by_the_field(world, sign_in):
    """F-01: a page with script is no document."""
    address = page("my:milestone", "spring-2027", world.milestone.key)
    data = {
        "text": "Long text",
        "files": [SimpleUploadedFile("a.html", b"<script>alert(1)</script>")],
    }
    response = sign_in("participant").post(address, data)
    assert (response.status_code, list(response.context["form"].errors)) == (
        422,
        ["files"],
    )


def test_file_of_a_version_goes_to_its_team_alone(world, sign_in):
    """O-02: the other team gets 404 for the file, and a file of another version has no address under this one."""
    client = sign_in("participant")
    client.post(
        page("my:milestone", "spring-2027", world.milestone.key),
        {"text": "", "files": [SimpleUploadedFile("a.pdf", PDF)], "act": "submit"},
    )
    version = Version.objects.latest("number")
    address = page("my:version_file", "spring-2027", version.key, version.files.get().stored.key)
    elsewhere = page(
        "my:version_file",
        "spring-2027",
        world.version.key,
        version.files.get().stored.key,
    )
    answers = {role: fetched(sign_in(role), address) for role in ("participant", "mentor", "other_participant")}
    assert answers == {"participant": 200, "mentor": 200, "other_participant": 404}
    assert fetched(sign_in("participant"), elsewhere) == 404


def fetched(client, address):
    response = client.get(address)
    if response.streaming:
        assert b"".join(response.streaming_content) == PDF
    return response.status_code


def test_milestone_of_another_cohort_is_not_found(world, sign_in):
    """O-01: the milestone must belong to the cohort in the address."""
    foreign = MilestoneFactory(cohort=world.other_cohort)
    assert sign_in("organiser").get(page("organise:milestone", "spring-2027", foreign.key)).status_code == 404


def test_milestone_closed_shows_no_form_and_takes_nothing(world, sign_in, clock):
    clock.forward(days=4)
    client = sign_in("participant")
    address = page("my:milestone", "spring-2027", world.milestone.key)
    assert "Handing in is closed" in client.get(address).content.decode()
    response = client.post(address, {"text": "Too late", "act": "submit"})
    assert (response.status_code, Version.objects.filter(text="Too late").count()) == (422, 0)
    assert "Handing in closed" in response.content.decode()
    assert DraftField.objects.get(draft__team=world.team, name="text").value == "Too late"


def test_page_says_when_it_closed_and_when_it_opens(world, sign_in):
    """W-03: with the cohort's zone; also what comes back when a form is sent too early."""
    address = page("my:milestone", "spring-2027", world.milestone.key)
    client, minute = sign_in("participant"), timedelta(minutes=1)
    closed, opens = zones.now() - minute, zones.now() + timedelta(hours=1)
    Milestone.objects.filter(pk=world.milestone.pk).update(due_at=closed, grace_minutes=0)
    assert f"It closed {when(closed, world.cohort)}." in client.get(address).content.decode()
    [problem] = client.post(address, {"text": "Late", "act": "submit"}).context["form"].non_field_errors()
    kept = "What was handed in before counts, and what you wrote is kept."
    assert problem == f"Handing in closed {when_words(closed, world.cohort)}. {kept}"
    Milestone.objects.filter(pk=world.milestone.pk).update(due_at=opens + minute, opens_at=opens)
    assert f"It opens {when(opens, world.cohort)}." in client.get(address).content.decode()
    [problem] = (
        client.post(address, {"text": "Early", "base_text": "1", "act": "submit"}).context["form"].non_field_errors()
    )
    assert problem == f"Handing in opens {when_words(opens, world.cohort)}."


def test_milestones_say_which_of_a_mentors_teams_handed_in(world, sign_in):
    MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    address = page("my:milestones", "spring-2027")
    [row] = sign_in("mentor").get(address).context["rows"]
    assert (row.is_done, row.handed_in) == (False, "Lantern")
    [row] = sign_in("participant").get(address).context["rows"]
    assert (row.is_done, row.handed_in) == (True, "")
    [row] = sign_in("other_participant").get(address).context["rows"]
    assert (row.is_done, row.is_over, row.is_early) == (False, False, False)


def test_milestone_is_removed_after_a_page_that_says_what_happens(world, sign_in):
    spare = MilestoneFactory(cohort=world.cohort, title="Spare")
    client = sign_in("organiser")
    address = page("organise:milestone_remove", "spring-2027", spare.key)
    assert "It disappears from every team" in client.get(address).content.decode()
    client.post(address)
    assert list(Milestone.objects.filter(cohort=world.cohort).values_list("title", flat=True)) == ["Problem statement"]


def test_template_of_new_cohorts_is_saved_and_removed(world, sign_in):
    client = sign_in("organiser")
    data = {"title": "Check", "has_files": "on", "week": "6", "weekday": "4", "clock": "12:30"}
    client.post(page("organise:milestone_template_new", "digital-skills"), data)
    assert list(world.programme.milestone_templates.values_list("title", "week")) == [
        ("Pitch", 4),
        ("Check", 6),
    ]
    client.post(page("organise:milestone_template_remove", "digital-skills", world.template.pk))
    assert list(world.programme.milestone_templates.values_list("title", flat=True)) == ["Check"]
