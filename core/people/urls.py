"""Addresses of people: their account, invitations, the demo's cast, administration, and ways in that are closed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.views.generic import RedirectView

from core.access import guard
from core.people.views import account, administration, demo, factors, invitations


@guard("public")
def closed(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Wagtail's own ways to sign in, to set passwords and to make accounts and tokens are not there."""
    raise Http404


to_sign_in = RedirectView.as_view(pattern_name="account_login", query_string=True, http_method_names=["get", "head"])
to_sign_in.permission = "public"  # type: ignore[attr-defined]

ACCOUNTS: list[URLPattern | URLResolver] = [
    path("start/", account.start, name="start"),
    path("account/", account.account, name="account"),
    path("account/name/", account.name, name="account_name"),
    path("account/sessions/", account.sessions, name="account_sessions"),
    path("account/sessions/end/", account.end_sessions, name="account_sessions_end"),
    path("account/welcome/", account.welcome, name="welcome"),
    path("accounts/2fa/totp/code.svg", factors.app_code, name="app_code"),
    path("accounts/2fa/webauthn/keys/<int:pk>/remove/", factors.remove_passkey),
]
INVITATIONS: list[URLPattern | URLResolver] = [
    path("invitation/", invitations.waiting, name="invitation_waiting"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("invitation/<str:token>/ask/", invitations.ask, name="invitation_ask"),
]
ADMINISTRATION: list[URLPattern | URLResolver] = [
    path("people/", administration.people, name="administer_people"),
    path("people/stop/", administration.stop_seeing_as, name="stop_seeing_as"),
    path("people/<str:key>/", administration.person, name="administer_person"),
    path("people/<str:key>/switch/", administration.switch, name="administer_switch"),
    path("people/<str:key>/recover/", administration.recover, name="administer_recover"),
    path("people/<str:key>/editor/", administration.edit_public_pages, name="administer_editor"),
    path("people/<str:key>/see-as/", administration.see_as, name="see_as"),
]
# A plain password must never be enough where a second factor is asked for, nor an account be made beside the services.
CLOSED: list[URLPattern | URLResolver] = [
    path("cms/login/", to_sign_in),
    path("_util/login/", to_sign_in),
    re_path(r"^cms/(password_reset|users|groups|api-tokens|account|bulk/core|bulk/auth)/(?P<rest>.*)$", closed),
]
urlpatterns: list[URLPattern | URLResolver] = [
    *ACCOUNTS,
    *INVITATIONS,
    *ADMINISTRATION,
    path("demo/", demo.demo, name="demo"),
    *CLOSED,
]
