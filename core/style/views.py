"""The pages of the style guide, open to everybody where settings.STYLE_PAGE allows them."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import guard
from core.style import samples
from core.style.forms import FilterForm, ShowForm, StepForm

CODES = (400, 403, 404, 429, 500)
SCREENS = (
    "home",
    "cohort",
    "today",
    "board",
    "judge",
    "deliberation",
    "week",
    "form",
    "empty",
    "confirm",
    "list",
    "sheet",
    "account",
)


def _shown(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    if not settings.STYLE_PAGE:
        raise Http404
    return render(request, template, {"samples": samples, "chrome": samples.CHROME, **context})


@guard("public")
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    page = Paginator(range(1, 213), 50).page(2)
    context = {"page": page, "filters": FilterForm(request.GET or None), "codes": CODES, "screens": SCREENS}
    return _shown(request, "style/components.html", **context)


@guard("public")
def form_widgets(request: HttpRequest) -> HttpResponse:
    """Every widget as it comes, and again with a mistake in it."""
    empty = ShowForm(prefix="plain", zone="Europe/London", initial=samples.FORM_INITIAL)
    wrong = ShowForm(samples.form_mistakes("wrong"), prefix="wrong", zone="Europe/London")
    return _shown(request, "style/forms.html", empty=empty, wrong=wrong)


@guard("public")
def error_page(request: HttpRequest, code: int) -> HttpResponse:
    """One of the error pages, with its own status."""
    if code not in CODES or not settings.STYLE_PAGE:
        raise Http404
    return render(request, f"{code}.html", status=code)


@guard("public")
def screen(request: HttpRequest, name: str) -> HttpResponse:
    """A whole screen made of the components, the counterpart of a mock."""
    if name not in SCREENS:
        raise Http404
    form = StepForm(samples.STEP_MISTAKES, zone="Europe/London") if name == "form" else StepForm()
    page = Paginator(samples.PEOPLE, 8).page(1)
    return _shown(
        request,
        f"style/screens/{name}.html",
        form=form if name in ("form", "account") else None,
        page=page,
        filters=FilterForm(),
    )
