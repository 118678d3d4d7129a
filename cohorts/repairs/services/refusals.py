"""Why the repairs feature refuses."""

from django.utils.translation import gettext_lazy as _

from core.errors import Refused


class NoTeams(Refused):
    """There is nothing to mend."""

    message = _("No teams are published yet, so there is nothing to mend.")


class CohortClosed(Refused):
    """The cohort is over or was cancelled."""

    message = _("This cohort is over, so its teams stay as they are.")


class BeingWorkedOut(Refused):
    """Only one repair of a cohort is worked out at a time."""

    message = _("Ways to mend the teams are being worked out already. Wait for them, or throw them away.")


class WaitsForDecision(Refused):
    """Ways to mend the teams are there and were not seen by whoever asks for others."""

    message = _("Ways to mend the teams are ready already. Look at them, or throw them away first.")


class AllFrozen(Refused):
    """Nothing could change."""

    message = _("With every team left as it is, nothing can change. Leave at least one team open.")
    field = "frozen"


class Unknown(Refused):
    """A team or person that the cohort does not have."""

    message = _("That team or person is not part of this cohort any more. Look at the page again.")


class Stale(Refused):
    """People or teams changed since the ways were worked out."""


class Ended(Refused):
    """Applied or thrown away by somebody else."""


class NoSuchWay(Refused):
    """The curve has no such step."""

    message = _("There is no such way to mend the teams.")


class RulesBroken(Refused):
    """A rule is broken, and nobody has said why that is right."""

    message = _("These teams break a rule. Say why they are right all the same.")
    field = "reason"
