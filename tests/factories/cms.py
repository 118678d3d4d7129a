"""Makers of public pages, through the pages' own rules."""

from datetime import date

from wagtail.models import Page

from cms.models import CohortPage, CohortsPage, HomePage, NewsIndexPage, NewsPage, OrdinaryPage, ProgrammePage
from tests.factories.cohorts import CohortFactory, ProgrammeFactory

TEXT = [("heading", "Why it matters"), ("text", "<p>Nine tenants <b>told us</b>.</p>")]


def home() -> HomePage:
    """The front page of the site that migrations made."""
    return HomePage.objects.get()


def _under(parent: Page, page: Page) -> Page:
    parent.add_child(instance=page)
    return page


def make_cohort_page(cohort=None, **fields) -> CohortPage:
    """A live page of a running cohort."""
    cohort = cohort or CohortFactory()
    page = CohortPage(**{"title": f"{cohort.name} cohort", "cohort": cohort, "slug": cohort.slug, **fields})
    return _under(CohortsPage.objects.get(), page)


def make_programme_page(programme=None, **fields) -> ProgrammePage:
    """A live page of a programme."""
    programme = programme or ProgrammeFactory()
    made = {"title": programme.name, "slug": programme.slug, "programme": programme, "body": TEXT, **fields}
    return _under(home(), ProgrammePage(**made))


def make_news(title="Spring begins", **fields) -> NewsPage:
    """A live piece of news."""
    made = {"title": title, "published_on": date(2027, 3, 1), "body": TEXT, **fields}
    return _under(NewsIndexPage.objects.get(), NewsPage(**made))


def make_ordinary(title="Contact", **fields) -> OrdinaryPage:
    """A live page of text."""
    return _under(home(), OrdinaryPage(**{"title": title, "body": TEXT, **fields}))
