"""A certificate as PDF/UA: tagged, with title and language, by typst; drawn whenever it is asked for, never stored."""

from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from challenges.certificates.models import Certificate, CertificateKind
from core import zones
from core.people.links import site_link
from core.templatetags.rings import PAST, WEEKS, segment

HERE = Path(__file__).parent
HEADINGS = {
    CertificateKind.PARTICIPANT: gettext_lazy("Certificate"),
    CertificateKind.WINNER: gettext_lazy("First prize"),
    CertificateKind.MENTOR: gettext_lazy("Thank you for mentoring"),
    CertificateKind.HOST: gettext_lazy("Thank you for hosting"),
    CertificateKind.JUDGE: gettext_lazy("Thank you for judging"),
}


def pdf_of(certificate: Certificate) -> bytes:
    """The certificate as an accessible PDF; the same certificate gives the same page."""
    import typst  # noqa: PLC0415 (tens of megabytes that no other page needs)

    drawn = typst.compile(
        HERE / "certificate.typ",
        root=HERE,
        font_paths=[HERE / "fonts"],
        ignore_system_fonts=True,
        sys_inputs=_inputs(certificate),
        pdf_standards=["ua-1"],
    )
    return bytes(drawn)


def address_of(certificate: Certificate) -> str:
    """Where anybody who has the certificate can check it."""
    return site_link(reverse("public:certificate", args=[certificate.code]))


def _inputs(certificate: Certificate) -> dict[str, str]:
    cohort = certificate.cohort
    given = zones.local(certificate.given_at, cohort.zone).date()
    heading = str(HEADINGS[CertificateKind(certificate.kind)])
    return {
        "title": _("%(heading)s: %(name)s") % {"heading": heading, "name": certificate.name},
        "lang": (get_language() or "en")[:2],
        "programme": cohort.programme.name,
        "heading": heading,
        "name": certificate.name,
        "words": certificate.words,
        "date": formats.date_format(given, "j F Y"),
        "check": _("Check this certificate:"),
        "address": address_of(certificate),
        "ring": ring_svg(),
        "ringwords": _("A ring of twelve segments, one for each week, all complete"),
    }


@cache
def ring_svg() -> str:
    """The twelve-segment mark with every week complete."""
    paths = "".join(f'<path d="{segment(place, PAST, (60, 60))}"/>' for place in range(WEEKS))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120" fill="#0c4b50">{paths}</svg>'
