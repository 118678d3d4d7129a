"""What a draft and a version cite, side by side: put into a version, back into the draft, and compared."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from challenges.work.cited.models import PREFIX, WORDS_MAX, Citation, DraftCitation
from challenges.work.cited.options import days_attended
from challenges.work.models import Draft, Version

FIELDS = ("part", "visit_id", "person_id", "who", "organisation", "how", "is_told")
# What may differ between two citations of one thing.
Said = set[tuple[str, str, str, bool]]


def citations_of(draft: Draft | None, sent: Iterable[str] = ()) -> list[DraftCitation]:
    """What the draft cites, the first to be added first, in one query.

    Beside it what was taken away while somebody wrote on, if words of it are among the names that were sent.
    """
    if draft is None:
        return []
    wanted = Q(is_dropped=False) | Q(part__in=[name for name in sent if is_cited(name)])
    rows = DraftCitation.objects.filter(wanted, draft=draft).select_related("visit", "person")
    return list(rows.order_by("pk"))


def cited_parts(draft: Draft) -> dict[str, int]:
    """The parts of the draft that hold the words of its citations, taken away or not, with the most characters."""
    rows = DraftCitation.objects.filter(draft=draft).order_by("pk")
    return dict.fromkeys(rows.values_list("part", flat=True), WORDS_MAX)


def is_cited(name: str) -> bool:
    """Whether a part of a draft holds the words of a citation."""
    return name.startswith(PREFIX)


def said_in_draft(rows: list[DraftCitation], values: Mapping[str, str]) -> Said:
    """What the draft says of what it cites."""
    return {(row.part, values.get(row.part, ""), row.how, row.is_told) for row in rows}


def said_in(version: Version) -> Said:
    """What the version says of what it cites."""
    return {(row.part, row.words, row.how, row.is_told) for row in version.citations.all()}


def snapshot(version: Version, rows: list[DraftCitation], values: Mapping[str, str]) -> None:
    """The version cites what the draft does, with the days' titles as they are now and who was there."""
    there = days_attended(version.submission.team) if any(row.visit_id for row in rows) else set()
    Citation.objects.bulk_create(
        Citation(
            version=version,
            day=row.visit.title if row.visit else "",
            words=values.get(row.part, ""),
            was_there=row.visit_id is None or row.visit_id in there,
            **{name: getattr(row, name) for name in FIELDS},
        )
        for row in rows
    )


def put_back_citations(draft: Draft, version: Version) -> dict[str, str]:
    """The draft cites just what the version did; the words of each, to be kept as the draft keeps its parts."""
    held = list(version.citations.order_by("pk"))
    draft.cited.exclude(part__in=[row.part for row in held]).update(is_dropped=True)
    for row in held:
        facts = {name: getattr(row, name) for name in FIELDS if name != "part"}
        DraftCitation.objects.update_or_create(draft=draft, part=row.part, defaults={**facts, "is_dropped": False})
    return {row.part: row.words for row in held}
