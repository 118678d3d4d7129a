"""How the history tells what organisers did for the audience; of a vote or a question it knows nothing (V-07)."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "poll.made": _("prepared the vote “%(subject)s”"),
    "poll.changed": _("changed the vote “%(subject)s”"),
    "poll.removed": _("removed the vote “%(subject)s”"),
    "poll.opened": _("opened the vote “%(subject)s”"),
    "poll.closed": _("closed the vote “%(subject)s”"),
    "poll.counted": _("counted the vote “%(subject)s”: ballots %(ballots)s"),
    "poll.shown": _("showed the result of the vote “%(subject)s”"),
    "audience.filled": _("filled the check-in list: %(number)s new"),
    "audience.questions_opened": _("let the audience ask questions"),
    "audience.questions_closed": _("ended the audience’s questions"),
    "guest.walked_in": _("checked in %(subject)s, who was not on the list"),
    "guest.checked_in": _("checked in %(subject)s"),
    "guest.checked_out": _("took back the tick of %(subject)s"),
    "code.renewed": _("gave %(subject)s a new code"),
    "cards.made": _("made cards with codes: %(number)s in sheet run %(batch)s"),
    "cards.voided": _("made unused cards void: %(number)s of sheet run %(batch)s"),
    "question.shown": _("showed a question of the audience"),
    "question.answered": _("marked a question of the audience as answered"),
    "question.hidden": _("hid a question of the audience"),
}
