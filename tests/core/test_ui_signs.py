"""Signs carry words: icons, states, sectors, balances, dots and bars."""

import pytest
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError

from core.templatetags import signs


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_icon_without_a_label_is_decoration():
    assert signs.icon("check") == '<svg class="ico" aria-hidden="true"><use href="/static/icons.svg#check"/></svg>'


def test_icon_with_a_label_is_an_image():
    shown = signs.icon("lock", "locked")
    assert shown == '<svg class="ico" role="img" aria-label="locked"><use href="/static/icons.svg#lock"/></svg>'


def test_tag_state_has_icon_and_words():
    assert render('{% tag_state "good" "Agreed" %}') == f'<span class="tag tag-good">{signs.icon("check")}Agreed</span>'


def test_tag_state_can_do_without_an_icon():
    assert render('{% tag_state "info" "Sent" icon="" %}') == '<span class="tag tag-info">Sent</span>'


def test_tag_state_escapes_its_words():
    assert render('{% tag_state "plain" words %}', words="<i>") == '<span class="tag tag-plain">&lt;i&gt;</span>'


def test_tag_state_refuses_an_unknown_state():
    with pytest.raises(TemplateSyntaxError):
        render('{% tag_state "great" "Agreed" %}')


def test_sector_shows_swatch_and_word():
    shown = render('{% sector "PUBLIC" %}')
    assert shown == '<span class="sector"><span class="sw sw-pub" aria-hidden="true"></span> <span>public</span></span>'


def test_sector_with_a_name_still_says_the_sector():
    shown = render('{% sector "private" name %}', name="Calder & Finch")
    assert shown == (
        '<span class="sector"><span class="sw sw-pri" aria-hidden="true"></span> '
        '<span><span class="vh">private: </span>Calder &amp; Finch</span></span>'
    )


def test_sector_with_an_empty_name_says_it_to_readers_only():
    shown = render('{% sector "private" "" %}')
    assert shown == (
        '<span class="sector sector-bare"><span class="sw sw-pri" aria-hidden="true"></span>'
        '<span class="vh">private</span></span>'
    )


def test_balance_has_a_swatch_a_person_and_says_the_numbers():
    shown = render("{% balance 3 2 %}")
    assert (shown.count("sw-pub"), shown.count("sw-pri")) == (3, 2)
    assert 'role="img" aria-label="3 public, 2 private"' in shown


def test_dots_add_what_exceeds_the_goal():
    shown = render("{% dots 7 5 %}")
    assert (shown.count("dot-on"), shown.count("dot-off"), "+2" in shown) == (5, 0, True)


def test_progress_never_exceeds_its_bar():
    assert '<progress max="10" value="10"' in render('{% progress 12 10 "rows" %}')


def test_progress_of_nothing_is_a_bar_of_one():
    assert '<progress max="1" value="0"' in render('{% progress 0 0 "rows" %}')


def test_avatar_takes_first_and_last_initial():
    shown = [render("{% avatar name %}", name=name) for name in ("Hana Aziz", "Llŷr", "ada b. quinn", "")]
    assert [text[text.index(">") + 1 : -7] for text in shown] == ["HA", "L", "AQ", "?"]


def test_icons_named_in_templates_and_code_are_in_the_sprite():
    import re

    sprite = set(re.findall(r'<symbol id="([^"]+)"', (settings.BASE_DIR / "static/icons.svg").read_text()))
    named = set(signs.STATE_ICONS.values())
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        named |= set(re.findall(r"{%\s*icon ['\"]([^'\"]+)['\"]", file.read_text()))
    assert named - sprite == set()
