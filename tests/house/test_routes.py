"""W-06: every address has a declared permission; an address without one fails here."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from core.access import policy
from core.drawing import workflows

# Addresses of others' code: (prefix, module of the view, the rule that stands instead of ours).
OTHERS = [
    ("accounts/", "allauth.", "allauth's own pages: public, or of the person who is signed in"),
    ("cms/", "wagtail.", "Wagtail's admin: editors only, through wagtail.access_admin"),
    ("cms/test404/", "django.views.generic.base", "a page that is not there"),
    ("documents/", "wagtail.documents.", "documents of public pages; page rules apply"),
    ("", "wagtail.", "public pages"),
]
# Views of ours on top of others' classes, and whose rule stands.
BORROWED = {
    "accounts/2fa/webauthn/keys/<int:pk>/remove/": "allauth's: the person who is signed in, after a fresh proof",
}
SIGN_IN = "/accounts/login/"


def addresses(resolver=None, prefix=""):
    """Every address of the site: its pattern and its view."""
    for entry in (resolver or get_resolver()).url_patterns:
        here = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, here)
        elif isinstance(entry, URLPattern):
            yield here, entry.callback


def view_module(view) -> str:
    return getattr(view, "view_class", view).__module__


def is_anothers(address: str, view) -> bool:
    module = view_module(view)
    return any(address.startswith(prefix) and module.startswith(theirs) for prefix, theirs, _rule in OTHERS)


def is_shadowed(address: str, view) -> bool:
    """Whether another view, declared earlier, answers at this address."""
    return "<" not in address and "(" not in address and resolve(f"/{address}").func is not view


def has_rule(address: str, view) -> bool:
    return hasattr(view, "permission") or is_anothers(address, view) or address in BORROWED


def test_every_address_has_a_declared_permission():
    """W-06."""
    without = [
        f"{address} ({view_module(view)})"
        for address, view in addresses()
        if not has_rule(address, view) and not is_shadowed(address, view)
    ]
    assert not without, f"guard with core.access.guard: {', '.join(without)}"


def test_every_declared_permission_is_in_the_policy():
    """W-06."""
    declared = {view.permission for _, view in addresses() if hasattr(view, "permission")}
    assert sorted(declared - set(policy())) == []


def test_every_workflow_asks_for_a_permission_of_the_policy():
    """W-06."""
    asked = {move.permission for workflow in workflows() for move in workflow.transitions}
    assert sorted(asked - set(policy())) == []


@pytest.mark.parametrize("address", ["/cms/login/", "/_util/login/"])
@pytest.mark.django_db
def test_wagtails_own_sign_in_is_never_reached(address, settings, client):
    """It takes a plain password, and would be a way round the second factor."""
    assert client.get(address).headers["Location"] == SIGN_IN
    assert (settings.WAGTAILADMIN_LOGIN_URL, settings.WAGTAIL_FRONTEND_LOGIN_URL) == (SIGN_IN, SIGN_IN)
