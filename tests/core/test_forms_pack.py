"""The form pack: ids, hints, errors and the summary are joined as assistive technology expects."""

import re
from uuid import UUID

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from core.forms import DateField, Described, OnceMixin, SiteForm, answer


class VisitForm(OnceMixin, SiteForm):
    title = forms.CharField(label="Title", max_length=20, help_text="As the host calls it.")
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    side = forms.ChoiceField(
        label="Side", widget=forms.RadioSelect, choices=[("a", Described("A", "First")), ("b", "B")]
    )
    days = forms.MultipleChoiceField(
        label="Days", widget=forms.CheckboxSelectMultiple, choices=[("m", "Mon")], required=False
    )
    town = forms.ChoiceField(label="Town", choices=[("", "Choose"), ("l", "Leeds")])
    agrees = forms.BooleanField(label="I agree", help_text="Take it back any time.")
    on = DateField(label="Day")
    paper = forms.FileField(label="Paper", required=False)


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def shown(form) -> str:
    return render("{% crispy form %}", form=form)


def test_hint_is_joined_to_its_field():
    page = shown(VisitForm())
    assert '<p class="hint" id="id_title_helptext">As the host calls it.</p>' in page
    assert 'name="title" aria-describedby="id_title_helptext" id="id_title"' in page


def test_error_is_joined_to_its_field():
    page = shown(VisitForm({"title": ""}))
    assert 'id="id_title_error"' in page
    assert 'aria-invalid="true" aria-describedby="id_title_helptext id_title_error" id="id_title"' in page


def test_every_id_is_used_once():
    for form in (VisitForm(), VisitForm({})):
        ids = re.findall(r' id="([^"]+)"', shown(form))
        assert len(ids) == len(set(ids))


def test_every_described_id_exists():
    page = shown(VisitForm({}))
    asked = {name for group in re.findall(r'aria-describedby="([^"]+)"', page) for name in group.split()}
    assert asked - set(re.findall(r' id="([^"]+)"', page)) == set()


def test_every_control_has_a_label():
    page = shown(VisitForm())
    controls = re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]+)"', page)
    assert set(controls) - set(re.findall(r'<label for="([^"]+)"', page)) == set()


def test_groups_are_fieldsets_with_legends():
    page = shown(VisitForm())
    legends = re.findall(r'<legend class="lab">([^<]+)', page)
    assert legends == ["Side", "Days", "Day"]
    assert 'for="id_side"' not in page


def test_described_choice_has_its_second_line():
    assert '<label for="id_side_0">A<span class="choice-hint">First</span></label>' in shown(VisitForm())


def test_described_choice_escapes_its_words():
    class Hostile(SiteForm):
        side = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", Described("<b>", "<i>"))])

    page = shown(Hostile())
    assert ("<b>" in page, "<i>" in page) == (False, False)


def test_optional_fields_say_so():
    page = shown(VisitForm())
    assert re.findall(r'<label for="id_(\w+)">[^<]+ <span class="optional">', page) == ["notes", "paper"]


def test_summary_links_each_error_to_its_control():
    page = shown(VisitForm({}))
    assert re.findall(r'<li><a href="#([^"]+)">', page) == ["id_title", "id_side_0", "id_town", "id_agrees", "id_on_0"]
    assert '<h2 id="errors-title">Five things to put right</h2>' in page


def test_summary_names_the_field_where_the_error_does_not():
    page = shown(VisitForm({"title": "x" * 30}))
    assert "Title: Use at most 20 characters; this has 30." in page


def test_summary_is_silent_when_all_is_well():
    assert "data-errors" not in shown(VisitForm())


def test_summary_shows_errors_of_the_whole_form():
    form = VisitForm({})
    form.add_error(None, "The visit is full.")
    assert "<li>The visit is full.</li>" in shown(form)


def test_date_marks_the_box_that_is_wrong():
    page = shown(VisitForm({"on_day": "4", "on_month": "1", "on_year": "20x7"}))
    assert re.findall(r'name="(on_\w+)"[^>]*aria-invalid="true"', page) == ["on_year"]


def test_nothing_typed_is_lost():
    page = shown(VisitForm({"title": 'A "day" & more', "on_day": "<4>", "notes": "two\nlines"}))
    assert 'value="A &quot;day&quot; &amp; more"' in page
    assert 'value="&lt;4&gt;"' in page
    assert "two\nlines" in page


def test_crispy_filter_gives_the_same_fields():
    form = VisitForm({})
    assert render("{% load crispy_forms_filters %}{{ form|crispy }}", form=form).count('class="field') == 8


def test_form_include_is_a_whole_form():
    page = render('{% include "components/form.html" with submit="Save the visit" back="/visits/" %}', form=VisitForm())
    assert page.startswith('<form method="post" novalidate class="form" enctype="multipart/form-data">')
    assert '<button class="btn btn-main">Save the visit</button><a href="/visits/">Cancel</a>' in page


def test_once_is_fresh_for_every_form_and_kept_when_it_comes_back():
    first, second = VisitForm()["once"].value(), VisitForm()["once"].value()
    assert UUID(first) != UUID(second)
    assert VisitForm({"once": first})["once"].value() == first


def test_once_is_the_key_and_not_among_the_values():
    form = VisitForm({"once": "00000000-0000-4000-8000-000000000001", "title": "Day"})
    form.is_valid()
    assert form.key == "00000000-0000-4000-8000-000000000001"
    assert "once" not in form.values
    assert form.values["title"] == "Day"


@pytest.mark.parametrize("once", ["", "not-a-key"])
def test_once_that_is_no_key_is_nothing(once):
    form = VisitForm({"once": once})
    form.is_valid()
    assert form.key == ""


@pytest.mark.parametrize(("form", "status"), [(VisitForm(), 200), (VisitForm({}), 422)])
def test_answer_says_whether_the_form_was_taken(form, status):
    request = RequestFactory().get("/")
    assert answer(request, "components/form.html", {}, form).status_code == status


def test_layout_renders_fieldsets_and_hidden_fields():
    from core.style.forms import GroupedForm

    page = shown(GroupedForm())
    assert re.findall(r'<fieldset class="group"><legend>([^<]+)', page) == ["The problem", "Where"]
    assert 'name="once"' in page


def test_formset_is_one_form_with_its_management_fields():
    class Line(SiteForm):
        name = forms.CharField(label="Name", max_length=20)

    lines = forms.formset_factory(Line, extra=2)
    page = render("{% crispy formset %}", formset=lines())
    assert page.count('class="form-part"') == 2
    assert re.findall(r'name="(form-[^"]+)"', page) == [
        "form-TOTAL_FORMS",
        "form-INITIAL_FORMS",
        "form-MIN_NUM_FORMS",
        "form-MAX_NUM_FORMS",
        "form-0-name",
        "form-1-name",
    ]
