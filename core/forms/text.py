"""Text as the site keeps it: normalised, stripped, and free of what no reader can see or no database can hold."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

SHORT, LONG, ADDRESS = 200, 10_000, 2000
# More accents in a row than any language writes: they would run over the lines above.
ACCENTS = 6
# Marks that turn the direction of what follows, so that a name reads as another one.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SURROGATE = re.compile("[\ud800-\udfff]")
NOTHING_SHOWN = {"Cf", "Cc", "Zs", "Zl", "Zp", "Cn", "Co", "Mn", "Me"}
# Letters that fill a line with nothing: Hangul fillers and the braille blank.
BLANKS = set("\u115f\u1160\u3164\uffa0\u2800")


def tidy_text(value: str, lines: bool = False) -> str:
    """The text in NFC, stripped, with plain line ends; raises ValidationError when it cannot be kept."""
    if SURROGATE.search(value) or CONTROL.search(value):
        raise ValidationError(_("This has a character that cannot be kept. Type the text again."), code="unkeepable")
    text = unicodedata.normalize("NFC", TURNING.sub("", value)).replace("\r\n", "\n").replace("\r", "\n")
    if not lines:
        text = re.sub(r"[\n\t]+", " ", text)
    text = text.strip()
    if text and not _shows(text):
        raise ValidationError(_("This has only invisible characters. Type it again."), code="invisible")
    if _piled(text):
        raise ValidationError(_("This has too many accents on one letter. Type it again."), code="piled")
    return text


def _shows(text: str) -> bool:
    return any(unicodedata.category(sign) not in NOTHING_SHOWN and sign not in BLANKS for sign in text)


def _piled(text: str) -> bool:
    run = 0
    for sign in text:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > ACCENTS:
            return True
    return False


class LongTextField(forms.CharField):
    """Several lines of text, by default up to ten thousand characters."""

    def __init__(self, *, rows: int = 6, max_length: int = LONG, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


def guard_text(field: forms.CharField) -> None:
    """The field tidies and bounds what it is given; doing it twice changes nothing."""
    if getattr(field, "is_guarded", False):
        return
    lines = isinstance(field.widget, forms.Textarea)
    if field.max_length is None:
        field.max_length = LONG if lines else ADDRESS if isinstance(field, forms.URLField) else SHORT
        field.validators.append(MaxLengthValidator(field.max_length))
    # A browser that stops at maxlength cuts what was pasted without a word; the server says so instead.
    field.widget.attrs.pop("maxlength", None)
    plain = field.to_python
    is_secret = isinstance(field.widget, forms.PasswordInput)

    def to_python(value: Any) -> Any:
        given = plain(value)
        return given if is_secret or not isinstance(given, str) else tidy_text(given, lines)

    field.to_python = to_python  # type: ignore[method-assign]
    field.is_guarded = True  # type: ignore[attr-defined]
