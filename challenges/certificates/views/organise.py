"""The organisers' page: who was given which certificate; correcting a name, withdrawing one."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from challenges.certificates import services
from challenges.certificates.forms import NameForm, WithdrawForm
from challenges.certificates.models import Certificate, CertificateKind
from cohorts.models import Cohort
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of

AT = found(Certificate, "cohort__programme", "user", cohort="cohort__slug", key="key")


@guard("certificates.manage", of=found(Cohort, "programme", cohort="slug"))
@require_safe
def certificates(request: Request, cohort: Cohort) -> HttpResponse:
    """All certificates of the cohort, by kind."""
    only_known(request, "kind")
    kind = choice(request, "kind", CertificateKind.values)
    rows = Certificate.objects.filter(cohort=cohort).order_by("kind", "name", "pk")
    given = rows.valid().count()
    page = page_of(request, rows.filter(kind=kind) if kind else rows)
    context = {"cohort": cohort, "page": page, "given": given, "kind": kind, "kinds": CertificateKind.choices}
    return render(request, "challenges/certificates/list.html", context)


@guard("certificate.manage", of=AT)
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: Request, certificate: Certificate) -> HttpResponse:
    """The name on one certificate is put right."""
    form = NameForm(request.POST or None, initial={"name": certificate.name})
    if request.method == "POST" and form.is_valid():
        services.correct_name(certificate=certificate, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("The certificate bears this name now. Whoever downloads it again has it."))
        return redirect("organise:certificates", certificate.cohort.slug)
    return _answered(request, certificate, form, "challenges/certificates/name.html")


@guard("certificate.manage", of=AT)
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: Request, certificate: Certificate) -> HttpResponse:
    """One certificate is withdrawn, with a reason."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            services.withdraw_certificate(certificate=certificate, reason=reason, by=request.user)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The certificate is withdrawn. Whoever checks it is told so."))
            return redirect("organise:certificates", certificate.cohort.slug)
    return _answered(request, certificate, form, "challenges/certificates/withdraw.html")


def _answered(request: Request, certificate: Certificate, form: forms.Form, template: str) -> HttpResponse:
    return answer(request, template, {"cohort": certificate.cohort, "certificate": certificate}, form)
