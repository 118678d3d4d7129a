"""The public pages: home, programme, cohorts, challenges, news and ordinary pages.

They read the rooms below and hold no personal data of their own.
"""

import re
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms import reading
from cms.blocks import BODY, Blocks, DoorBlock, FactBlock
from cms.navigation import open_to_all
from cohorts.models import Cohort, Programme
from core.privacy import NOT_PERSONAL

BLOCKS_MAX = 40
PICTURES_MAX = 12
DESCRIPTION_MAX = 300
NEWS_PER_PAGE = 10
TEAMS_PER_PAGE = 30
CHALLENGES_MAX = 200
# One query finds a page of any kind, with what its template reads of its cohort.
KINDS = (
    "programmepage__programme",
    "cohortspage",
    "cohortpage__cohort__programme",
    "cohortpage__cohort__release",
    "cohortpage__cohort__pitch_day",
    "cohortpage__cohort__challenge_call",
    "challengespage",
    "newsindexpage",
    "newspage",
    "ordinarypage",
)


def body_field() -> StreamField:
    """The blocks of a page, at most forty of them."""
    limits = {"picture": {"max_num": PICTURES_MAX}}
    return StreamField(Blocks(BODY), blank=True, max_num=BLOCKS_MAX, block_counts=limits, verbose_name=_("content"))


class PublicPage(Page):
    """What all public pages share; not a page of its own."""

    lede = models.CharField(_("opening sentence"), max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL}
    # A page of this site is public or not published; there are no passwords beside our accounts.
    private_page_options: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lede")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """A description for search engines is a sentence or two."""
        super().clean()
        if len(self.search_description) > DESCRIPTION_MAX:
            words = _("Write at most %(most)s characters.") % {"most": DESCRIPTION_MAX}
            raise ValidationError({"search_description": words})

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Those of the page and of what it stands under, in one query instead of two."""
        step = self.steplen
        paths = [self.path[:end] for end in range(step, len(self.path) + 1, step)]
        return PageViewRestriction.objects.filter(page__path__in=paths)

    def get_full_url(self, request: HttpRequest | None = None) -> str | None:
        """The address with the site's own host, whatever host asked."""
        path = self.get_url(request)
        return f"{settings.SITE_URL.rstrip('/')}{path}" if path else None

    full_url = property(get_full_url)

    @property
    def description(self) -> str:
        """What search engines and shared links say of the page."""
        return self.search_description or self.lede


class HomePage(PublicPage):
    """The front page: what the programme is, its twelve weeks, what the last cohort did."""

    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("programme on the dial")
    )
    action_words = models.CharField(_("words of the button"), max_length=40, blank=True, default="")
    action_page = models.ForeignKey(
        Page, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("page behind the button")
    )
    action_note = models.CharField(_("words beside the button"), max_length=80, blank=True, default="")
    facts_title = models.CharField(_("heading above the figures"), max_length=60, blank=True, default="")
    facts = StreamField(Blocks([("fact", FactBlock())]), blank=True, max_num=6, verbose_name=_("figures"))
    doors = StreamField(Blocks([("door", DoorBlock())]), blank=True, max_num=4, verbose_name=_("ways to take part"))

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "cms/home.html"
    PRIVACY: dict[str, Any] = dict.fromkeys(
        ("lede", "action_words", "action_note", "facts_title", "facts", "doors"), NOT_PERSONAL
    )
    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("action_words"),
        FieldPanel("action_page"),
        FieldPanel("action_note"),
        FieldPanel("programme"),
        FieldPanel("facts_title"),
        FieldPanel("facts"),
        FieldPanel("doors"),
    ]

    @property
    def title_lines(self) -> list[str]:
        """The title, a sentence a line."""
        return re.split(r"(?<=[.?])\s+", self.title)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The page at the address below home, of whatever kind, in one query."""
        if not path_components:
            return super().route(request, path_components)
        address = f"{self.url_path}{'/'.join(path_components)}/"
        page = Page.objects.live().filter(url_path=address).select_related(*KINDS).first()
        if page is None:
            raise Http404
        return RouteResult(getattr(page, page.cached_content_type.model, page))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the dial's weeks and the newest challenges that are public."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        questions, count = reading.newest_questions(limit=6)
        return context | {
            "weeks": reading.dial_weeks(self.programme_id),
            "questions": questions,
            "question_count": count,
            "challenges_page": ChallengesPage.objects.live().first() if questions else None,
        }


class ProgrammePage(PublicPage):
    """One programme: its twelve weeks and its cohorts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", verbose_name=_("programme"))
    body = body_field()

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/programme.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("programme"), FieldPanel("body")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the weeks, the skills and the pages of its cohorts."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "weeks": reading.dial_weeks(self.programme_id),
            "skills": reading.skills_of(self.programme_id),
            "rows": cohort_rows(CohortPage.objects.filter(cohort__programme=self.programme_id)),
        }


