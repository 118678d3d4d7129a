"""What the board sends beyond moves: teams to lock, better teams, the same again, and what is looked for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.teams.forms import BoardForm
from core.forms import OnceMixin, SiteForm


class LockTeamForm(BoardForm):
    """A team held as it is, or not."""

    number = forms.IntegerField(min_value=1, max_value=1_000)
    lock = forms.BooleanField(required=False)


class ImproveForm(OnceMixin, BoardForm):
    """Better teams from the board as it was looked at."""


class AgainForm(OnceMixin, SiteForm):
    """The same teams once more."""


class FindForm(SiteForm):
    """Somebody on the board, by a part of their name."""

    find = forms.CharField(label=_("Find somebody"), max_length=80)
