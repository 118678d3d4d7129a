"""Sessions that began with a judge's link: they reach the judging of one cohort and nothing else of the site (I-12)."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from challenges.pitchdays.models import PanelSeat
from core.people.second_factor import is_powerful

if TYPE_CHECKING:
    from django.db.models import QuerySet

SESSION_KEY = "limited_to"
DOOR = "/judge/"
# Signing out works from anywhere.
OUT = "/accounts/logout/"


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Outside the judges' door such a session is nobody's, and inside it too once its person holds a powerful role."""

    def limit(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            _limit(request)
        return get_response(request)

    return limit


def _limit(request: HttpRequest) -> None:
    is_inside = request.path.startswith(DOOR) and request.user.is_authenticated and not is_powerful(request.user)
    if is_inside:
        request.only_cohort = request.session[SESSION_KEY]  # type: ignore[attr-defined]
    elif request.path != OUT:
        request.user = AnonymousUser()


def own_seats(request: Any) -> "QuerySet[PanelSeat]":
    """The seats that the person has now, of the one cohort where the session is limited to it."""
    seats = PanelSeat.objects.filter(user=request.user, left_at=None)
    only = getattr(request, "only_cohort", None)
    return seats.filter(pitch_day__cohort=only) if only is not None else seats
