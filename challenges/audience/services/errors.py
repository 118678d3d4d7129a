"""Why the audience's services refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class Frozen(Refused):
    """The settings of a poll that has opened do not change (V-06)."""

    message = _("This vote has been opened: its question, answers and rules stand as they were then.")


class NotEnough(Refused):
    """There is nothing to choose between."""

    message = _("A vote needs at least two answers, each different from the others.")
    field = "answers"


class TooManyAnswers(Refused):
    """More answers than one page can hold."""

    message = _("A poll has eight answers at most.")
    field = "answers"


class ClosesBeforeItOpens(Refused):
    """A vote is open for a while."""

    message = _("Choose a closing time after the opening.")
    field = "closes_at"


class ClosesTooEarly(Refused):
    """The close lies before the opening."""

    message = _("Choose a closing time that is still to come.")
    field = "closes_at"


class PrizeExists(Refused):
    """A pitch day has one people's prize."""

    message = _("This pitch day has its people’s prize already.")


class NotOpenYet(Refused):
    """The poll has not opened."""

    message = _("This vote is not open yet.")


class Over(Refused):
    """The poll was closed before the vote was received (V-05)."""

    message = _("The vote was closed before your answer reached us, so it does not count.")


class NothingChosen(Refused):
    """The ballot is empty."""

    message = _("Choose an answer first.")
    field = "pick"


class TooManyChosen(Refused):
    """More answers than the poll lets one ballot choose."""

    message = _("You have chosen more answers than this vote allows.")
    field = "pick"


class NoSuchAnswer(Refused):
    """An answer that the poll does not offer."""

    message = _("Choose one of the answers of this vote.")
    field = "pick"


class NotYoursToChoose(Refused):
    """The own team, or one of the own employer (V-03)."""

    message = _("You cannot vote for your own team, or for one of your own employer where the rules say so.")
    field = "pick"


class ChangedTooOften(Refused):
    """One vote was changed again and again."""

    message = _("You have changed this vote many times; it stays as it is now.")


class CodeNeeded(Refused):
    """The vote asks for a code."""

    message = _("This vote takes one vote for each code. Enter yours first.")


class NotACode(Refused):
    """What was typed is no code, or one that nobody was given."""

    message = _("That is not a code of today. Look at your card again: it has eight letters and figures.")
    field = "code"


class CodeTaken(Refused):
    """Another browser used the code first (V-02)."""

    message = _("This code is in use on another phone. If it is yours, ask for a new one at the door.")
    field = "code"


class PhoneHasCode(Refused):
    """The browser holds another code of the day."""

    message = _("This phone has used another code today. One phone, one code: ask at the door if you share it.")
    field = "code"


class NotCheckedIn(Refused):
    """A named code works once its holder is there."""

    message = _("Say at the door that you are here; then this code works.")
    field = "code"


class HasVotingCode(Refused):
    """Somebody whose code is in use cannot be ticked off again."""

    message = _("This code has been used already, so the tick stays.")


class TooManyCards(Refused):
    """More cards than one sheet run holds."""

    message = _("Print at most 500 cards at a time.")
    field = "number"


class NoQuestionsNow(Refused):
    """The day does not take questions."""

    message = _("Questions are not open now.")


class AskedJustNow(Refused):
    """One phone asks one question after the other."""

    message = _("Wait half a minute before you ask the next question.")
    field = "text"


class AskedEnough(Refused):
    """One phone has asked ten questions."""

    message = _("You have asked ten questions today. Leave some for the others, or vote for theirs.")
    field = "text"
