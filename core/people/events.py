"""How events of accounts are told in a history."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "invitation.made": _("invited %(subject)s"),
    "invitation.accepted": _("accepted the invitation"),
    "invitation.revoked": _("took back the invitation of %(subject)s"),
    "invitation.asked": _("asked for an invitation of their own"),
    "account.signed_in": _("signed in"),
    "account.password_set": _("set a password"),
    "account.address_proved": _("proved the address"),
    "account.address_changed": _("changed the address of %(subject)s"),
    "account.vouched_for": _("vouched for the address of %(subject)s"),
    "account.sessions_ended": _("signed %(subject)s out on other devices"),
    "account.closed": _("closed the account of %(subject)s"),
    "account.opened": _("opened the account of %(subject)s again"),
    "account.recovery_asked": _("asked to take away the second step of %(subject)s"),
    "account.recovered": _("agreed to take away the second step of %(subject)s"),
    "editor.made": _("made %(subject)s an editor of the public pages"),
    "editor.ended": _("ended the editing of %(subject)s"),
    "person.renamed": _("changed the name to %(subject)s"),
    "person.impersonated": _("began to see the site as %(subject)s"),
    "person.impersonation_ended": _("stopped seeing the site as %(subject)s"),
}
