"""What a judge's phone needs to go on without a network: the worker, the manifest, and what each page tells it."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core import zones
from core.access import Request, guard

SCOPE = "/judge/"
# The worker keeps an answer that names its judge, under that judge's name, and nothing else.
HEADER = "X-Judge"


@dataclass(frozen=True)
class Phone:
    """What a page tells the scripts: whose it is, which pages to keep, and the server's own time."""

    judge: str
    session: str
    pages: str
    lock_minutes: int
    now: int


def phone_of(request: Request, slots: list[str]) -> Phone | None:
    """What the page of a judge tells the device; nothing while somebody sees the site with another's eyes."""
    if hasattr(request, "impersonation"):
        return None
    pages = [reverse("judge:home"), *(reverse("judge:card", args=[key]) for key in slots)]
    # Another sign-in has another name, from which nothing can be learned.
    session = salted_hmac("judge.session", request.session.session_key or "").hexdigest()[:16]
    now = int(zones.now().timestamp() * 1000)
    return Phone(request.user.key, session, " ".join(dict.fromkeys(pages)), settings.JUDGE_LOCK_MINUTES, now)


def keep(request: Request, response: HttpResponse) -> HttpResponse:
    """The answer, to be kept on the device under this judge's name (J-09)."""
    if not hasattr(request, "impersonation"):
        response[HEADER] = request.user.key
    return response


@lru_cache(maxsize=1)
def _script() -> bytes:
    return (settings.BASE_DIR / "static/js/judge/worker.js").read_bytes()


@guard("public")
def worker(request: HttpRequest) -> HttpResponse:
    """The script that answers for the site while there is no network; it reaches no further than the judges' door."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = SCOPE
    response["Cache-Control"] = "no-cache"
    return response


@guard("public")
def manifest(request: HttpRequest) -> HttpResponse:
    """How the judges' pages are called and drawn among the apps of a phone."""
    icons = [
        {"src": static(f"icons/judge-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    masked = {"src": static("icons/judge-mask-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"}
    drawn = {"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}
    facts = {
        "name": _("Twelvefold pitch day"),
        "short_name": _("Pitch day"),
        "description": _("Score the pitches you judge, with or without a network."),
        "start_url": SCOPE,
        "scope": SCOPE,
        "id": SCOPE,
        "display": "standalone",
        "background_color": "#f4f6f3",
        "theme_color": "#0c4b50",
        "icons": [drawn, *icons, masked],
    }
    return JsonResponse(facts, content_type="application/manifest+json")


@guard("public")
def offline(request: HttpRequest) -> HttpResponse:
    """What stands where nothing is kept: the same for everybody, and kept by the worker from its first day."""
    return render(request, "challenges/judging/offline.html")
