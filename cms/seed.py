"""Fills the public pages, as an editor would, for demonstrations: every call may be made again."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from django.utils.html import format_html
from django.utils.text import slugify
from wagtail.models import Page

from cms.first_texts import Block
from cms.models import (
    ChallengesPage,
    CohortPage,
    CohortsPage,
    HomePage,
    NewsIndexPage,
    NewsPage,
    OrdinaryPage,
    ProgrammePage,
)
from cms.take_part_texts import DOORS, PROGRAMME
from cohorts.models import Cohort, Programme
from core.models import User

P = TypeVar("P", bound=Page)
Fact = tuple[str, str]
PILOT = "What the pilot did"
ACTION = ("See who can take part", "join-a-team", "")


def fill_home(
    *,
    programme: Programme,
    by: User | None,
    facts: Sequence[Fact] = (),
    facts_title: str = PILOT,
    action: tuple[str, str, str] = ACTION,
) -> HomePage:
    """Home has its dial, figures, button (words, slug of a page under home, a note) and the four ways to take part."""
    doors = [_door(door, by) for door in DOORS]
    home = _home()
    words, slug, note = action
    home.programme, home.facts_title = programme, facts_title if facts else ""
    home.action_words, home.action_note = words, note
    home.action_page = Page.objects.child_of(home).filter(slug=slug).first()
    home.facts = [("fact", {"figure": figure, "words": said}) for figure, said in facts]
    home.doors = [("door", door) for door in doors]
    _publish(home, by)
    # What migrations made is known to no search yet.
    for kind in (CohortsPage, ChallengesPage, NewsIndexPage, OrdinaryPage):
        for page in kind.objects.filter(latest_revision=None):
            _publish(page, by)
    return home


def publish_programme_page(
    *, programme: Programme, by: User | None, lede: str = "", texts: Sequence[Block] = PROGRAMME
) -> ProgrammePage:
    """The programme has its page, in the menu."""
    page = ProgrammePage.objects.filter(programme=programme).first() or ProgrammePage(programme=programme)
    page.title, page.slug = programme.name, programme.slug
    page.lede = lede or programme.summary
    page.body, page.show_in_menus = list(texts), True
    _keep(_home(), page, by)
    page.move(_home(), pos="first-child")
    page.refresh_from_db()
    return page


def publish_cohort_page(*, cohort: Cohort, lede: str, by: User | None) -> CohortPage:
    """The cohort has its page at its own address."""
    page = CohortPage.objects.filter(cohort=cohort).first() or CohortPage(cohort=cohort)
    page.title, page.slug, page.lede = f"{cohort.name} cohort", cohort.slug, lede
    return _keep(CohortsPage.objects.get(), page, by)


def publish_news(*, title: str, lede: str, text: str, on: date, by: User | None) -> NewsPage:
    """The news stands on the site, once; its text is plain, with an empty line between paragraphs."""
    index = NewsIndexPage.objects.get()
    slug = slugify(title)
    page = NewsPage.objects.child_of(index).filter(slug=slug).first() or NewsPage(slug=slug)
    page.title, page.lede, page.published_on = title, lede, on
    page.body = [("text", _paragraphs(text))]
    return _keep(index, page, by)


def _home() -> HomePage:
    """Read anew each time: its place in the tree changes as pages are added."""
    return HomePage.objects.get()


def _door(door: dict[str, Any], by: User | None) -> dict[str, Any]:
    """One way to take part, as home's block, after its page is there."""
    home = _home()
    page = OrdinaryPage.objects.child_of(home).filter(slug=door["slug"]).first() or OrdinaryPage(slug=door["slug"])
    page.title, page.lede, page.body = door["title"], door["lede"], list(door["texts"])
    _keep(home, page, by)
    return {"title": door["title"], "words": door["words"], "link_words": door["link_words"], "page": page}


def _paragraphs(text: str) -> str:
    return "".join(format_html("<p>{}</p>", part.strip()) for part in text.split("\n\n") if part.strip())


def _keep(parent: Page, page: P, by: User | None) -> P:
    if page.pk is None:
        parent.add_child(instance=page)
    return _publish(page, by)


def _publish(page: P, by: User | None) -> P:
    page.save_revision(user=by, log_action=True).publish(user=by)
    page.refresh_from_db()
    return page
