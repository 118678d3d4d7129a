"""What is told of a broken rule without naming those who would rather not be with each other."""

from django.utils.translation import gettext as _

from cohorts.teams.engine.result import Reason
from cohorts.teams.models import TeamProposal
from cohorts.teams.weighing import in_words


def told(proposal: TeamProposal, reason: Reason, names: list[str]) -> str:
    """The broken rule in words that may stay in the history: wishes to be apart never stand there with names."""
    away = {frozenset(map(str, pair)) for pair in proposal.snapshot.get("away", [])}
    if reason.code == "APART" and frozenset(reason.people) in away:
        return _("Two people are in one team of whom one would rather not be with the other.")
    return in_words(reason.sentence, names)
