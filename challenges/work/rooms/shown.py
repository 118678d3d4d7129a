"""People of a team in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.models import User


def names(people: Sequence[User]) -> str:
    """The first names, joined: Mina, Leo and Tess."""
    first = [person.get_short_name() for person in people]
    if len(first) < 2:
        return "".join(first)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first[:-1]), "last": first[-1]}
