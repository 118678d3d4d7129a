"""The one way a view answers with a form."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def answer(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, form: BaseForm | None = None
) -> HttpResponse:
    """The page with the form in it, as 422 when what was sent cannot be taken."""
    shown = context or {}
    form = form if form is not None else shown.get("form")
    status = 422 if form is not None and form.errors else 200
    return render(request, template, {**shown, "form": form}, status=status)
