"""The select for hundreds of options says just what Django's own says."""

from django import forms

from core.forms import LongSelect

CHOICES = [("", "Any"), ("a", "Ada & sons"), ("b", "<Bo>"), (3, "Three")]
ATTRS = {"aria-invalid": "true", "id": "x"}


def same(html):
    """Without the line breaks and blanks that templates leave between tags."""
    return "".join(line.strip() for line in html.splitlines())


def test_long_select_equals_djangos_own():
    for value in ("", "b", "3", None):
        own = forms.Select(choices=CHOICES).render("team", value, ATTRS)
        quick = LongSelect(choices=CHOICES).render("team", value, ATTRS)
        assert quick == same(own)
