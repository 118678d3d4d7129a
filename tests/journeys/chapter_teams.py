"""Chapter two: teams proposed, one person moved, published, mentors chosen, one more move."""

from cohorts.models import Cohort, MentorAssignment, Participant, Team, TeamMember, TeamProposal
from core.models import OutboxMessage
from tests.journeys.story import ADE, FARAH, HANA, LEO, Story


def forms_teams(story: Story) -> None:
    """C-01: the button pressed twice asks once; the engine has answered when the page comes back."""
    ade = (
        story[ADE].open(f"/organise/{story.slug}/settings/").follow("Start forming teams").press("Start forming teams")
    )
    ade.open(f"/organise/{story.slug}/teams/").follow("Form teams")
    ade.press("Form teams", size_min="5", size_max="6", employer_cap="2")
    assert ade.again() == 302
    proposal = TeamProposal.objects.get()
    assert (proposal.state, proposal.places.count()) == ("READY", 38)
    assert ade.open(ade.address).heading == "Teams, proposal 1"
    assert len(ade.page.select("table.board tbody tr")) == 7


def moves_a_person_on_the_board(story: Story) -> None:
    ade = story[ADE]
    place = Participant.objects.get(user__email=HANA)
    board = ade.address
    before = TeamProposal.objects.get().places.get(participant=place).team_number
    ade.open(f"{board}?person={place.key}")
    button = ade.page.select_one(".move button")
    ade.press(" ".join(button.get_text(" ").split()))
    after = TeamProposal.objects.get().places.get(participant=place).team_number
    assert after != before
    # Sent from a second tab with the version of before, the same move is refused and changes nothing.
    assert ade.again() in (302, 409, 422)
    assert TeamProposal.objects.get().places.get(participant=place).team_number == after
    ade.open(board)


def publishes_teams(story: Story) -> None:
    ade = story[ADE].follow("Publish teams").press("Publish teams")
    assert ade.said == "7 teams are published."
    assert (ade.again(), Team.objects.count(), TeamMember.objects.count()) == (302, 7, 38)
    sizes = sorted(team.members.count() for team in Team.objects.all())
    assert sizes == [5, 5, 5, 5, 6, 6, 6]
    assert OutboxMessage.objects.filter(kind="teams.published").count() == 38
    story.post_round()
    hana = story[HANA].open(f"/my/{story.slug}/team/")
    assert hana.heading == Team.objects.get(members__participant__user__email=HANA).name
    ade.open(f"/organise/{story.slug}/settings/").follow("Start the twelve weeks").press("Start the twelve weeks")
    assert Cohort.objects.get(slug=story.slug).state == "RUNNING"


def gives_mentors_to_hanas_team(story: Story) -> None:
    team = Team.objects.get(members__participant__user__email=HANA)
    ade = story[ADE].open(f"/organise/{story.slug}/teams/mentors/")
    chosen = {}
    for select in ade.page.select("select"):
        key, _, _side = select["name"].partition("_")
        if key == team.key:
            chosen[select["name"]] = select.select("option")[1]["value"]
    ade.press("Look at the changes", **chosen).press("Save mentors")
    assert MentorAssignment.objects.filter(team=team).count() == 2
    assert team.name in story[FARAH].open(f"/my/{story.slug}/team/").words


def moves_a_member_after_publication(story: Story) -> None:
    """O-06: whoever leaves a team leaves its pages at the next request."""
    ade = story[ADE]
    leo = Participant.objects.get(user__email=LEO)
    here = leo.membership.team
    there = Team.objects.exclude(pk=here.pk).exclude(members__participant__user__email=HANA).order_by("number")[0]
    ade.open(f"/organise/{story.slug}/teams/people/{leo.key}/")
    ade.press("See what will happen", to=there.key, note="Closer to his office.")
    assert TeamMember.objects.get(participant=leo).team == here
    ade.press(f"Move to {there.name}")
    assert TeamMember.objects.get(participant=leo).team == there
    ade.again()
    assert TeamMember.objects.filter(participant=leo).count() == 1
    assert story[LEO].open(f"/my/{story.slug}/team/").heading == there.name
