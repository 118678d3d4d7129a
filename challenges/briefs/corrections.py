"""What correcting a published allocation changes, what it costs, and whom it concerns: looked at before it is done."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.briefs.choices import choice_words, summary_words
from challenges.briefs.models import Allocation, AllocationLine, Brief, Preference
from cohorts.models import Team


@dataclass(frozen=True)
class Change:
    """One team that gets another brief, or its first one; the choice is None where the team did not rank it."""

    team: Team
    before: AllocationLine | None
    brief: Brief
    choice: int | None

    @property
    def words(self) -> str:
        """The change as the history tells it."""
        words = {"team": self.team.name, "after": self.brief.title}
        if self.before is None:
            return _("%(team)s works on “%(after)s”") % words
        words["before"] = self.before.brief.title
        return _("%(team)s works on “%(after)s” instead of “%(before)s”") % words

    @property
    def letter(self) -> str:
        """The change as a letter tells it, with whole questions."""
        lines = [self.team.name, _("Now: %(brief)s (%(owner)s)") % _named(self.brief)]
        if self.before is not None:
            lines.append(_("Before: %(brief)s (%(owner)s)") % _named(self.before.brief))
        return "\n".join(lines)


def _named(brief: Brief) -> dict[str, str]:
    return {"brief": brief.question, "owner": brief.owner.name}


@dataclass(frozen=True)
class Correction:
    """All lines of the published allocation, and the changes to them."""

    lines: Sequence[AllocationLine]
    changes: Sequence[Change] = field(default_factory=list)

    @property
    def choices(self) -> list[int | None]:
        """Which of its choices each team would have."""
        changed = {change.team.pk for change in self.changes}
        kept = [line.choice for line in self.lines if line.team_id not in changed]
        return [*kept, *(change.choice for change in self.changes)]

    @property
    def counts(self) -> Counter[int]:
        """How many teams each brief would have."""
        changed = {change.team.pk for change in self.changes}
        kept = [line.brief_id for line in self.lines if line.team_id not in changed]
        return Counter([*kept, *(change.brief.pk for change in self.changes)])

    @property
    def briefs(self) -> list[Brief]:
        """The briefs that gain or lose a team, each once."""
        given = [change.brief for change in self.changes]
        lost = [change.before.brief for change in self.changes if change.before is not None]
        return list({brief.pk: brief for brief in [*given, *lost]}.values())

    @property
    def too_full(self) -> list[Brief]:
        """The briefs that would be given to more teams than they take."""
        counts = self.counts
        given = {change.brief.pk: change.brief for change in self.changes}
        return [brief for brief in given.values() if counts[brief.pk] > brief.places]


def correction_of(allocation: Allocation, wanted: Mapping[int, Brief]) -> Correction:
    """What giving these teams (by id) these briefs changes; three queries."""
    lines = list(AllocationLine.objects.filter(allocation=allocation).whole())
    held = {line.team_id: line for line in lines}
    ranks = {
        (team, brief): rank
        for team, brief, rank in Preference.objects.filter(team__in=list(wanted)).values_list("team", "brief", "rank")
    }
    teams = Team.objects.filter(cohort=allocation.cohort_id, pk__in=list(wanted)).order_by("number")
    changes = [
        Change(team, held.get(team.pk), wanted[team.pk], ranks.get((team.pk, wanted[team.pk].pk)))
        for team in teams
        if team.pk not in held or held[team.pk].brief_id != wanted[team.pk].pk
    ]
    return Correction(lines, changes)


def effects_of(correction: Correction) -> list[str]:
    """What the correction does and costs, in sentences."""
    before = {"now": summary_words(line.choice for line in correction.lines)}
    return [
        *(_choice_effect(change) for change in correction.changes),
        _("All teams as published: %(now)s.") % before,
        _("All teams as corrected: %(then)s.") % {"then": summary_words(correction.choices)},
        *(_places_effect(brief, correction.counts[brief.pk]) for brief in correction.briefs),
        _("What teams have handed in stays with them. Rankings stay closed."),
        _("The allocation as it was published stays here to read, with your reason beside the new one."),
    ]


def _choice_effect(change: Change) -> str:
    then = choice_words(change.choice)
    if change.before is None:
        return _("%(change)s (%(then)s).") % {"change": change.words, "then": then}
    words = {"change": change.words, "now": choice_words(change.before.choice), "then": then}
    return _("%(change)s: %(then)s, was %(now)s.") % words


def _places_effect(brief: Brief, count: int) -> str:
    words = {"brief": brief.title, "count": count, "places": brief.places}
    if not count:
        return _("“%(brief)s” has no team any more.") % words
    text = ngettext(
        "“%(brief)s” then has %(count)s team; it takes %(places)s.",
        "“%(brief)s” then has %(count)s teams; it takes %(places)s.",
        count,
    )
    return text % words
