"""Second factors: the app's square code as a picture of its own, and keeping the last one."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.access import guard


@guard("account.use")
@reauthentication_required(app="allauth.mfa")
def app_code(request: HttpRequest) -> HttpResponse:
    """The secret of an app that is being set up, as a picture: the strict policy takes no data: images."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "private, no-store"
    return response


class RemovePasskey(RemoveWebAuthnView):
    """Removes a passkey, but never the last second factor of somebody who needs one (I-12)."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The passkey is gone, or the reason why it stays is said."""
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_list_webauthn")
        removed: HttpResponse = super().form_valid(form)
        return removed


remove_passkey = RemovePasskey.as_view()
