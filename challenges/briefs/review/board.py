"""The organisers' board of briefs: each with who owes its next step, and since when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief, BriefOwner
from challenges.briefs.review.models import Review
from challenges.briefs.review.needs import Papers, is_backed, is_checked, papers_of
from challenges.briefs.workflow import BriefState
from cohorts.models import Cohort
from core.audit.models import Event

B = BriefState
ORDER = (B.SUBMITTED, B.IN_REVIEW, B.CHANGES, B.APPROVED, B.DRAFT, B.PUBLISHED, B.CLOSED, B.REJECTED, B.WITHDRAWN)


@dataclass(frozen=True)
class Owed:
    """Who owes what, and since when."""

    who: str
    what: str
    since: datetime | None


@dataclass(frozen=True)
class Row:
    """One brief of the board."""

    brief: Brief
    owed: list[Owed]
    can_remind: bool


@dataclass(frozen=True)
class Group:
    """The briefs of one state."""

    state: BriefState
    rows: list[Row]

    @property
    def is_done(self) -> bool:
        """Whether nobody owes a step of such briefs."""
        return self.state in (B.PUBLISHED, B.CLOSED, B.REJECTED, B.WITHDRAWN)


def board_of(cohort: Cohort) -> list[Group]:
    """Every brief of the cohort by its state; six queries, however many there are."""
    briefs = list(Brief.objects.with_owner().filter(cohort=cohort).order_by("question"))
    ground = _Ground.of(briefs)
    groups = []
    for state in ORDER:
        rows = [_row(brief, ground) for brief in briefs if brief.state == state]
        if rows:
            groups.append(Group(state, rows))
    return groups


@dataclass(frozen=True)
class _Ground:
    """What is asked once for all briefs."""

    papers: dict[int, Papers]
    reviews: dict[int, list[Review]]
    owners: dict[int, list[str]]
    since: dict[int, datetime]

    @classmethod
    def of(cls, briefs: list[Brief]) -> "_Ground":
        ids = [brief.pk for brief in briefs]
        reviews: dict[int, list[Review]] = {pk: [] for pk in ids}
        rows = Review.objects.standing().filter(version__brief__in=ids, version__brief__state=B.IN_REVIEW)
        for review in rows.select_related("reviewer", "version").order_by("pk"):
            reviews[review.version.brief_id].append(review)
        owners: dict[int, list[str]] = {pk: [] for pk in ids}
        for owner in BriefOwner.objects.filter(brief__in=ids).select_related("user").order_by("pk"):
            owners[owner.brief_id].append(owner.user.name)
        events = Event.objects.filter(subject_type=Brief._meta.label, subject_id__in=ids, event__startswith="brief.")
        moved = events.exclude(event__in=["brief.edited", "brief.owner_added", "brief.owner_removed"])
        since = dict(moved.values_list("subject_id").annotate(last=Max("at")))
        return cls(papers_of(briefs), reviews, owners, since)


def _row(brief: Brief, ground: _Ground) -> Row:
    since = ground.since.get(brief.pk)
    owner = ", ".join(ground.owners[brief.pk]) or _("Owner")
    papers = ground.papers[brief.pk]
    owed = {
        B.SUBMITTED: lambda: [Owed(_("Organisers"), _("name two reviewers"), since)],
        B.IN_REVIEW: lambda: _reviews(ground.reviews[brief.pk], since),
        B.CHANGES: lambda: [Owed(owner, _("change the text and submit it again"), since)],
        B.APPROVED: lambda: _papers(brief, papers, since),
        B.DRAFT: lambda: [Owed(owner, _("write it and submit it"), since)],
    }.get(B(brief.state), list)()
    can_remind = brief.state in (B.IN_REVIEW, B.CHANGES) or papers.open_check is not None
    return Row(brief, owed, can_remind and any(one.who != _("Organisers") for one in owed))


def _reviews(reviews: list[Review], since: datetime | None) -> list[Owed]:
    latest = max((review.version.number for review in reviews), default=0)
    now = [review for review in reviews if review.version.number == latest]
    owing = [Owed(one.reviewer.name, _("review it"), one.asked_at) for one in now if one.handed_in_at is None]
    if len(now) < 2:
        owing.append(Owed(_("Organisers"), _("name a second reviewer"), since))
    last = max((one.handed_in_at for one in now if one.handed_in_at), default=since)
    return owing or [Owed(_("Organisers"), _("decide: every review is in"), last)]


def _papers(brief: Brief, papers: Papers, since: datetime | None) -> list[Owed]:
    owed = []
    if not is_checked(brief, papers):
        waits = papers.open_check
        who = waits.checker.name if waits and waits.checker else _("Organisers")
        owed.append(Owed(who, _("check the texts"), waits.asked_at if waits else since))
    if not is_backed(brief, papers):
        asked = papers.open_backing
        words = _("answer whether they back it") if asked else _("ask the senior sponsor")
        owed.append(Owed(asked.name if asked else _("Organisers"), words, asked.asked_at if asked else since))
    return owed or [Owed(_("Organisers"), _("publish it"), since)]
