"""Powerful roles need a second factor: an app's codes or a passkey (I-12)."""

from collections.abc import Callable
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import fact
from core.people.models import User
from core.prepared import Prepared
from core.wiring import wired

CMS = "/cms/"
# Behind these doors a powerful role acts.
DOORS = ("/organise/", "/my/", "/partner/", "/judge/", "/people/", "/start/", CMS)
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_powerful(user: Any) -> bool:
    """Whether the person holds a role that could do much harm: asked of every room, once a request."""
    return bool(fact(user, "people.powerful", _ask))


def _ask(user: Any) -> bool:
    return user.is_superuser or any(holds(user) for holds in wired("POWERFUL"))


def is_editor(user: Any) -> bool:
    """Whether the person may open Wagtail's admin; only its groups give that."""
    return bool(user.has_perm("wagtailadmin.access_admin"))


def has_factor(user: Any) -> bool:
    """Whether the person has set up a second factor."""
    return Authenticator.objects.filter(user=user, type__in=FACTORS).exists()


def is_needed(user: Any) -> bool:
    """Whether the person must have a second factor on this site."""
    return settings.REQUIRE_SECOND_FACTOR and (is_powerful(user) or is_editor(user))


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sends holders of powerful roles to set up a second factor before any door opens."""

    def gate(request: HttpRequest) -> HttpResponse:
        if settings.REQUIRE_SECOND_FACTOR and request.path.startswith(DOORS) and _lacks_factor(request):
            messages.info(
                request, _("Your role can do much here, so it needs a second step at sign-in. Set one up now.")
            )
            return redirect("mfa_index")
        return get_response(request)

    return gate


def _lacks_factor(request: HttpRequest) -> bool:
    """Only at the editors' door is it asked who is an editor: that costs queries, and editors do nothing elsewhere."""
    user = request.user
    is_asked = user.is_authenticated and (is_powerful(user) or (request.path.startswith(CMS) and is_editor(user)))
    if not is_asked:
        return False
    # Read with the person by SignedIn; nobody's factors have changed since.
    known: bool | None = getattr(user, "had_factor", None)
    return not (has_factor(user) if known is None else known)


def _person(number: int) -> "QuerySet[User]":
    own = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return User.objects.filter(pk=number).annotate(had_factor=Exists(own))


PERSON = Prepared(_person)


class SignedIn(AuthenticationBackend):
    """allauth's ways in; who is signed in is read together with whether they have a second factor."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session, unless the account is closed."""
        found: User | None = next(iter(PERSON.objects(int(user_id))), None)
        return found if found is not None and self.user_can_authenticate(found) else None
