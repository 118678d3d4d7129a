"""Files: raw and adjusted side by side for the panel, and the record of a release that anybody can recompute."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from challenges.judging.views.organise import day_or_none
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.workflow import PitchDayState
from challenges.results.exports import HEADERS, side_by_side
from challenges.results.models import Release, ReleaseVersion
from challenges.results.queries import shown
from challenges.results.rated import room_of
from challenges.results.scale import scale_of
from challenges.results.views.approval import day_of_key
from cohorts.models import Cohort
from core.access import Request, guard
from core.spreadsheets.write import csv_response, xlsx_response

CLOSED = (PitchDayState.PLANNED, PitchDayState.SCORING)


@guard("pitchday.lead", of=day_of_key, see="pitchday.view")
def deliberation_csv(request: Request, day: PitchDay) -> HttpResponse:
    """Raw and adjusted scores side by side, as CSV."""
    return csv_response(f"scores-{day.cohort.slug}.csv", HEADERS, _rows(day))


@guard("pitchday.lead", of=day_of_key, see="pitchday.view")
def deliberation_xlsx(request: Request, day: PitchDay) -> HttpResponse:
    """Raw and adjusted scores side by side, as a workbook."""
    return xlsx_response(f"scores-{day.cohort.slug}.xlsx", day.cohort.name, HEADERS, _rows(day))


def _rows(day: PitchDay) -> list[list[object]]:
    if day.state in CLOSED:
        raise Http404
    room = room_of(day)
    return side_by_side(room.rating, scale_of(room.record["criteria"]))


@guard("pitchday.manage", of=day_or_none)
def results_record(request: Request, day: PitchDay) -> HttpResponse:
    """The sealed record of the current version, for organisers."""
    return _record(day.cohort)


@guard("public")
def result_record(request: HttpRequest, cohort: str) -> HttpResponse:
    """The sealed record of the current version for everybody, where the rules of the result say so."""
    release = Release.objects.filter(cohort__slug=cohort).select_related("cohort__pitch_day__result_rules").first()
    rules = getattr(release.cohort.pitch_day, "result_rules", None) if release else None
    if release is None or rules is None or not rules.sheets_public:
        raise Http404
    shown(release)
    return _record(release.cohort)


def _record(cohort: Cohort) -> HttpResponse:
    release = Release.objects.filter(cohort=cohort).first()
    if release is None:
        raise Http404
    version = ReleaseVersion.objects.get(cohort=cohort, number=release.number)
    body = {**version.sealed, "number": version.number, "digest": version.digest, "public": version.snapshot}
    response = JsonResponse(body, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="result-{cohort.slug}-{version.number}.json"'
    return response
