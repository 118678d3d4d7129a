"""Pairs of people in a form: a row of two selects for each, one more at the press of a button, without scripts."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from core.forms import LongSelect

MOST = 200
Ends = tuple[Promise | str, Promise | str]


class PairsWidget(forms.Widget):
    """Rows of two selects; the last one is there to be filled."""

    kind = "parts"
    use_fieldset = True
    people: list[tuple[str, str]] = []
    is_longer = False

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[list[str]]:
        """Every row that was sent, those that nobody filled as well."""
        ones, twos = (_listed(data, f"{name}_{end}") for end in ("a", "b"))
        return [[one, two] for one, two in zip(ones, twos, strict=False)][:MOST]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """A form without rows names no pairs: that is an answer too."""
        return False

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The rows, and a button that adds one more."""
        pairs = [[str(one), str(two)] for one, two in value or []]
        if self.is_longer or not any(pair == ["", ""] for pair in pairs):
            pairs.append(["", ""])
        start = str((attrs or {}).get("id", f"id_{name}"))
        rows = [self._row(name, start, place, pair) for place, pair in enumerate(pairs)]
        return render_to_string("cohorts/teams/parts/pairs.html", {"name": name, "rows": rows})

    def _row(self, name: str, start: str, place: int, pair: list[str]) -> list[SafeString]:
        labels = (_("Pair %(number)s, first person"), _("Pair %(number)s, second person"))
        select = LongSelect(choices=[("", _("Choose somebody")), *self.people])
        return [
            select.render(
                f"{name}_{end}",
                value,
                {"id": f"{start}_{2 * place + number}", "aria-label": labels[number] % {"number": place + 1}},
            )
            for number, (end, value) in enumerate(zip("ab", pair, strict=True))
        ]


def _listed(data: Mapping[str, Any], name: str) -> list[str]:
    found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
    return [str(value) for value in found]


class PairsField(forms.Field):
    """Pairs of people by their id; while somebody is still choosing, rows that are half filled count for nothing."""

    widget = PairsWidget
    is_draft = False

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def offer(self, people: list[tuple[str, str]], *, is_draft: bool, is_longer: bool) -> None:
        """These people can be chosen, by id and name."""
        widget: Any = self.widget
        widget.people, widget.is_longer, self.is_draft = people, is_longer, is_draft

    def to_python(self, value: Any) -> list[list[int]]:
        """The pairs; a row of one person, of the same person twice, or of somebody unknown is refused."""
        widget: Any = self.widget
        known = {key for key, _name in widget.people}
        pairs: list[list[int]] = []
        for number, (one, two) in enumerate(value or [], start=1):
            if not one and not two:
                continue
            wrong = self._wrong(one, two, known)
            if wrong and not self.is_draft:
                raise ValidationError(wrong % {"number": number})
            if not wrong:
                pairs.append([int(one), int(two)])
        return pairs

    def _wrong(self, one: str, two: str, known: set[str]) -> Promise | None:
        if not one or not two:
            return _("Pair %(number)s has one person: choose the other one, or nobody.")
        if one == two:
            return _("Pair %(number)s has the same person twice.")
        if not {one, two} <= known:
            return _("Pair %(number)s has somebody who does not take part.")
        return None
