"""Documents lead somewhere: every link to a file resolves, every heading that is linked to is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.house.code import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
# The journey test makes these; until it has, there is nothing to look at.
PICTURES = ROOT / "docs" / "pictures"


def links(page: Path) -> list[str]:
    """The files and headings of ours that the page links to."""
    found = LINK.findall(CODE.sub("", page.read_text()))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def anchors(page: Path) -> set[str]:
    """The headings of a page as addresses."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def is_there(page: Path, link: str) -> bool:
    file, _hash, anchor = link.partition("#")
    target = (page.parent / file).resolve() if file else page
    if PICTURES in target.parents and not PICTURES.exists():
        return True
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file(name):
    page = ROOT / name
    assert [link for link in links(page) if not is_there(page, link)] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/index.md", "docs/architecture.md"])
def test_every_target_of_make_that_is_told_is_there(name):
    told = set(re.findall(r"`make ([a-z-]+)", (ROOT / name).read_text()))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert sorted(told - targets) == []


def test_every_document_can_be_reached_from_the_index():
    reached, queue = set(), [ROOT / "docs" / "index.md"]
    while queue:
        page = queue.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        queue += [(page.parent / link.partition("#")[0]).resolve() for link in links(page) if link[0] != "#"]
    assert [str(page.relative_to(ROOT)) for page in PAGES if page not in reached] == []


def test_every_decision_stands_in_the_list_under_its_own_number():
    files = sorted(page.name for page in (ROOT / "docs" / "adr").glob("[0-9]*.md"))
    assert [int(name[:4]) for name in files] == list(range(1, len(files) + 1))
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (ROOT / "docs" / "adr" / "index.md").read_text())
    assert listed == files


def test_every_language_that_is_offered_has_its_catalogue():
    """English is what the texts are written in; another one joins with all of its words (docs/adr/0018)."""
    others = [code for code, _name in settings.LANGUAGES if not code.startswith("en")]
    wanted = [ROOT / "locale" / code / "LC_MESSAGES" / "django.mo" for code in others]
    assert [str(file) for file in wanted if not file.exists()] == []
