"""The one secret that a voter's browser holds, and the code that is bound to it."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from challenges.audience.codes import hashed
from challenges.audience.models import AudienceCode
from challenges.pitchdays.models import PitchDay

COOKIE = "voter"
SALT = "challenges.audience"
KEPT_FOR = 7 * 24 * 3600


def browser_of(request: HttpRequest) -> str:
    """The secret that this browser was given; nothing where there is none, or one that we did not sign."""
    return str(request.get_signed_cookie(COOKIE, default="", salt=SALT) or "")


def voter_of(request: HttpRequest, day: PitchDay) -> AudienceCode | None:
    """The code of the day that this browser uses; a browser without our cookie costs no query."""
    browser = browser_of(request)
    if not browser:
        return None
    held = AudienceCode.objects.filter(pitch_day=day, browser=hashed(browser), voided_at=None)
    return held.select_related("guest").first()


def remember(response: HttpResponseBase, browser: str) -> None:
    """The browser holds its secret from now on."""
    response.set_signed_cookie(
        COOKIE, browser, salt=SALT, max_age=KEPT_FOR, path="/vote/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