def cohort_rows(pages: PageQuerySet) -> list[dict[str, Any]]:
    """Live cohort pages, the newest first, each with its week and, once released, its winners; one query."""
    listed = list(open_to_all(pages.live()).select_related("cohort__release").order_by("-cohort__starts_on", "-pk"))
    return [{"page": page, **reading.cohort_in_short(page.cohort)} for page in listed]


class CohortsPage(PublicPage):
    """All cohorts, the newest first."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.CohortPage"]
    template = "cms/cohorts.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With each cohort's page and, once released, its winners."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"rows": cohort_rows(CohortPage.objects.child_of(self))}


class CohortPage(PublicPage):
    """One cohort: where it is in its twelve weeks, its challenges, visits and, after release, its winners."""

    cohort = models.OneToOneField(
        Cohort, models.PROTECT, related_name="+", verbose_name=_("cohort"), limit_choices_to=~Q(state="DRAFT")
    )
    body = body_field()

    parent_page_types: ClassVar[list[str]] = ["cms.CohortsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/cohort.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("cohort"),
        HelpPanel(
            _("Weeks, teams, challenges, visits and, once released, the winners stand on the page by themselves.")
        ),
        FieldPanel("body"),
    ]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """The page stands at the cohort's own address: mail links to it there."""
        if self.cohort_id:
            self.slug = self.cohort.slug
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """A draft cohort has no page yet."""
        super().clean()
        if self.cohort_id and self.cohort.state == "DRAFT":
            raise ValidationError({"cohort": _("This cohort is a draft. Its organisers open it first.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the week line, challenges, visits, one page of teams and the released result."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        facts = reading.cohort_facts(self.cohort)
        teams = Paginator(facts["teams"], TEAMS_PER_PAGE).get_page(request.GET.get("page"))
        return context | facts | {"team_page": teams}


class ChallengesPage(PublicPage):
    """Every challenge that is public."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/challenges.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the public briefs and their owners."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        questions, count = reading.newest_questions(limit=CHALLENGES_MAX)
        files = reading.files_of(questions)
        for brief in questions:
            brief.public_files = files.get(brief.pk, [])  # type: ignore[attr-defined]
        return context | {"questions": questions, "question_count": count, "calls": reading.open_calls()}


class NewsIndexPage(PublicPage):
    """News, the newest first."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    template = "cms/news_index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of news; a page that is not there is the last one (W-05)."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = open_to_all(NewsPage.objects.child_of(self).live()).defer_streamfields().order_by("-published_on", "-pk")
        return context | {"items": Paginator(news, NEWS_PER_PAGE).get_page(request.GET.get("page"))}


class NewsPage(PublicPage):
    """One piece of news."""

    published_on = models.DateField(_("date"))
    body = body_field()

    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("published_on"), FieldPanel("body")]


class OrdinaryPage(PublicPage):
    """A page of text: about, accessibility, privacy."""

    body = body_field()
    is_in_footer = models.BooleanField(_("linked at the foot of every page"), default=False)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.OrdinaryPage"]
    subpage_types: ClassVar[list[str]] = ["cms.OrdinaryPage"]
    template = "cms/ordinary.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [*Page.promote_panels, FieldPanel("is_in_footer")]
