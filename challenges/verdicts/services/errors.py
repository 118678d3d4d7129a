"""Why verdicts refuse what was asked."""

from django.utils.translation import gettext_lazy as _

from core.errors import Changed, Refused


class NotOpenYet(Refused):
    """The team has still to pitch."""

    message = _("Verdicts are given after the pitches.")


class NotOnIt(Refused):
    """The team does not work on this challenge."""

    message = _("That team does not work on this challenge.")


class SayBoth(Refused):
    """A verdict says how useful it was and whether it goes on."""

    message = _("Choose how useful the work was.")
    field = "useful"


class SayForward(Refused):
    """A verdict says whether it goes on."""

    message = _("Choose whether you take it forward. “Not yet known” is an answer too.")
    field = "forward"


class SayWhyChanged(Refused):
    """A given verdict is changed with its reason."""

    message = _("Say why the verdict is changed: the organisers see the earlier one beside it.")
    field = "why"


class NotGiven(Refused):
    """A draft is shown to nobody."""

    message = _("Give the verdict first.")


class DraftChanged(Changed):
    """Another owner, or another tab, has saved other words since these were begun."""

    message = _(
        "Somebody saved other words while you were writing. They stand above the form, and yours are still in it. "
        "Press the button again to put yours in their place."
    )


class NothingOwed(Refused):
    """There is nobody to remind."""

    message = _("Nobody owes a verdict.")


class RemindedToday(Refused):
    """One letter a day is enough."""

    message = _("A reminder was made today already: one a day is enough.")
