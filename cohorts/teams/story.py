"""What was done to a proposal, in words, from the audit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cohorts.programmes.models import Cohort
from cohorts.teams.events import PROPOSALS, WORDS
from cohorts.teams.models import TeamProposal
from core.audit.models import Event


@dataclass(frozen=True)
class Told:
    """One line of the story."""

    at: datetime
    actor: str
    words: str


def story(proposal: TeamProposal, limit: int = 5) -> list[Told]:
    """The latest things that were done, newest first."""
    return _told(Event.objects.about(proposal).filter(event__in=PROPOSALS).order_by("-pk")[:limit])


def changed_since(proposal: TeamProposal, version: int) -> str:
    """What others did after a version, in one or two sentences; nothing when the audit says nothing."""
    events = Event.objects.about(proposal).filter(event__in=PROPOSALS, data__version__gt=version)
    lines = [f"{told.actor} {told.words}." for told in _told(events.order_by("-pk")[:3])]
    if not lines:
        return ""
    return _("This changed while you were looking: %(what)s Your change was not made.") % {"what": " ".join(lines)}


def published_words(cohort: Cohort) -> str:
    """Who published the cohort's teams, and from which proposal; nothing where nobody did."""
    event = Event.objects.in_cohort(cohort.pk).filter(event="teams.published").order_by("-pk").first()
    if event is None:
        return ""
    facts = {"name": event.actor_label, "proposal": event.subject_label}
    return _("%(name)s published the teams already, from %(proposal)s.") % facts


def publication(cohort: Cohort) -> Told | None:
    """Who published the cohort's teams, and when; nothing where nobody did."""
    events = Event.objects.in_cohort(cohort.pk).filter(event="teams.published").order_by("-pk")[:1]
    return next(iter(_told(events)), None)


def _told(events: Iterable[Event]) -> list[Told]:
    return [Told(event.at, event.actor_label, _words(event)) for event in events]


def _words(event: Event) -> str:
    facts = {"subject": event.subject_label, "person": "", "team": "", "before": "", "base": "", **event.data}
    words = str(WORDS[event.event]) % facts
    if facts.get("swapped"):
        words = _("%(what)s in exchange for %(name)s") % {"what": words, "name": facts["swapped"]}
    if "points_before" in facts:
        numbers = {"before": _points(facts["points_before"]), "after": _points(facts["points"])}
        words = _("%(what)s: %(before)s to %(after)s points") % {"what": words, **numbers}
    return words


def _points(points: float) -> str:
    # number_format cuts digits off instead of rounding.
    return number_format(round(points, 1), decimal_pos=1)
