"""Rules about templates: short, without inline styles, scripts or handlers, and all of them parse."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = settings.BASE_DIR / "templates"
FILES = sorted(ROOT.rglob("*.html"))
NAMES = [str(file.relative_to(ROOT)) for file in FILES]
CEILING = 150
INLINE = {
    "style attribute": re.compile(r"<[^>{}]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style[\s>]", re.IGNORECASE),
    "handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "javascript address": re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE),
}


@pytest.mark.parametrize("name", NAMES)
def test_template_is_short(name):
    assert len((ROOT / name).read_text().splitlines()) <= CEILING


@pytest.mark.parametrize("name", NAMES)
def test_template_keeps_to_the_content_security_policy(name):
    text = (ROOT / name).read_text()
    # Mail has no style sheets to link to: its few inline styles are its own affair.
    broken = [] if name.startswith("emails/") else [rule for rule, found in INLINE.items() if found.search(text)]
    assert broken == []


@pytest.mark.parametrize("name", NAMES)
def test_template_parses(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("name", NAMES)
def test_template_never_trusts_what_it_is_given(name):
    """Only the form pack passes on what crispy has rendered already."""
    text = (ROOT / name).read_text()
    found = re.findall(r"\|\s*safe\b|autoescape off", text)
    assert name.startswith(("twelvefold/layout/", "emails/")) or found == []
