"""The ring, the logo, the week line and the dial are drawn with the geometry that the look fixes."""

from datetime import date
from math import hypot

from django.template import Context, Template

from core.templatetags import marks, rings


def render(source: str, **context) -> str:
    return Template(source).render(Context(context))


def test_segment_of_a_past_week_is_the_path_of_the_design():
    path = rings.segment(0, rings.PAST, (60.0, 60.0))
    assert path == "M61.5 8.02A52 52 0 0 1 84.69 14.24L76.69 28.1A36 36 0 0 0 61.5 24.03Z"


def test_segment_of_this_week_is_the_path_of_the_design():
    path = rings.segment(4, rings.NOW, (60.0, 60.0))
    assert path == "M110.33 90.79A59 59 0 0 1 90.79 110.33L77.78 87.8A33 33 0 0 0 87.8 77.78Z"


def test_segment_of_a_week_to_come_is_the_path_of_the_design():
    path = rings.segment(11, rings.TODO, (60.0, 60.0))
    assert path == "M36 14.43A51.5 51.5 0 0 1 58 8.54L58 23.55A36.5 36.5 0 0 0 43.51 27.44Z"


def test_segment_of_the_logo_is_the_path_of_the_design():
    path = rings.segment(11, rings.LOGO, (24.0, 24.0))
    assert path == "M13.55 3.51A23 23 0 0 1 22.8 1.03L22.8 11.56A12.5 12.5 0 0 0 18.82 12.62Z"


def test_segment_gaps_are_parallel():
    """The gap is as wide at the inner edge as at the outer one."""
    numbers = [[float(n) for n in part.split()] for part in _corners(rings.segment(0, rings.PAST, (0.0, 0.0)))]
    last = [[float(n) for n in part.split()] for part in _corners(rings.segment(11, rings.PAST, (0.0, 0.0)))]
    outer = hypot(numbers[0][0] - last[1][0], numbers[0][1] - last[1][1])
    inner = hypot(numbers[3][0] - last[2][0], numbers[3][1] - last[2][1])
    assert (round(outer, 1), round(inner, 1)) == (3.0, 3.0)


def _corners(path: str) -> list[str]:
    a, rest = path[1:].split("A", 1)
    arc, rest = rest.split("L")
    c, back = rest[:-1].split("A")
    return [a, " ".join(arc.split()[-2:]), c, " ".join(back.split()[-2:])]


def test_number_drops_trailing_noughts():
    assert [rings.number(value) for value in (58.5, 60.0, -0.001, 3.14159)] == ["58.5", "60", "0", "3.14"]


def test_ring_has_past_this_and_coming_weeks():
    drawn = marks.ring(week=5)
    assert [drawn.count(f"seg-{state}") for state in ("past", "now", "todo")] == [4, 1, 7]


def test_ring_before_the_first_week_is_all_to_come():
    drawn = marks.ring(week=0)
    assert [drawn.count(f"seg-{state}") for state in ("past", "now", "todo")] == [0, 0, 12]


def test_ring_after_the_last_week_is_all_past():
    drawn = marks.ring(week=13, size=104)
    assert [drawn.count(f"seg-{state}") for state in ("past", "now", "todo")] == [12, 0, 0]
    assert "ring-num" not in drawn


def test_ring_with_a_label_is_an_image_with_that_name():
    drawn = marks.ring(week=5, label='Week 5 of 12: "research"')
    assert 'role="img" aria-label="Week 5 of 12: &quot;research&quot;"' in drawn


def test_ring_without_a_label_is_decoration():
    assert 'aria-hidden="true"' in marks.ring(week=5)


def test_ring_shows_its_number_from_64_pixels():
    assert ["ring-num" in marks.ring(week=5, size=size) for size in (60, 63, 64, 248)] == [False, False, True, True]


def test_logo_has_its_twelfth_segment_in_the_colour_of_now():
    drawn = marks.logo(36)
    assert (drawn.count('class="seg"'), drawn.count('class="seg-now"')) == (11, 1)


def test_week_line_marks_the_present_week():
    weeks = [
        {"number": 1, "title": "Kick-off", "state": "past", "starts": date(2027, 1, 4), "events": []},
        {
            "number": 2,
            "title": "Owners",
            "state": "now",
            "starts": date(2027, 1, 11),
            "events": [("public", "Briefing", None)],
        },
    ]
    shown = render("{% week_line weeks %}", weeks=weeks)
    assert shown.count('aria-current="step"') == 1
    assert '<li class="now" aria-current="step"><b>2' in shown


def test_dial_escapes_what_it_is_given():
    shown = render("{% dial weeks %}", weeks=[{"number": 1, "title": "<b>x</b>", "note": "", "kind": "team"}])
    assert "<b>x</b>" not in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown
