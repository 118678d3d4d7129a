"""Decisions about mail: what is held, and what may not have arrived."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.ground import Ground
from desk.today.items import Item, due, link


def mail(ground: Ground) -> list[Item]:
    """Mailings to check before they leave, and those whose messages are in doubt."""
    found = []
    for mailing in ground.mailings:
        url = link(ground, "mailing", mailing.key)
        subject = str(mailing)
        if mailing.waits and mailing.held_until > ground.now:
            note = _held(mailing.recipients)
            title = _("“%(subject)s” is about to go out") % {"subject": subject}
            found.append(Item(title, url, _("Check the mail"), note, **due(ground, mailing.held_until)))
        if mailing.trouble:
            number = mailing.trouble
            title = ngettext(
                "%(count)s message may not have arrived", "%(count)s messages may not have arrived", number
            )
            found.append(
                Item(title % {"count": number}, url, _("See the mail"), _("“%(subject)s”") % {"subject": subject})
            )
    return found


def _held(number: int) -> str:
    words = ngettext(
        "To %(count)s person. It can be cancelled until then.",
        "To %(count)s people. It can be cancelled until then.",
        number,
    )
    return words % {"count": number}
