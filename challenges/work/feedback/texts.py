"""The parts of a version with their paragraphs, by number; and where a comment stands in a newer one."""

from dataclasses import dataclass

from challenges.work.asked import LINKS, label_of, links_in
from challenges.work.feedback.engine import Place, followed, paragraphs
from challenges.work.feedback.models import WorkComment
from challenges.work.models import Version
from challenges.work.writing import held_in


@dataclass(frozen=True)
class Part:
    """One part of a version, as it was asked for and handed in."""

    name: str
    label: str
    paragraphs: list[str]


def parts_of(version: Version) -> list[Part]:
    """The parts that hold something, in their order."""
    asked = {field.name: field.label for field, _answer in version.answered}
    labels = {name: str(asked.get(name) or label_of(version.submission.milestone, name)) for name in held_in(version)}
    found = [Part(name, labels[name], _split(name, value)) for name, value in held_in(version).items()]
    return [part for part in found if part.paragraphs]


def paragraph_of(version: Version, part: str, number: int) -> str | None:
    """The words of a paragraph; empty for a whole part or the whole version, None for what is not there."""
    if not part:
        return "" if number == 0 else None
    found = next((one for one in parts_of(version) if one.name == part), None)
    if found is None or not 0 <= number <= len(found.paragraphs):
        return None
    return found.paragraphs[number - 1] if number else ""


def place_in(comment: WorkComment, version: Version, parts: list[Part]) -> Place | None:
    """Where the paragraph that the comment quotes stands in this version; None where it speaks of a whole."""
    if not comment.quote:
        return None
    if comment.version_id == version.pk:
        return Place("same", comment.paragraph, comment.quote)
    newer = next((part.paragraphs for part in parts if part.name == comment.part), [])
    return followed(comment.quote, comment.paragraph, newer)


def _split(name: str, value: str) -> list[str]:
    return links_in(value) if name == LINKS else paragraphs(value)
