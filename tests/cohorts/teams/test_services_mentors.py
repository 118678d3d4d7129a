"""Mentors of teams: they are told, many at once are held, and ending one ends what they advised."""

from cohorts.models import Mailing, Mentor, MentorAssignment
from cohorts.people.services import end_mentor
from cohorts.people.services.mentors import ending_effects
from cohorts.teams import services
from cohorts.teams.services import Choice
from core.audit.models import Event
from core.models import OutboxMessage
from tests.clock import START
from tests.factories.cohorts import MentorAssignmentFactory, MentorFactory, TeamFactory

ON, OFF = "teams.mentor_assigned", "teams.mentor_unassigned"


def letters(kind):
    return [(one.to.name, one.subject, one.body) for one in OutboxMessage.objects.filter(kind=kind).order_by("pk")]


def recorded():
    names = Event.objects.filter(event__startswith="mentor.").order_by("pk")
    return list(names.values_list("event", "subject_label"))


def test_mentor_is_told_of_a_team_and_who_is_in_it(world, organiser):
    other = MentorFactory(cohort=world.cohort, side="private")
    services.assign_mentor(team=world.team, mentor=other, by=organiser)
    [(name, subject, body)] = letters(ON)
    assert (name, subject) == (other.user.name, "You mentor Lantern")
    assert "In Spring 2027 you mentor Lantern from now on." in body
    assert "Lantern\nHana Aziz, Department for Work and Pensions\nLeo Marks, Calder & Finch" in body
    assert body.rstrip().endswith("/my/spring-2027/team/")


def test_mentor_is_told_when_taken_off_once(world, organiser):
    for _again in range(2):
        services.unassign_mentor(team=world.team, mentor=world.mentor, by=organiser)
    [(name, subject, body)] = letters(OFF)
    assert (name, subject) == ("Farah Iqbal", "You no longer mentor Lantern")
    assert "http" not in body


def test_all_that_changes_for_a_mentor_stands_in_one_letter(world, organiser):
    new = MentorFactory(cohort=world.cohort)
    choices = [
        Choice(team=world.team, side="public", mentor=new, before=world.mentor),
        Choice(team=world.other_team, side="public", mentor=new, before=None),
    ]
    services.choose_mentors(choices=choices, by=organiser)
    assert [(name, subject) for name, subject, _body in letters(ON)] == [(new.user.name, "You mentor Lantern, Compass")]
    assert [(name, subject) for name, subject, _body in letters(OFF)] == [
        ("Farah Iqbal", "You no longer mentor Lantern")
    ]


def test_letters_to_many_mentors_are_held(world, organiser):
    """M-01: mail to many waits, and can be cancelled."""
    teams = [TeamFactory(cohort=world.cohort) for _number in range(11)]
    choices = [Choice(team, "public", MentorFactory(cohort=world.cohort), None) for team in teams]
    services.choose_mentors(choices=choices, by=organiser)
    mailing = Mailing.objects.get(kind=ON)
    assert (mailing.recipients, mailing.held_until > START) == (11, True)


def test_nothing_chosen_anew_tells_nobody(world, organiser):
    choices = [Choice(world.team, "public", world.mentor, world.mentor)]
    assert services.choose_mentors(choices=choices, by=organiser) == 0
    assert OutboxMessage.objects.count() == 0


def test_ending_a_mentor_ends_what_they_advise(world, organiser):
    MentorAssignmentFactory(team=world.other_team, mentor=world.mentor)
    assert ending_effects(world.mentor) == [
        "Lantern has no government mentor any more.",
        "Compass has no government mentor any more.",
        "They are told by e-mail.",
    ]
    for _again in range(2):
        end_mentor(mentor=world.mentor, by=organiser)
    assert not MentorAssignment.objects.filter(mentor=world.mentor).exists()
    assert recorded() == [
        ("mentor.ended", "Farah Iqbal"),
        ("mentor.unassigned", "Lantern"),
        ("mentor.unassigned", "Compass"),
    ]
    assert [(name, subject) for name, subject, _body in letters(OFF)] == [
        ("Farah Iqbal", "You no longer mentor Lantern, Compass")
    ]
    assert ending_effects(world.mentor) == []


def test_mentor_without_a_team_ends_without_a_letter(world, organiser):
    free = MentorFactory(cohort=world.cohort)
    end_mentor(mentor=free, by=organiser)
    assert Mentor.objects.get(pk=free.pk).left_at == START
    assert OutboxMessage.objects.count() == 0


def test_page_of_the_end_says_which_teams_lose_a_mentor(world, sign_in):
    client = sign_in("organiser")
    address = f"/organise/spring-2027/mentors/{world.mentor.key}/end/"
    assert "Lantern has no government mentor any more." in client.get(address).content.decode()
    assert client.post(address).status_code == 302
    assert client.get(address)["Location"] == "/organise/spring-2027/mentors/"
