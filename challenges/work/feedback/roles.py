"""Who helps a team with one piece of its work, and who reads what was said of it."""

from django.db.models import Q

from challenges.work.feedback.workflow import FOR_HELPERS, FOR_ORGANISERS, FOR_TEAM, Audience
from challenges.work.roles import shown_to, team_owner
from cohorts.people.roles import the_person
from cohorts.programmes.roles import organiser
from cohorts.teams.roles import team_member, team_mentor
from core.access import Rule, administrator, all_of, any_of


def _to(at: str, end: str) -> str:
    return f"{at}__{end}" if at else end


def work_mentor(at: str = "") -> Rule:
    """Mentors the team now, where the milestone shows its work to mentors."""
    return all_of(team_mentor(_to(at, "team")), shown_to("mentors", _to(at, "milestone")))


def work_owner(at: str = "") -> Rule:
    """Answers for the team's challenge now, where the milestone shows its work to owners."""
    return all_of(team_owner(_to(at, "team")), shown_to("owners", _to(at, "milestone")))


def work_organiser(at: str = "") -> Rule:
    """Runs the cohort, or the site, where the milestone shows its work to organisers."""
    runs = any_of(organiser(_to(at, "milestone__cohort")), administrator)
    return all_of(runs, shown_to("organisers", _to(at, "milestone")))


def helper(at: str = "") -> Rule:
    """Helps the team with the work at the end of the path."""
    return any_of(work_mentor(at), work_owner(at), work_organiser(at))


def written_for(audiences: tuple[Audience, ...], words: str) -> Rule:
    """The comment was sent, to these."""
    return Rule(
        lambda user, obj: obj.sent_at is not None and obj.audience in audiences,
        lambda user: Q(sent_at__isnull=False, audience__in=audiences),
        words,
    )


def comment_reader() -> Rule:
    """Reads the comment: who it is for, and who wrote it or what it answers, as long as they read the work itself."""
    work = "version__submission"
    own = any_of(the_person("author"), the_person("answers__author"))
    return any_of(
        all_of(team_member(f"{work}__team"), written_for(FOR_TEAM, "where it is for the team")),
        all_of(
            any_of(work_mentor(work), work_owner(work)),
            any_of(own, written_for(FOR_HELPERS, "where it is for helpers")),
        ),
        all_of(work_organiser(work), any_of(own, written_for(FOR_ORGANISERS, "where it is for organisers"))),
    )


def comment_author() -> Rule:
    """Wrote the comment, and still reads the work."""
    work = "version__submission"
    return all_of(the_person("author"), any_of(helper(work), team_member(f"{work}__team")))


def comment_settler() -> Rule:
    """The team, of what it reads; and who wrote it."""
    member = team_member("version__submission__team")
    return any_of(all_of(member, written_for(FOR_TEAM, "where it is for the team")), comment_author())


def request_answerer() -> Rule:
    """Was asked, and still helps the team."""
    return all_of(the_person("asked_of"), helper("version__submission"))


def request_reader() -> Rule:
    """The team, who was asked, and organisers."""
    work = "version__submission"
    return any_of(team_member(f"{work}__team"), request_answerer(), organiser(f"{work}__milestone__cohort"))


def marker() -> Rule:
    """Was asked for marks, and still helps the team."""
    return all_of(the_person("marker"), helper("round__version__submission"))


def marks_reader() -> Rule:
    """One's own marks; those of others once all are shown."""
    work = "round__version__submission"
    shown = Rule(
        lambda user, obj: obj.handed_in_at is not None and obj.round.shown_at is not None,
        lambda user: Q(handed_in_at__isnull=False, round__shown_at__isnull=False),
        "once all marks are shown",
    )
    return any_of(marker(), all_of(any_of(team_member(f"{work}__team"), helper(work)), shown))
