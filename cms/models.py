"""The public pages: home, programme, cohorts, challenges, news and ordinary pages.

They read the rooms below and hold no personal data of their own.
"""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from cms import reading
from cms.blocks import BODY, DoorBlock, FactBlock
from cohorts.models import Cohort, Programme
from core.privacy import NOT_PERSONAL

BLOCKS_MAX = 60
NEWS_PER_PAGE = 10


class PublicPage(Page):
    """What all public pages share; not a page of its own."""

    lede = models.CharField(_("opening sentence"), max_length=300, blank=True, default="")

    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("lede")]

    class Meta:
        abstract = True


class HomePage(PublicPage):
    """The front page: what the programme is, its twelve weeks, what the last cohort did."""

    programme = models.ForeignKey(
        Programme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("programme on the dial")
    )
    action_words = models.CharField(_("words of the button"), max_length=40, blank=True, default="")
    action_page = models.ForeignKey(Page, models.SET_NULL, null=True, blank=True, related_name="+")
    facts_title = models.CharField(_("heading above the figures"), max_length=60, blank=True, default="")
    facts = StreamField([("fact", FactBlock())], blank=True, max_num=6)
    doors = StreamField([("door", DoorBlock())], blank=True, max_num=4)

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "cms/home.html"
    PRIVACY: dict[str, Any] = dict.fromkeys(("lede", "action_words", "facts_title", "facts", "doors"), NOT_PERSONAL)
    content_panels: ClassVar[list[Any]] = [
        *PublicPage.content_panels,
        FieldPanel("programme"),
        FieldPanel("action_words"),
        FieldPanel("action_page"),
        FieldPanel("facts_title"),
        FieldPanel("facts"),
        FieldPanel("doors"),
    ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the dial's weeks and the challenges that are public."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        questions = reading.public_briefs(limit=6)
        return context | {
            "weeks": reading.dial_weeks(self.programme),
            "questions": questions,
            "question_count": reading.public_brief_count() if questions else 0,
            "challenges_page": ChallengesPage.objects.live().first(),
        }


class ProgrammePage(PublicPage):
    """One programme: its twelve weeks and its cohorts."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+", verbose_name=_("programme"))
    body = StreamField(BODY, blank=True, max_num=BLOCKS_MAX)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    template = "cms/programme.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("programme"), FieldPanel("body")]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the weeks, and the pages of its cohorts."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = CohortPage.objects.live().filter(cohort__programme=self.programme).select_related("cohort")
        return context | {
            "weeks": list(self.programme.weeks.order_by("number")),
            "cohort_pages": pages.order_by("-cohort__starts_on"),
        }


class CohortsPage(PublicPage):
    """All cohorts, the newest first."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.CohortPage"]
    template = "cms/cohorts.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With each cohort's page and, once released, its winners."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        pages = list(CohortPage.objects.child_of(self).live().select_related("cohort").order_by("-cohort__starts_on"))
        winners = reading.winners_by_cohort([page.cohort_id for page in pages])
        return context | {"rows": [(page, winners.get(page.cohort_id, [])) for page in pages]}


class CohortPage(PublicPage):
    """One cohort: where it is in its twelve weeks, its challenges, visits and, after release, its winners."""

    cohort = models.OneToOneField(Cohort, models.PROTECT, related_name="+", verbose_name=_("cohort"))
    body = StreamField(BODY, blank=True, max_num=BLOCKS_MAX)

    parent_page_types: ClassVar[list[str]] = ["cms.CohortsPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/cohort.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("cohort"), FieldPanel("body")]

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
        """With the week line, challenges, visits and the released result."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | reading.cohort_facts(self.cohort)


class ChallengesPage(PublicPage):
    """Every challenge that is public."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/challenges.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the public briefs and their owners."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {"questions": reading.public_briefs(limit=200)}


class NewsIndexPage(PublicPage):
    """News, the newest first."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["cms.HomePage"]
    subpage_types: ClassVar[list[str]] = ["cms.NewsPage"]
    template = "cms/news_index.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With one page of news."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        news = NewsPage.objects.child_of(self).live().order_by("-published_on", "-pk")
        return context | {"items": Paginator(news, NEWS_PER_PAGE).get_page(request.GET.get("page"))}


class NewsPage(PublicPage):
    """One piece of news."""

    published_on = models.DateField(_("date"))
    body = StreamField(BODY, blank=True, max_num=BLOCKS_MAX)

    parent_page_types: ClassVar[list[str]] = ["cms.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "cms/news.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("published_on"), FieldPanel("body")]


class OrdinaryPage(PublicPage):
    """A page of text: about, accessibility, privacy."""

    body = StreamField(BODY, blank=True, max_num=BLOCKS_MAX)
    is_in_footer = models.BooleanField(_("linked at the foot of every page"), default=False)

    parent_page_types: ClassVar[list[str]] = ["cms.HomePage", "cms.OrdinaryPage"]
    template = "cms/ordinary.html"
    PRIVACY: dict[str, Any] = {"lede": NOT_PERSONAL, "body": NOT_PERSONAL}
    content_panels: ClassVar[list[Any]] = [*PublicPage.content_panels, FieldPanel("body")]
    promote_panels: ClassVar[list[Any]] = [*Page.promote_panels, FieldPanel("is_in_footer")]
