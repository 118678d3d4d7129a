"""Why the services of challenge briefs refuse."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class QuestionTaken(Refused):
    """The cohort has a brief with this question."""

    message = _("This cohort has a challenge with the same question already.")
    field = "question"


class NoPlaces(Refused):
    """A brief that no team may work on."""

    message = _("At least one team must be able to work on it.")
    field = "places"


class NothingChosen(Refused):
    """No brief was named."""

    message = _("Choose at least one challenge.")
    field = "briefs"


class NotWritten(Refused):
    """A brief whose owner has written no question yet."""

    message = _("A challenge without a question cannot go out.")
    field = "briefs"


class BriefInUse(Refused):
    """A published allocation gives the brief to teams."""


class NotOut(Refused):
    """Only what teams may see can be shown to everybody."""

    message = _("Publish the challenge to teams first. Then it can be shown to everybody.")


class NoPublicWords(Refused):
    """Everybody reads the public words and nothing else, so there must be some."""

    message = _("Write its public title first: everybody reads the public words and nothing else.")
    field = "public_title"


class RankingClosed(Refused):
    """The allocation has been published: ranking has no effect any more."""

    message = _("The challenges have been given out, so the ranking is closed.")


class RankingOver(Refused):
    """The moment of closing has come."""

    message = _("Choosing is closed. What your team saved before stands.")


class EmployerOwns(Refused):
    """The employer of one of the team's members owns the brief, and nobody gave leave."""


class KeptForAnother(Refused):
    """The brief is another team's own problem."""

    message = _("This challenge is another team’s own problem and is kept for that team.")


class TooFewTeams(Refused):
    """Fewer teams on a challenge than it needs."""


class RankedTwice(Refused):
    """One brief at two places."""

    message = _("A challenge can stand in your ranking only once.")


class BriefNotOffered(Refused):
    """A ranked brief was withdrawn meanwhile, or never belonged to the cohort."""

    message = _("One of these challenges is no longer offered. Look at the list as it is now.")


class NothingToAllocate(Refused):
    """There are no teams, or no briefs."""

    message = _("There must be teams and published challenges first.")


class AlreadyPublished(Refused):
    """The cohort's allocation is out."""

    message = _("The challenges of this cohort have been given out already.")


class NotPublished(Refused):
    """Only what teams know of is corrected."""

    message = _("Only a published allocation can be corrected.")


class NothingCorrected(Refused):
    """Every team keeps its brief."""

    message = _("No team gets another challenge. Choose what should be different.")


class ReasonMissing(Refused):
    """A correction says why."""

    message = _("Say why: the teams and owners concerned will read it.")
    field = "why"


class StillWorking(Refused):
    """One is being worked out at this moment."""

    message = _("An allocation is being worked out. Wait for it, or throw it away first.")


class TeamsWithoutBrief(Refused):
    """A team would be left without a challenge."""


class TooManyTeams(Refused):
    """More teams on a challenge than it takes."""
