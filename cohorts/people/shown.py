"""What is known of a participant, ready for a page: skills, free hours, tags."""

from dataclasses import dataclass

from django.utils.functional import Promise

from cohorts.people.forms.fields import tag_words
from cohorts.people.models import Participant
from cohorts.questions.availability import slots
from cohorts.questions.forms import DAY_NAMES
from cohorts.questions.models import Level, Skill


@dataclass(frozen=True)
class SkillRow:
    """A skill and the level somebody holds in it; none where it was not answered."""

    name: str
    level: int | None
    words: str


def skill_rows(skills: list[Skill], levels: dict[int, int]) -> list[SkillRow]:
    """Every skill of the programme with the person's level."""
    return [
        SkillRow(skill.name, levels.get(skill.pk), str(Level(levels[skill.pk]).label) if skill.pk in levels else "")
        for skill in skills
    ]


def free_days(mask: int) -> list[tuple[str | Promise, str]]:
    """For each day of the week the free hours as spans: 9 to 12, 14 to 17."""
    hours: dict[int, list[int]] = {day: [] for day in range(len(DAY_NAMES))}
    for day, hour in slots(mask):
        hours[day].append(hour)
    return [
        (DAY_NAMES[day], ", ".join(f"{start}–{end}" for start, end in _spans(found))) for day, found in hours.items()
    ]


def _spans(hours: list[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for hour in hours:
        if spans and spans[-1][1] == hour:
            spans[-1] = (spans[-1][0], hour + 1)
        else:
            spans.append((hour, hour + 1))
    return spans


def tags_of(place: Participant) -> list[str]:
    """The person's tags as people read them."""
    return [tag_words(tag) for tag in place.tags]
