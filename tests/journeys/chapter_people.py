"""Chapter one: a programme, a cohort, its people from a spreadsheet, their invitations and profiles."""

import io

from django.core.management import call_command

from cohorts.models import Cohort, CohortWeek, Mentor, Participant, Programme
from cohorts.people.models import PeopleImport
from core.models import OutboxMessage
from tests.journeys.story import ADE, HANA, LEO, Story, nominations


def the_first_organiser_comes_in(story: Story) -> None:
    call_command("create_organiser", email=ADE, first_name="Ade", last_name="Bankole", programme="First steps")
    assert story.post_round() == ["Your invitation: First steps"]
    ade = story.accept(ADE)
    assert ("Ade Bankole" in ade.words, ade.said) == (True, "")
    ade.press("Accept the invitation")
    assert ade.said == "Welcome. Your invitation is accepted."


def makes_a_programme_and_starts_a_cohort(story: Story) -> None:
    ade = story[ADE].open("/organise/programmes/new/")
    ade.press("Make the programme", name="Digital skills", summary="Twelve weeks.", sponsor="HM Revenue & Customs")
    assert (ade.again(), Programme.objects.filter(name="Digital skills").count()) == (302, 1)
    ade.follow("Start a cohort")
    ade.press("Start the cohort", status=422, name="Spring 2027", starts_on_day="23 3 2027")
    assert ade.mistakes == ["First day: A cohort starts on a Monday."]
    ade.press("Start the cohort", starts_on_day="22")
    assert (ade.again(), Cohort.objects.count(), CohortWeek.objects.count()) == (302, 1, 12)
    assert ade.heading == "Spring 2027"
    ade.follow("Open for people").press("Open for people")
    assert Cohort.objects.get().state == "RECRUITING"


def imports_the_spreadsheet(story: Story) -> None:
    """F-12, C-08: nothing is written before the last button; a doubled button and the same file change nothing."""
    ade = story[ADE].open(f"/organise/{story.slug}/people/").follow("Import people")
    ade.press("Upload and go on", files={"file": sheet()})
    assert (ade.again(), PeopleImport.objects.count()) == (302, 1)
    ade.press("Check the lines", column_11="attribute:Shirt size")
    assert (ade.heading, Participant.objects.count()) == ("What every line will do", 0)
    ade.press("Import 38 people")
    assert (ade.again(), Participant.objects.count(), Participant.objects.filter(side="public").count()) == (
        302,
        38,
        19,
    )
    assert (ade.heading, OutboxMessage.objects.filter(subject__contains="Spring 2027").count()) == (
        "38 new people in Spring 2027",
        0,
    )
    ade.open(f"/organise/{story.slug}/people/import/").press("Upload and go on", files={"file": sheet()})
    ade.press("Check the lines")
    assert "there is nothing to import" in ade.words


def sheet() -> io.BytesIO:
    """The spreadsheet as a file to choose."""
    file = io.BytesIO(nominations())
    file.name = "Nominations (1-38).csv"
    return file


def invites_everybody(story: Story) -> None:
    """I-01, I-04: each by a letter of their own; looking changes nothing, the button works once."""
    ade = story[ADE].open(f"/organise/{story.slug}/people/").follow("Invite 38 people")
    ade.press("Send 38 invitations")
    assert (ade.again(), ade.said) == (
        302,
        "38 invitations wait to be sent. You can still cancel them under Messages.",
    )
    assert story.post_round() == ["Your place in Spring 2027"]
    assert len({mail.to[0] for mail in story.mailoutbox if "Spring 2027" in mail.subject}) == 38
    for email in (HANA, LEO):
        person = story.accept(email)
        letter = person.address
        person.press("Accept the invitation")
        assert person.client.get(f"/my/{story.slug}/").status_code == 200
        assert story[""].open(letter, status=410).heading == "This invitation cannot be used"


def fills_in_a_profile(story: Story) -> None:
    hana = story[HANA].open(f"/my/{story.slug}/profile/")
    hana.press(
        "Save your profile",
        about="I talk with people who live with the problem.",
        tags=["can present", "can interview"],
        availability=["1-10", "1-11", "3-14"],
    )
    place = Participant.objects.get(user__email=HANA)
    assert (place.tags, place.about) == (
        ["can present", "can interview"],
        "I talk with people who live with the problem.",
    )
    assert hana.open(f"/my/{story.slug}/profile/").form("Save your profile")["availability"] == ["1-10", "1-11", "3-14"]


def names_mentors(story: Story) -> None:
    ade = story[ADE]
    for first, last, organisation, sector in (
        ("Farah", "Iqbal", "Leeds City Council", "PUBLIC"),
        ("Alan", "Pryce", "Northbeam Systems", "PRIVATE"),
    ):
        ade.open(f"/organise/{story.slug}/mentors/add/")
        ade.press(
            "Add the mentor",
            first_name=first,
            last_name=last,
            email=f"{first}.{last}@example.com",
            organisation=organisation,
            sector=sector,
        )
        assert ade.again() == 302
    assert Mentor.objects.filter(cohort__slug=story.slug).count() == 2
    ade.open(f"/organise/{story.slug}/mentors/invite/").press("Send 2 invitations")
    story.post_round()
    story.accept("farah.iqbal@example.com").press("Accept the invitation")
