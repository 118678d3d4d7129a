"""People's Markdown comes out safe."""

import pytest

from core.templatetags.prose import clean, in_words, prose, prose_line

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](javascript:alert(1))",
    "![x](http://example.com/pixel.png)",
    '<div style="position:fixed">x</div>',
    '<a href="http://example.com" onclick="x()">x</a>',
    "<svg><animate onbegin=alert(1)></svg>",
    "<iframe src=//example.com></iframe>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](http://example.com "a\\" onmouseover=\\"alert(1)")',
    "`<script>alert(1)</script>`",
    "<!--><script>alert(1)</script>-->",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_prose_lets_nothing_active_through(text):
    """F-10: no script, handler, style, image or address scheme beyond the three survives."""
    from html.parser import HTMLParser

    found = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.append(tag)
            for name, value in attrs:
                found.append(name)
                assert not name.startswith("on")
                assert name in {"href", "title", "rel", "start", "class"}
                if name == "href":
                    assert value.startswith(("http://", "https://", "mailto:"))

    Reader().feed(prose(text))
    assert {"script", "img", "svg", "iframe", "style", "object"} & set(found) == set()


def test_clean_keeps_what_people_need():
    """F-10: ordinary Markdown is shown as meant."""
    shown = clean("# Plan\n\nSee [the desk](https://example.com/d).\n\n- **one**\n- two")
    assert shown == (
        '<h3>Plan</h3>\n<p>See <a href="https://example.com/d" rel="nofollow noopener">the desk</a>.</p>\n'
        "<ul>\n<li><strong>one</strong></li>\n<li>two</li>\n</ul>\n"
    )


def test_prose_of_nothing_is_nothing():
    assert (prose(""), prose(None)) == ("", "")


def test_prose_line_is_plain_and_cut_at_a_word():
    text = "**Sensors** & [alerts](https://example.com) in six homes\n\nmore"
    assert prose_line(text) == "Sensors & alerts in six homes"
    assert prose_line(text, 20) == "Sensors & alerts in…"


def test_in_words_up_to_ten():
    assert [in_words(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]
