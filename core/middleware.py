"""Small middlewares: health, content security, caching, facts and refusals."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.db import DataError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from core.errors import Busy, Refused
from core.ratelimits import TooMany, too_many

Handler = Callable[[HttpRequest], HttpResponse]
CMS_PREFIX = "/cms/"
HEALTH_PATH = "/health/"


def health_first(get_response: Handler) -> Handler:
    """Answers the health page before hosts and sessions are looked at: a probe has no name and no cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return _health() if request.path == HEALTH_PATH else get_response(request)

    return middleware


def _health() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - whatever is wrong with the database, the answer is the same
        return JsonResponse({"status": "database unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


class ContentSecurityPolicy(CSPMiddleware):
    """One strict policy everywhere; a looser one under the Wagtail admin, whose pages have inline scripts."""

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """The parts of the policy for this address."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path.startswith(CMS_PREFIX) and not report_only:
            parts.config = settings.CONTENT_SECURITY_POLICY_CMS["DIRECTIVES"]
        return parts


content_security_policy = ContentSecurityPolicy


def facts_for_one_request(get_response: Handler) -> Handler:
    """What is known of the person is asked once a request and forgotten with it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            request.user.request_facts = {}  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def private_answers(get_response: Handler) -> Handler:
    """No cache on the way keeps a page that was made for somebody (O-09)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated or request.path.startswith(("/link/", "/accounts/")):
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware


class Refusals:
    """A refusal that no view caught becomes a page in plain words instead of a failure."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer of the view, or of process_exception."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The refusal's own message; nothing for other exceptions."""
        if isinstance(exception, DataError) and "NUL" in str(exception):
            # PostgreSQL takes no NUL; a form says so by its field, any other value is a bad request (F-09).
            return render(request, "400.html", status=400)
        if not isinstance(exception, Refused):
            return None
        if isinstance(exception, TooMany):
            return too_many(request, exception)
        status = 503 if isinstance(exception, Busy) else 409
        return render(request, "refused.html", {"message": exception.message}, status=status)


refusals = Refusals
