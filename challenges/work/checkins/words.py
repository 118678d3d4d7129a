"""Warnings in words: stored sentences spoken with their days, and what could be done as links."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.work.checkins.engine import RULES, Advice, Rule
from challenges.work.checkins.models import EarlyWarning
from core.sentence import Sentence, from_json
from core.templatetags.moments import short_day

# The values of sentences that are days.
DAYS = ("on", "from_day", "to_day")


def spoken(data: dict[str, Any]) -> str:
    """A stored sentence in the reader's language, its days as people write them."""
    sentence = from_json(data)
    values = tuple(
        (name, since_words(date.fromisoformat(value)) if name in DAYS else value) for name, value in sentence.values
    )
    return Sentence(sentence.text, values).translated(_)


def since_words(day: date) -> str:
    """A day as it stands in a sentence."""
    return short_day(day)


@dataclass(frozen=True)
class Told:
    """A warning as a page shows it."""

    row: EarlyWarning
    url: str

    @property
    def title(self) -> str:
        """What is the matter."""
        return spoken(self.row.title)

    @property
    def facts(self) -> list[str]:
        """The facts with their days."""
        return [spoken(fact) for fact in self.row.facts]

    @property
    def rule(self) -> str:
        """The rule by its name."""
        return _(RULES[Rule(self.row.rule)].name)

    @property
    def since(self) -> str:
        """Since when it holds."""
        return since_words(self.row.since)


def words_for_team(row: EarlyWarning) -> str:
    """What can be said to the team as it stands."""
    return _(RULES[Rule(row.rule)].words)


def fires_words(rule: Rule, number: int) -> str:
    """When the rule speaks, with its number."""
    return _(RULES[rule].fires) % {"n": number}


def advice_of(row: EarlyWarning) -> list[tuple[str, str]]:
    """What could be done: words and where."""
    slug, team = row.team.cohort.slug, row.team
    letter = reverse("organise:mailing_new", args=[slug])
    write = f"{letter}?segment=team-{team.key}&about=warning-{row.key}"
    read = reverse("organise:check_ins_team", args=[slug, team.key])
    known = {
        Advice.WRITE: (_("Write to the team: ask what would help, and offer a call"), write),
        Advice.READ: (_("Read what the team wrote these weeks"), read),
        Advice.NEEDS: (_("Look after the need, or mark it as done"), reverse("organise:check_in_needs", args=[slug])),
        Advice.WORK: (
            _("Look at the team’s milestones; give it more time where that is fair"),
            reverse("organise:work", args=[slug]),
        ),
        Advice.MENTORS: (_("Ask its mentors how the team is doing"), f"{letter}?segment=mentors-of-{team.key}"),
    }
    is_mentored = team.mentors.filter(mentor__left_at=None).exists()
    wanted = [one for one in RULES[Rule(row.rule)].advice if is_mentored or one != Advice.MENTORS]
    return [known[advice] for advice in wanted]
