"""Decisions about how teams are doing: early warnings, and needs that nobody looks after."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.ground import Ground
from desk.today.items import Item, link
from desk.words import names_words


def warnings(ground: Ground) -> list[Item]:
    """One row with how many teams may need help."""
    number = len(ground.warned)
    if not number:
        return []
    title = ngettext("%(count)s team may need help", "%(count)s teams may need help", number) % {"count": number}
    note = _("Early warnings for %(names)s.") % {"names": names_words(ground.warned)}
    return [Item(title, link(ground, "check_ins"), _("See why"), note)]


def needs(ground: Ground) -> list[Item]:
    """One row with how many needs of check-ins wait for somebody to look after them."""
    number = ground.free_needs
    if not number:
        return []
    words = ngettext("%(count)s need of a check-in is nobody’s", "%(count)s needs of check-ins are nobody’s", number)
    note = _("Say that you look after it, so that it is not forgotten.")
    return [Item(words % {"count": number}, link(ground, "check_in_needs"), _("See the needs"), note)]
