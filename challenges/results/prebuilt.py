"""The public page with a result for crowds: made once a minute, and given from its row to whoever is not signed in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language

from challenges.results.models import Release
from challenges.results.services.pages import claim_page, forget_page, keep_page
from core import zones

PAGE = re.compile(r"/cohorts/([-\w]+)/")
# What editors change on the page stands there after this at the latest.
FRESH = timedelta(minutes=1)


@dataclass(frozen=True)
class Kept:
    """A release that is public, and its page as it was last made."""

    release_id: int
    seen_at: datetime | None
    body: str | None
    language: str | None
    made_at: datetime | None

    def fits(self, language: str) -> bool:
        """Whether the page is there in this language, and the release has been seen."""
        return self.seen_at is not None and self.made_at is not None and self.language == language

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page, or 304 to who has it already; asked for again each time, so that an undone release is gone."""
        tag = quote_etag(f"{self.release_id}.{self.made_at:%Y%m%d%H%M%S%f}" if self.made_at else "")
        headers = {"Vary": "Accept-Language, Cookie", "Content-Language": self.language or "", "ETag": tag}
        whole = HttpResponse(self.body, headers={**headers, "Cache-Control": "no-cache"})
        return get_conditional_response(request, etag=tag, response=whole) or whole

    def is_ours_to_renew(self, now: datetime) -> bool:
        """Whether it is old and nobody else is making it anew: one of a crowd does."""
        if self.made_at is None or now - self.made_at < FRESH:
            return False
        return claim_page(release_id=self.release_id, made_at=self.made_at, now=now)


def for_crowds(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware: before sessions, since a page for everybody knows of nobody."""

    def middleware(request: HttpRequest) -> HttpResponse:
        kept = _kept(request)
        if kept is None:
            return get_response(request)
        language, now = get_language() or settings.LANGUAGE_CODE, zones.now()
        if kept.fits(language) and not kept.is_ours_to_renew(now):
            return kept.answer(request)
        response = get_response(request)
        if response.status_code == 200 and not response.cookies and not response.streaming:
            body = response.content.decode()
            keep_page(release_id=kept.release_id, language=language, body=body, seen=kept.made_at, now=now)
        elif kept.made_at is not None:
            forget_page(release_id=kept.release_id)
        return response

    return middleware


def _kept(request: HttpRequest) -> Kept | None:
    """The release behind the address, in one query; None for anything that is not the plain public page."""
    found = PAGE.fullmatch(request.path)
    is_plain = request.method == "GET" and not request.GET and settings.SESSION_COOKIE_NAME not in request.COOKIES
    if found is None or not is_plain:
        return None
    fields = ("pk", "seen_at", "prebuilt__body", "prebuilt__language", "prebuilt__made_at")
    row = Release.objects.filter(cohort__slug=found[1]).values_list(*fields).first()
    return Kept(*row) if row else None
