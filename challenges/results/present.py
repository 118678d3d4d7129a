"""A result in words: the one place that says who won."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext


def listed(names: Sequence[str]) -> str:
    """Kite, Loom and Quarry; nothing for nobody."""
    if len(names) < 2:
        return "".join(names)
    return gettext("%(most)s and %(last)s") % {"most": ", ".join(names[:-1]), "last": names[-1]}


def winners_of(snapshot: Mapping[str, Any]) -> list[str]:
    """The names of the teams that won, in order; none where none was named."""
    return [str(winner["name"]) for winner in snapshot.get("winners") or []]


def verdict_words(snapshot: Mapping[str, Any]) -> str:
    """Who won, in one sentence, of a snapshot that was or will be released."""
    names = winners_of(snapshot)
    if not names:
        return gettext("No winner was named.")
    words = ngettext("%(names)s comes first.", "%(names)s share the first prize.", len(names))
    return words % {"names": listed(names)}
