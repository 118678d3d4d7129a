"""Sortable heads, pages and blocks keep their parameters and their names."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory


def render(source: str, path: str = "/", **context) -> str:
    return Template(source).render(Context({"request": RequestFactory().get(path), **context}))


def test_sort_head_links_to_the_list_sorted_by_it():
    shown = render('{% sort_head "name" "Name" %}', "/people/?q=a&page=3")
    assert shown.startswith('<th scope="col"><a class="sort" href="?q=a&amp;sort=name">Name<svg')


def test_sort_head_of_the_sorted_column_turns_it_round():
    shown = render('{% sort_head "name" "Name" num=True %}', "/people/?sort=name")
    assert shown.startswith('<th scope="col" class="r" aria-sort="ascending"><a class="sort" href="?sort=-name">')


def test_sort_head_knows_descending():
    shown = render('{% sort_head "name" "Name" %}', "/people/?sort=-name")
    assert shown.startswith('<th scope="col" aria-sort="descending"><a class="sort" href="?sort=name">')


def test_sort_head_default_counts_only_when_nothing_is_asked():
    template = '{% sort_head "name" "Name" default="asc" %}'
    assert ["aria-sort" in render(template, path) for path in ("/", "/?sort=team")] == [True, False]


def test_sort_head_escapes_the_parameters_it_keeps():
    assert '"><script>' not in render('{% sort_head "name" "Name" %}', '/?q="><script>')


def test_pages_shows_where_one_is():
    page = Paginator(range(212), 50).page(2)
    shown = render('{% include "components/pages.html" %}', "/?q=a&page=2", page=page)
    assert "51 to 100 of 212" in shown
    assert '<a href="?q=a&amp;page=2" aria-current="page">' in shown


def test_pages_of_one_page_only_counts():
    page = Paginator(range(7), 50).page(1)
    assert render('{% include "components/pages.html" %}', page=page) == (
        '<p class="small quiet pages-all">1 to 7 of 7</p>\n'
    )


def test_section_is_named_by_its_heading():
    shown = render('{% section "Needs a decision" count=3 more="/all/" %}x{% endsection %}')
    assert shown == (
        '<section aria-labelledby="s-needs-a-decision"><div class="sec-h">'
        '<h2 id="s-needs-a-decision">Needs a decision</h2>'
        '<span class="n num">3</span><a class="more" href="/all/">See all</a></div>x</section>'
    )


def test_notice_refuses_an_unknown_kind():
    with pytest.raises(TemplateSyntaxError):
        render('{% notice "loud" %}x{% endnotice %}')


def test_dialog_works_as_a_link_without_scripts():
    shown = render('{% dialog "d" "Publish" href="/confirm/" kind="main" %}x{% enddialog %}')
    assert shown.startswith(
        '<a class="btn btn-main" href="/confirm/" data-dialog="d">Publish</a><dialog class="dialog" id="d"'
    )


def test_blocks_escape_their_words():
    shown = render(
        "{% section name %}x{% endsection %}{% panel name %}x{% endpanel %}{% blank name %}x{% endblank %}", name="<i>"
    )
    assert "<i>" not in shown


def test_grid_cells_are_escaped_and_their_signs_are_hidden_from_readers():
    shown = render("{% grid_cells cells %}", cells=[("c dc-done", "✓", "finished"), ("", "<b>", "")])
    done = '<td class="c dc-done"><span aria-hidden="true">✓</span><span class="vh">finished</span></td>'
    assert shown == f"{done}<td>&lt;b&gt;</td>"
