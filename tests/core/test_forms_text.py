"""Text is normalised and what cannot be kept is refused, in every form of the site."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.forms import LongTextField, SiteForm, tidy_text


class NameForm(SiteForm):
    name = forms.CharField()
    note = forms.CharField(widget=forms.Textarea, required=False)
    word = forms.CharField(widget=forms.PasswordInput, required=False)
    site = forms.URLField(required=False)
    story = LongTextField(max_length=20, required=False)


def errors(**data):
    return {name: [str(words) for words in found] for name, found in NameForm(data).errors.items()}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  Hana  ", "Hana"),
        ("Zoe\u0308", "Zoë"),
        ("Llŷr\tŴyn", "Llŷr Ŵyn"),
        ("abc\u202egpj", "abcgpj"),
        ("a\r\nb", "a b"),
        ("👩‍🔬", "👩‍🔬"),
        ("عمر", "عمر"),
        ("", ""),
    ],
)
def test_tidy_text_normalises(given, kept):
    """F-09: text is kept in one normal form."""
    assert tidy_text(given) == kept


def test_tidy_text_keeps_lines_where_asked():
    assert tidy_text(" a\r\nb\rc ", lines=True) == "a\nb\nc"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("a\x00b", "unkeepable"),
        ("a\ud800b", "unkeepable"),
        ("a\x07b", "unkeepable"),
        ("\u200b\u200d\ufeff", "invisible"),
        ("\u3164", "invisible"),
        ("\u0301", "invisible"),
        ("Z" + "\u0335" * 200, "piled"),
    ],
)
def test_tidy_text_refuses_what_cannot_be_kept(given, code):
    """F-09: NUL, lone surrogates, invisible names and piles of accents are refused with words."""
    with pytest.raises(ValidationError) as caught:
        tidy_text(given)
    assert caught.value.code == code


def test_form_refuses_a_null_character_with_words():
    """F-09: a NUL byte is an error of the field, not of the database."""
    assert list(errors(name="Ha\x00na")) == ["name"]


def test_form_refuses_a_name_nobody_can_see():
    """F-09: a zero-width name is refused."""
    assert errors(name="\u200b") == {"name": ["This has only invisible characters. Type it again."]}


def test_form_leaves_passwords_alone():
    form = NameForm({"name": "Hana", "word": "e\u0301 "})
    assert (form.is_valid(), form.cleaned_data["word"]) == (True, "e\u0301")


@pytest.mark.parametrize(("field", "size"), [("name", 201), ("note", 10_001), ("story", 21)])
def test_form_bounds_every_text(field, size):
    """F-08: each field has a limit, declared or given by the base form."""
    given = {"name": "Hana", field: "x" * size}
    assert errors(**given) == {field: [f"Use at most {size - 1} characters; this has {size}."]}


def test_form_bounds_web_addresses():
    """F-08: an address of a megabyte is refused."""
    assert list(errors(name="Hana", site="https://example.com/" + "x" * 1_000_000)) == ["site"]


def test_form_lets_the_browser_cut_nothing():
    assert "maxlength" not in str(NameForm()["story"])


def test_form_guards_fields_that_are_added_later():
    """F-09: a question's field, made while the form runs, is guarded too."""
    form = NameForm({"name": "Hana", "extra": "a\x07"})
    form.fields["extra"] = forms.CharField()
    assert list(form.errors) == ["extra"]


def test_form_names_what_is_missing():
    class Short(SiteForm):
        place = forms.CharField(label="Place")
        side = forms.ChoiceField(label="Side", choices=[("a", "A")])
        agrees = forms.BooleanField(label="I agree")
        paper = forms.FileField(label="Paper")
        own = forms.CharField(error_messages={"required": "Say it."})

    found = [str(words[0]) for words in Short({}).errors.values()]
    assert found == [
        "Fill in “Place”.",
        "Choose an answer for “Side”.",
        "Tick “I agree” to go on.",
        "Choose a file for “Paper”.",
        "Say it.",
    ]
