"""The kept page of a release: made anew by one of a crowd, and forgotten with what it shows."""

from datetime import datetime

from challenges.results.models import PrebuiltPage, Release
from core import zones
from core.service import service


@service
def keep_page(*, release_id: int, language: str, body: str, seen: datetime | None, now: datetime | None = None) -> bool:
    """This is what crowds get for the next minute, unless the release moved on while it was made; writes no event.

    `seen` is when the page that it replaces was made: of several that were made at once one is kept.
    """
    now = zones.moment(now)
    if not Release.objects.select_for_update().filter(pk=release_id).exists():
        return False
    values = {"language": language, "body": body, "made_at": now}
    if seen is not None:
        return bool(PrebuiltPage.objects.filter(release=release_id).update(**values))
    _page, made = PrebuiltPage.objects.get_or_create(release_id=release_id, defaults=values)
    return made


@service
def claim_page(*, release_id: int, made_at: datetime, now: datetime | None = None) -> bool:
    """Whether the caller is the one of a crowd who makes the old page anew; writes no event."""
    same = PrebuiltPage.objects.filter(release=release_id, made_at=made_at)
    return bool(same.update(made_at=zones.moment(now)))


@service
def forget_page(*, release_id: int) -> None:
    """Nobody gets the kept page any more; writes no event."""
    PrebuiltPage.objects.filter(release=release_id).delete()
