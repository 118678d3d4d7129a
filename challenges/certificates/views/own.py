"""Somebody's own certificates, and the page on which anybody checks one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from challenges.certificates.drawing import pdf_of
from challenges.certificates.models import Certificate
from challenges.certificates.parts import own_certificates
from core.access import Request, found, guard


@guard("account.use")
@require_safe
def certificates(request: Request) -> HttpResponse:
    """Everything the person was given, newest first."""
    return render(request, "challenges/certificates/own.html", {"rows": own_certificates(request.user)})


@guard("certificate.view", of=found(Certificate, "cohort__programme", "user", key="key"))
@require_safe
def certificate_pdf(request: Request, certificate: Certificate) -> HttpResponse:
    """The certificate to keep or print; a withdrawn one is not there any more."""
    if certificate.withdrawn_at is not None:
        raise Http404
    answer = HttpResponse(pdf_of(certificate), content_type="application/pdf")
    name = slugify(f"{certificate.cohort.name} {certificate.kind} {certificate.name}") or "certificate"
    answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@guard("public", of=found(Certificate, "cohort__programme", code="code"))
@require_safe
def check(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Whether the certificate in somebody's hand is one of ours; a withdrawn one says only that."""
    answer = render(request, "challenges/certificates/check.html", {"certificate": certificate})
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
