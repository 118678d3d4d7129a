"""Kinds of mail: what each is for, its default words and the placeholders it offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext_lazy as _

from cohorts.messages.engine import PLACEHOLDER
from core.wiring import wired

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Known of every mail, whatever its kind.
ALWAYS: dict[str, "StrOrPromise"] = {
    "first_name": _("the person’s first name"),
    "name": _("the person’s full name"),
    "cohort": _("the cohort’s name"),
    "site": _("the address of this site"),
}


@dataclass(frozen=True)
class MailKind:
    """One kind of mail; subject and body are marked with gettext_noop and translated when they are used.

    Values are other people's words and can make no link, but for `link`, names ending in `_link`, and `trusted` ones.
    """

    label: "StrOrPromise"
    subject: str
    body: str
    placeholders: Mapping[str, "StrOrPromise"] = field(default_factory=dict)
    trusted: frozenset[str] = frozenset()

    def known(self) -> dict[str, "StrOrPromise"]:
        """Every placeholder that a text of this kind may use, with what it stands for."""
        return {**ALWAYS, **self.placeholders}

    def may_link(self, name: str) -> bool:
        """Whether the value of this placeholder is the site's own and may be an address."""
        return name in ("link", "site") or name.endswith("_link") or name in self.trusted


def mail_kinds() -> dict[str, MailKind]:
    """Every kind of mail that the wiring names."""
    kinds: dict[str, MailKind] = {}
    for table in wired("MAIL_KINDS"):
        kinds.update(cast("dict[str, MailKind]", table))
    return kinds


def mail_kind(name: str) -> MailKind:
    """The kind of this name; raises LookupError where nobody registered it."""
    kinds = mail_kinds()
    if name not in kinds:
        raise LookupError(f"no kind of mail is called {name!r}; register it in config/wiring MAIL_KINDS")
    return kinds[name]


def in_brackets(name: str, text: str) -> str:
    """The text of a mail of this kind with what each placeholder stands for in brackets: nobody reads raw braces."""
    kind = mail_kinds().get(name)
    known = kind.known() if kind else ALWAYS
    return PLACEHOLDER.sub(lambda found: f"[{known.get(found[1], found[1])}]", text)
