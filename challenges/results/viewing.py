"""Who has seen a release: the first look by anybody who does not run it ends the time in which it can be undone.

Pages only say which release they show; whether that was a look is decided when the answer is ready.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from challenges.pitchdays.models import PitchDay
from challenges.results.looks import SHOWN
from challenges.results.services.release import note_first_view
from core.access import can


def first_looks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """The middleware: a release that somebody has seen who does not run it counts as seen."""

    def middleware(request: HttpRequest) -> HttpResponse:
        shown: set[int] = set()
        token = SHOWN.set(shown)
        try:
            response = get_response(request)
        finally:
            SHOWN.reset(token)
        for cohort in sorted(shown):
            if not _runs(request, cohort):
                note_first_view(cohort_id=cohort)
        return response

    return middleware


def _runs(request: HttpRequest, cohort_id: int) -> bool:
    if not request.user.is_authenticated:
        return False
    day = PitchDay.objects.filter(cohort=cohort_id).first()
    return day is not None and can(request.user, "pitchday.view", day)
