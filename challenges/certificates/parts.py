"""What other pages say of certificates: somebody's own, and a group to write to with the letter begun."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.certificates.models import Certificate
from cohorts.messages.segments import as_said
from cohorts.models import Cohort
from core.models import User
from core.people.links import site_link


def own_certificates(user: User, cohorts: Iterable[Cohort] | None = None) -> list[Certificate]:
    """The person's own that stand, newest first; one query."""
    found = Certificate.objects.valid().filter(user=user).select_related("cohort__programme")
    if cohorts is not None:
        found = found.filter(cohort__in=list(cohorts))
    return list(found.order_by("-given_at", "kind", "pk"))


def segments(cohort: Cohort) -> list[tuple[str, str, list[User]]]:
    """Everybody who has a certificate; two queries."""
    holders = Certificate.objects.valid().filter(cohort=cohort).values("user")
    people = list(User.objects.filter(pk__in=holders, is_active=True).order_by("pk"))
    return [("certificates", _("Everybody with a certificate"), people)] if people else []


def start(cohort: Cohort, key: str) -> tuple[str, str]:
    """The subject and text of the letter that tells of the certificates."""
    subject = _("Your certificate for %(cohort)s") % {"cohort": as_said(cohort.name)}
    body = _(
        "Hello {first_name},\n\nThank you for your part in %(cohort)s. Your certificate is ready.\n\n"
        "Sign in and fetch it here:\n%(link)s\n"
    )
    return subject, body % {"cohort": as_said(cohort.name), "link": as_said(site_link(reverse("public:certificates")))}
