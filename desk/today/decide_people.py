"""Decisions about people and teams: invitations, places, skills, the split, mentors."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.programmes.models import Side
from cohorts.programmes.workflow import CohortState
from cohorts.teams.workflow import ProposalState
from core.templatetags.moments import day
from desk.ground import Ground
from desk.today.items import Item, before_start, link
from desk.words import names_words

S = CohortState
BEFORE = (S.RECRUITING, S.FORMING)


def invitations(ground: Ground) -> list[Item]:
    """Participants and mentors who were not written to yet."""
    found = []
    people, advisers = ground.people.uninvited, ground.advisers.uninvited
    if ground.cohort.state == S.DRAFT:
        return []
    if people:
        title = ngettext("%(count)s person is not invited yet", "%(count)s people are not invited yet", people)
        note = _("They are on the list, but no letter has gone out to them.")
        found.append(
            Item(
                title % {"count": people},
                link(ground, "people_invite"),
                _("Invite people"),
                note,
                **before_start(ground),
            )
        )
    if advisers:
        title = ngettext("%(count)s mentor is not invited yet", "%(count)s mentors are not invited yet", advisers)
        note = _("They are on the list, but no letter has gone out to them.")
        found.append(
            Item(
                title % {"count": advisers},
                link(ground, "mentors_invite"),
                _("Invite mentors"),
                note,
                **before_start(ground),
            )
        )
    return found


def places(ground: Ground) -> list[Item]:
    """Places that nobody has, while people can still come in."""
    cohort, people = ground.cohort, ground.people
    free = {
        Side.PUBLIC: max(cohort.places_public - people.public, 0),
        Side.PRIVATE: max(cohort.places_private - (people.all - people.public), 0),
    }
    number = sum(free.values())
    if cohort.state not in BEFORE or not number or not people.all:
        return []
    title = ngettext("%(count)s place is not filled", "%(count)s places are not filled", number) % {"count": number}
    sides = names_words([f"{count} {side.label}" for side, count in free.items() if count])
    note = _("%(sides)s. The first week begins on %(day)s.") % {"sides": sides, "day": day(cohort.starts_on)}
    return [Item(title, link(ground, "people_import"), _("Add people"), note, **before_start(ground))]


def skills(ground: Ground) -> list[Item]:
    """People of whom nobody knows what they can do, while teams are still to be formed."""
    number = ground.people.unskilled
    if ground.cohort.state not in BEFORE or ground.teams or not number:
        return []
    title = ngettext("%(count)s person has given no skills", "%(count)s people have given no skills", number)
    note = _("Teams are balanced by skills. Ask them, or form teams without.")
    url = link(ground, "people", query="answers=missing")
    return [Item(title % {"count": number}, url, _("See whose"), note, **before_start(ground))]


def teams(ground: Ground) -> list[Item]:
    """The proposal that waits to be published, or that there is none yet."""
    if ground.teams or ground.cohort.state not in (S.FORMING, S.RUNNING) or not ground.people.all:
        return []
    proposal = ground.proposal
    if proposal is None:
        words = {"count": ground.people.all}
        note = ngettext("%(count)s person is in.", "%(count)s people are in.", words["count"]) % words
        return [
            Item(
                _("Form the teams"), link(ground, "teams_propose"), _("Choose the rules"), note, **before_start(ground)
            )
        ]
    url = link(ground, "proposal", proposal.key)
    if proposal.state == ProposalState.READY:
        title = _("Publish the teams of proposal %(number)s") % {"number": proposal.number}
        return [
            Item(
                title,
                url,
                _("Look at the teams"),
                _("Nobody has been told. Look, move people, then publish."),
                **before_start(ground),
            )
        ]
    if proposal.state == ProposalState.FORMING:
        return []
    title = _("Proposal %(number)s has no teams") % {"number": proposal.number}
    return [Item(title, url, _("See why"), _("No split keeps all the rules, or it could not be worked out."))]


def without_team(ground: Ground) -> list[Item]:
    """People who came in after the teams were published."""
    number = ground.people.unplaced if ground.teams else 0
    if not number:
        return []
    title = ngettext("%(count)s person has no team", "%(count)s people have no team", number) % {"count": number}
    url = link(ground, "people", query="team=none&place=active")
    note = _("Teams are published; they came in later.")
    return [Item(title, url, _("Mend the teams"), note, act_url=link(ground, "repairs"))]


def mentors(ground: Ground) -> list[Item]:
    """Teams that lack a mentor of one side."""
    bare = [team.name for team in ground.teams if not (team.advised_public and team.advised_private)]
    if not bare:
        return []
    title = ngettext("%(count)s team lacks a mentor", "%(count)s teams lack a mentor", len(bare)) % {"count": len(bare)}
    note = _("Each team has one from each sector. Missing at %(names)s.") % {"names": names_words(bare)}
    if not ground.advisers.all:
        return [Item(title, link(ground, "mentor_new"), _("Add a mentor"), note, **before_start(ground))]
    return [Item(title, link(ground, "teams_mentors"), _("Choose mentors"), note, **before_start(ground))]
