"""How allauth's accounts behave here: closed to strangers, quiet about who has one, counted by account."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from core.people import account_events
from core.people.addresses import AddressRefused, checked_address, normal_address
from core.people.encryption import decrypt, encrypt
from core.people.links import site_link
from core.people.models import User
from core.people.second_factor import is_needed
from core.people.sessions import device_words
from core.ratelimits import TooMany, client_address, forgive, hit, too_many

logger = logging.getLogger(__name__)
QUARTER = 15 * 60
# Wrong passwords for one account; wrong ones from one address, enough for a hall of 340 people.
PASSWORD_TRIES, PASSWORD_TRIES_FROM = 10, 400
# Letters with codes to one address.
CODE_LETTERS = 6
SECOND_FACTOR_TRIES = 10
NOBODY = "account/email/unknown_account"
CODES = {
    "account/email/login_code",
    "account/email/password_reset_code",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/unknown_account",
    "account/email/account_already_exists",
}


def is_local(url: str) -> bool:
    """Whether an address is a path of this site and nothing else (I-14)."""
    plain = url.startswith("/") and not url.startswith("//") and "\\" not in url
    return plain and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts begin with an invitation; what is said and counted is the same whether one is there or not."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "too_many_login_attempts": _("Too many tries. Wait a quarter of an hour, or sign in with a code by e-mail."),
        "rate_limited": _("Too many tries. Wait a little and try again."),
        "incorrect_code": _("This code is wrong. Look at the newest message."),
        "incorrect_password": _("This password is wrong."),
        "enter_current_password": _("This is not your password of today."),
        "same_as_current": _("This is the address you have already."),
        "duplicate_email": _("This is the address you have already."),
        "email_taken": _("This address cannot be used."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: somebody invites them."""
        return False

    def clean_email(self, email: str) -> str:
        """The address in its normal form; one that pretends to be another is refused."""
        try:
            return checked_address(email)
        except AddressRefused as refused:
            raise ValidationError(refused.message) from refused

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this site."""
        return bool(url) and is_local(url)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that our own proxies saw."""
        return client_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """One more try is counted for the account and for the network; too many end here."""
        try:
            hit("sign_in_from", client_address(request), PASSWORD_TRIES_FROM, QUARTER)
            hit("sign_in", normal_address(credentials.get("email", "")), PASSWORD_TRIES, QUARTER)
        except TooMany as refused:
            raise self.validation_error("too_many_login_attempts") from refused

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The person whose password this is; a right one uses up no tries."""
        user = super().authenticate(request, **credentials)
        if user:
            forgive("sign_in_from", client_address(request), QUARTER)
            forgive("sign_in", normal_address(credentials.get("email", "")), QUARTER)
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A known address has cost as many questions as one that nobody has (I-05)."""
        address = normal_address(credentials.get("email", ""))
        if EmailAddress.objects.filter(email=address).exists():
            User.objects.filter(email=address).exists()

    def login(self, request: HttpRequest, user: Any) -> None:
        """The person has a fresh session that knows on which device it began; records account.signed_in."""
        super().login(request, user)
        # Signing in fully lifts what another way in had limited the session to.
        request.session.pop("limited_to", None)
        request.session["device"] = device_words(request.META.get("HTTP_USER_AGENT", ""))
        account_events.signed_in(user=user, session=request.session)

    def set_password(self, user: Any, password: str) -> None:
        """The password is changed, which ends every other session; records account.password_set."""
        account_events.password_set(user=user, password=password)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """The address is proved; records account.address_proved."""
        is_proved = super().confirm_email(request, email_address)
        if is_proved:
            account_events.address_proved(user=email_address.user)
        return is_proved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The letter is on its way at once, since a code cannot wait; so many to one address, no more."""
        if template_prefix == NOBODY:
            # Of a known address it was asked whether it is proved: as many questions either way (I-05).
            EmailAddress.objects.filter(email=email).exists()
        if template_prefix in CODES:
            try:
                hit("code_letters", normal_address(email), CODE_LETTERS, QUARTER)
            except TooMany as refused:
                raise ImmediateHttpResponse(too_many(self.request, refused)) from refused
        letter = self.render_mail(
            template_prefix, email, context | {"site_name": settings.SITE_NAME, "link": site_link("/")}
        )
        try:
            letter.send()
        except OSError as failed:
            logger.error("a letter about an account could not be sent: %s", type(failed).__name__)
            messages.error(self.request, _("Our mail is not working at the moment. Try again in a few minutes."))


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: named for the site, and kept by those whose role needs one."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is wrong. Wait for the next one and type that."),
        "cannot_delete_authenticator": _("Your role needs a second step. Add another one before you remove this."),
        "unverified_email": _("Prove your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        """The seed as the database keeps it."""
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed that codes are made of."""
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor of somebody whose role needs one stays."""
        others = Authenticator.objects.filter(
            user=authenticator.user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).exclude(pk=authenticator.pk)
        return others.exists() or not is_needed(authenticator.user)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site as the browser's passkey dialog names it."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name for a new passkey until its owner gives a better one."""
        count = Authenticator.objects.filter(user=user, type=type).count() + 1
        return str(_("Passkey %(number)s") % {"number": count})


def known_user(address: str) -> User | None:
    """Whoever has this address and may sign in, with the row by which allauth knows the address."""
    user = User.objects.filter(email=normal_address(address), is_active=True).first()
    if user is not None:
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    return user
