"""The forms of accounts: allauth's own, in our words and our look, counted by account."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import SiteForm
from core.people.accounts import QUARTER, SECOND_FACTOR_TRIES, known_user
from core.people.addresses import is_mixed, normal_address
from core.ratelimits import TooMany, forgive, hit

Words = dict[str, tuple[Any, Any]]
PASSWORD_HINT = _("At least 12 characters. A few words in a row are easy to remember.")
CODE_HINT = _("Eight letters, as in BCDF-GHJK. Small letters will do.")


class Worded(SiteForm):
    """Gives each field its label and hint; examples inside of fields vanish when one types, so there are none."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))


class SignInForm(Worded, account.LoginForm):
    """Address and password."""

    words = {"login": (_("E-mail address"), ""), "password": (_("Password"), "")}

    def clean_login(self) -> str:
        """The address in its normal form."""
        return normal_address(self.cleaned_data["login"])


class RequestCodeForm(Worded, account.RequestLoginCodeForm):
    """Where to send a sign-in code."""

    words = {"email": (_("E-mail address"), _("We send you a code that works for 15 minutes."))}

    def clean_email(self) -> str:
        """The address in its normal form, whether or not somebody has it."""
        address = normal_address(self.cleaned_data["email"])
        self._user = known_user(address)
        return address


class CodeForm(Worded, account.BaseConfirmCodeForm):
    """The code out of a letter."""

    words = {"code": (_("Code"), CODE_HINT)}


class AddressCodeForm(Worded, account.ConfirmEmailVerificationCodeForm):
    """The code that proves an address."""

    words = {"code": (_("Code"), CODE_HINT)}


class ResetForm(Worded, account.ResetPasswordForm):
    """Whose password is forgotten."""

    words = {"email": (_("E-mail address"), _("We send you a code with which you choose a new password."))}

    def clean_email(self) -> str:
        """The address in its normal form, whether or not somebody has it."""
        address = normal_address(self.cleaned_data["email"])
        user = known_user(address)
        self.users = [user] if user else []
        return address


NEW_PASSWORD: Words = {
    "oldpassword": (_("Password of today"), ""),
    "password1": (_("New password"), PASSWORD_HINT),
    "password2": (_("New password once more"), ""),
}


class NewPasswordForm(Worded, account.ResetPasswordKeyForm):
    """A new password after a code."""

    words = NEW_PASSWORD


class ChangePasswordForm(Worded, account.ChangePasswordForm):
    """A new password instead of the old one."""

    words = NEW_PASSWORD


class SetPasswordForm(Worded, account.SetPasswordForm):
    """A first password."""

    words = NEW_PASSWORD


class PasswordAgainForm(Worded, account.ReauthenticateForm):
    """The password once more, before something that matters."""

    words = {"password": (_("Password"), "")}


class AddressForm(Worded, account.AddEmailForm):
    """A new address for the account."""

    words = {"email": (_("New e-mail address"), _("We send a code there. The old address stays until you type it in."))}


def _counted(form: Any, check: Any) -> str:
    """What check() found; a wrong code is counted for the person, wherever it is typed."""
    try:
        hit("second_factor", str(form.user.pk), SECOND_FACTOR_TRIES, QUARTER)
    except TooMany as refused:
        raise forms.ValidationError(refused.message) from refused
    code: str = check()
    forgive("second_factor", str(form.user.pk), QUARTER)
    return code


class SecondFactorForm(Worded, mfa.AuthenticateForm):
    """The second step of signing in."""

    words = {"code": (_("Code"), _("Six digits from your app, or one of your recovery codes."))}

    def clean_code(self) -> str:
        """The code, if it is right."""
        return _counted(self, super().clean_code)


class SecondFactorAgainForm(Worded, mfa.ReauthenticateForm):
    """The second step once more, before something that matters."""

    words = {"code": (_("Code"), _("Six digits from your app, or one of your recovery codes."))}

    def clean_code(self) -> str:
        """The code, if it is right."""
        return _counted(self, super().clean_code)


class ActivateAppForm(Worded, totp.ActivateTOTPForm):
    """The first code of an app, which shows that it works."""

    words = {"code": (_("Code from the app"), _("Six digits. They change every 30 seconds."))}

    def clean_code(self) -> str:
        """The code, if it is right."""
        return _counted(self, super().clean_code)


class AddPasskeyForm(Worded, webauthn.AddWebAuthnForm):
    """A new passkey."""

    words = {
        "name": (_("Name"), _("So that you know it again, as in: my phone.")),
        "passwordless": (_("Sign in with it alone"), _("Without a password, by your finger, face or PIN.")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class NamePasskeyForm(Worded, webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    words = {"name": (_("Name"), "")}


class NameForm(SiteForm):
    """A person's own name."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)

    def clean(self) -> dict[str, Any]:
        """No word of a name mixes alphabets to look like another name (I-07)."""
        cleaned = super().clean() or {}
        for name in ("first_name", "last_name"):
            if is_mixed(cleaned.get(name, "")):
                self.add_error(name, _("Use letters of one alphabet in a word."))
        return cleaned


class ReasonForm(SiteForm):
    """Why an administrator sees the site as somebody else; the person is told."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The person is told it, word for word."))


class LostFactorForm(SiteForm):
    """Why a second factor has to go."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("How do you know that it is really them?"))


class NewAddressForm(SiteForm):
    """Another address for a person, set by an administrator."""

    email = forms.CharField(
        label=_("New e-mail address"),
        max_length=254,
        help_text=_("Sessions end, open invitations are taken back, and the new address must be proved by a code."),
    )
