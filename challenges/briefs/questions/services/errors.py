"""Why the services of questions refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class QuestionsClosed(Refused):
    """The date is over, or the challenge is not out."""

    message = _("Questions about this challenge are closed.")


class NoTeam(Refused):
    """Questions are asked in the name of a team."""

    message = _("You ask in the name of your team, and you are in none yet.")


class TooManyOpen(Refused):
    """Whoever has asked so much waits for answers first."""

    message = _("Your team has many questions open about this challenge. Wait for an answer first.")


class NothingAsked(Refused):
    """There are no words."""

    message = _("Write your question.")
    field = "text"


class AnsweredAlready(Refused):
    """Somebody else was faster."""

    message = _("This was answered meanwhile. What you wrote is still here: correct the answer if it lacks something.")


class NotOpen(Refused):
    """It was withdrawn, merged or answered."""

    message = _("This question does not wait for an answer any more.")


class NothingAnswered(Refused):
    """An answer needs words."""

    message = _("Write the answer.")
    field = "text"


class WordingMissing(Refused):
    """What goes to everybody needs the question's words."""

    message = _("Write the question as everybody may read it.")
    field = "wording"


class GivesTeamAway(Refused):
    """The team's name stands in what goes to everybody."""

    message = _("The asking team’s name stands in it. Write it so that nobody can tell who asked.")


class NobodyThere(Refused):
    """There is nobody on the other side."""

    message = _("Nobody is named who answers for this challenge. Name an owner first, or answer it yourself.")


class WordMissing(Refused):
    """Whoever gets it should know why."""

    message = _("Say in a word why you pass it on.")
    field = "word"


class NotTheSame(Refused):
    """Only open questions about the same challenge can be one."""

    message = _("These two cannot be one question: choose another that waits or was answered.")
    field = "same_as"


class OnlyToAll(Refused):
    """A private answer is in no list."""

    message = _("Only an answer to all teams can stand in the list.")


class ClosesInThePast(Refused):
    """Questions cannot close before now."""

    message = _("Choose a moment that is still to come.")
    field = "closes_at"


class NothingChanged(Refused):
    """A correction that corrects nothing."""

    message = _("Nothing is different from what everybody has read.")
    field = "text"
