"""Charts carry title, description and their data as a table."""

from django.template import Context, Template

from core.templatetags import charts


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_bar_chart_longest_bar_fills_the_room():
    bars = charts.bar_chart("People", [("Wales", 7), ("Scotland", 14)])["bars"]
    assert [bar["width"] for bar in bars] == ["210", "420"]


def test_bar_chart_of_nothing_is_empty():
    assert charts.bar_chart("People", [])["bars"] == []


def test_bar_chart_has_title_description_and_table():
    shown = render('{% bar_chart "People" rows %}', rows=[("Wales <b>", 9)])
    assert '<title id="c-people-t">People</title><desc id="c-people-d">Wales &lt;b&gt; 9</desc>' in shown
    assert '<th scope="row">Wales &lt;b&gt;</th><td class="r">9</td>' in shown


def test_stacked_chart_parts_follow_each_other():
    (bar,) = charts.stacked_chart("Sectors", [("Kite", 3, 1)], "public", "private")["bars"]
    assert (bar["a_width"], bar["b_x"], bar["b_width"]) == ("315", "517", "103")


def test_ladder_chart_places_scores_on_its_scale():
    chart = charts.ladder_chart("Ranks", [{"label": "Kite", "score": 3.0, "low": 2.0, "high": 4.0}], low=1, high=5)
    (rung,) = chart["rungs"]
    assert (rung["dot"], rung["bar_x"], rung["bar_width"], rung["score"]) == ("440", "310", "260", "3.00")


def test_ladder_chart_draws_an_arrow_from_the_raw_score():
    row = {"label": "Kite", "score": 4.16, "low": 3.8, "high": 4.5, "raw": 4.05}
    (rung,) = charts.ladder_chart("Ranks", [row], low=2.5, high=4.5)["rungs"]
    assert (rung["raw"], rung["raw_words"]) == ("583", "4.05")


def test_ladder_chart_shades_neighbours_that_are_too_close():
    rows = [
        {"label": name, "score": 3, "low": 2, "high": 4, "band": band} for name, band in (("a", 1), ("b", 1), ("c", 2))
    ]
    assert charts.ladder_chart("Ranks", rows)["bands"] == [{"y": 43, "height": 106}]


def test_charts_have_a_form_for_phones_that_needs_no_scrolling():
    row = {"label": "Kite", "score": 3.0, "low": 2.0, "high": 4.0, "extra": ["1 to 2", "4"]}
    shown = render('{% ladder_chart "Ranks" rows heads=heads %}', rows=[row], heads=["Rank range", "Judges"])
    slim = shown.partition('class="slim"')[2].partition("</ol>")[0]
    assert ("1 Kite" in slim, "3.00" in slim, 'aria-label="2.00–4.00"' in slim) == (True, True, True)
    assert "Rank range: 1 to 2, Judges: 4" in slim
    # Without a score as given there is neither its ring in the key nor its column.
    assert ("adjusted score" in shown, "As given" in shown) == (False, False)
    bars = render('{% bar_chart "People" rows %}', rows=[("Wales", 7), ("Scotland", 14)])
    assert '<li><span>Wales</span> <b class="num">7</b><svg viewBox="0 0 100 8"' in bars
    assert 'width="50" height="8"' in bars


def test_slim_ladder_shades_neighbours_and_keeps_the_scale():
    row = {"score": 3, "low": 1, "high": 5}
    rows = [{**row, "label": name, "band": band} for name, band in zip("abcde", (1, 1, 2, 2, 3), strict=True)]
    slim = charts.ladder_chart("Ranks", rows, low=1, high=5)["slim"]
    assert {(rung["dot"], rung["bar_x"], rung["bar_width"]) for rung in slim["rungs"]} == {("180", "10", "340")}
    assert [(rung["shared"], rung["starts"]) for rung in slim["rungs"]] == [
        (True, True), (True, False), (True, True), (True, False), (False, False),
    ]  # fmt: skip


def test_split_bar_says_both_parts():
    shown = render('{% split_bar "Who leads" 61 39 "Kite 61 in 100" "Loom 39" %}')
    assert 'aria-label="Who leads: Kite 61 in 100, Loom 39"' in shown


def test_score_ladder_marks_every_sheet_and_shades_equal_scores():
    rows = [
        {"rank": 1, "label": name, "score": 50.0, "judges": 2, "band": 1, "marks": [(40.0, "Ann"), (60.0, "Ben")]}
        for name in ("Kite", "Loom")
    ]
    chart = charts.score_ladder("Ranks", rows)
    assert [(rung["rank"], rung["label"], rung["score"], rung["dot"]) for rung in chart["rungs"]] == [
        (1, "Kite", "50.0", "440"),
        (1, "Loom", "50.0", "440"),
    ]
    assert chart["rungs"][0]["marks"] == [("180", "40.0", "Ann"), ("700", "60.0", "Ben")]
    assert (chart["grid"][0], chart["grid"][-1], chart["bands"]) == (
        ("180", "40"),
        ("700", "60"),
        [{"y": 43, "height": 106}],
    )


def test_score_ladder_of_nothing_is_drawn():
    assert charts.score_ladder("Ranks", [])["rungs"] == []


CURVE = '{% curve_chart "Ways" rows "people moved" "points" "every rule holds" "a rule is broken" %}'


def test_curve_runs_from_its_highest_to_its_lowest_point_at_even_steps():
    chart = charts.curve_chart("Ways", [(0, 76, True), (1, 71, False), (4, 66, False)], "moved", "points", "yes", "no")
    assert [(dot["x"], dot["value"], dot["ring"]) for dot in chart["dots"]] == [
        ("96", "76.0", True),
        ("368", "71.0", False),
        ("640", "66.0", False),
    ]
    heights = [float(dot["y"]) for dot in chart["dots"]]
    assert heights == sorted(heights)
    assert [words for _y, words in chart["grid"]] == ["66", "68", "70", "72", "74", "76", "78"]


def test_curve_of_one_point_or_none_can_be_drawn():
    for rows in ([("0", 12.5, False)], []):
        shown = render(CURVE, rows=rows)
        assert "<svg" in shown
        assert "a rule is broken" not in shown


def test_curve_has_title_description_and_table():
    shown = render(CURVE, rows=[("0", 12.5, True), ("1 <b>", 10, False)])
    assert '<title id="c-ways-t">Ways</title><desc id="c-ways-d">0: 12.5; 1 &lt;b&gt;: 10.0</desc>' in shown
    assert '<th scope="row">0</th><td class="r">12.5</td><td>a rule is broken</td>' in shown
