"""Whose answer is waited for: people who were invited, teams that choose, judges who score."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.briefs.questions.workflow import Owes
from challenges.briefs.workflow import BriefState
from challenges.pitchdays.workflow import PitchDayState
from cohorts.programmes.workflow import CohortState
from desk.ground import Ground
from desk.today.items import Item, link, since_words
from desk.words import names_words

DECIDING = {
    PitchDayState.SCORES_CLOSED: (
        gettext_lazy("The panel’s decision"),
        gettext_lazy("The scores are closed. The chair records the result with its reasons."),
    ),
    PitchDayState.SIGNED: (
        gettext_lazy("The approval of the result"),
        gettext_lazy("The chair has signed. The second person approves it or sends it back."),
    ),
}
RELEASING = (
    gettext_lazy("The agreement to the release"),
    gettext_lazy("A release of the results is planned. The second person agrees to it or not."),
)
ENDED = (CohortState.COMPLETED, CohortState.CANCELLED)


def waiting(ground: Ground) -> list[Item]:
    """Everybody of whom an answer is waited for."""
    if ground.cohort.state in ENDED:
        return [*panel(ground), *verdicts(ground)]
    return [item for find in FIND for item in find(ground)]


def invited(ground: Ground) -> list[Item]:
    """Invitations that nobody has accepted yet."""
    found = []
    people, mentors = ground.people.unaccepted, ground.advisers.unaccepted
    if people:
        title = ngettext(
            "%(count)s person has not accepted the invitation",
            "%(count)s people have not accepted the invitation",
            people,
        )
        url = link(ground, "people", query="place=open")
        note = _("Until then they cannot use their pages.")
        found.append(Item(title % {"count": people}, url, _("See who"), note))
    if mentors:
        title = ngettext(
            "%(count)s mentor has not accepted the invitation",
            "%(count)s mentors have not accepted the invitation",
            mentors,
        )
        note = _("Until then they cannot use their pages.")
        found.append(Item(title % {"count": mentors}, link(ground, "mentors"), _("See who"), note))
    return found


def rankings(ground: Ground) -> list[Item]:
    """Teams that have not said which challenge they would like."""
    if ground.lines or ground.allocation or not ground.briefs[BriefState.PUBLISHED]:
        return []
    names = [team.name for team in ground.teams if team.pk not in ground.ranked]
    if not names:
        return []
    title = ngettext(
        "%(count)s team has not ranked the challenges", "%(count)s teams have not ranked the challenges", len(names)
    )
    note = f"{names_words(names)}."
    return [Item(title % {"count": len(names)}, link(ground, "choosing"), _("See who"), note)]


def questions(ground: Ground) -> list[Item]:
    """Questions of teams that wait for the owners of challenges, and since when the oldest does."""
    if Owes.OWNER not in ground.questions:
        return []
    number, oldest = ground.questions[Owes.OWNER]
    title = ngettext("%(count)s question waits for its owner", "%(count)s questions wait for their owners", number)
    return [
        Item(title % {"count": number}, link(ground, "questions"), _("See which"), since_words(ground, number, oldest))
    ]


def judges(ground: Ground) -> list[Item]:
    """Judges who have sheets to hand in, while scoring is open: how many, never what (J-01)."""
    behind = [(name, all_ - done) for name, done, all_ in ground.sheets if done < all_]
    if not behind:
        return []
    title = ngettext(
        "%(count)s judge has sheets to hand in", "%(count)s judges have sheets to hand in", len(behind)
    ) % {"count": len(behind)}
    note = _("%(names)s.") % {"names": names_words([f"{name} ({number})" for name, number in behind])}
    return [Item(title, link(ground, "scores"), _("See who"), note)]


def panel(ground: Ground) -> list[Item]:
    """The chair's decision, once the scores are closed, its approval, and the agreement to a planned release."""
    day = ground.pitch_day
    if day is None:
        return []
    asked = day.plan_second if day.plan_second else day.decision_second if day.state == PitchDayState.SIGNED else None
    said = RELEASING if day.plan_second else DECIDING.get(day.state)
    # Whoever is asked has it among their own decisions.
    if said is None or (asked is not None and asked == ground.user_id):
        return []
    title, note = said
    return [Item(str(title), link(ground, "results"), _("See where it is"), str(note))]


def verdicts(ground: Ground) -> list[Item]:
    """Verdicts of challenge owners that are owed, once the pitches are over."""
    if ground.cohort.state == CohortState.CANCELLED or not ground.verdicts_owed:
        return []
    number = ground.verdicts_owed
    title = ngettext("%(count)s verdict of an owner is owed", "%(count)s verdicts of owners are owed", number)
    note = _("How useful the team’s work was, and whether it is taken forward.")
    return [Item(title % {"count": number}, link(ground, "verdicts", query="show=owed"), _("See who"), note)]


FIND: list[Callable[[Ground], list[Item]]] = [invited, rankings, questions, judges, panel, verdicts]
