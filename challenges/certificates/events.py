"""How the history tells of certificates: words that stand after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "certificates.given": _("gave the certificates"),
    "certificates.taken_back": _("took the certificates back with the results"),
    "certificate.withdrawn": _("withdrew a certificate: %(subject)s"),
    "certificate.name_corrected": _("corrected the name on a certificate: %(subject)s"),
}
