"""What a brief lacks before it may be published: approval, a sensitivity check and the sponsor's backing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.briefs.models import Brief
from challenges.briefs.review.engine import is_material
from challenges.briefs.review.models import Backing, SensitivityCheck
from challenges.briefs.review.texts import hash_of, shown, texts_of
from challenges.briefs.review.workflow import SponsorAnswer
from challenges.briefs.workflow import BriefState

APPROVAL, CHECK, BACKING = "approval", "check", "backing"


@dataclass(frozen=True)
class Need:
    """One thing that must be there before publication."""

    name: str
    title: str
    words: str
    is_met: bool
    url: str
    button: str


@dataclass(frozen=True)
class Papers:
    """The latest check and the backings of one brief."""

    check: SensitivityCheck | None
    open_check: SensitivityCheck | None
    backing: Backing | None
    open_backing: Backing | None


def papers_of(briefs: Iterable[Brief]) -> dict[int, Papers]:
    """What is there of each brief, by its id: two queries for all of them."""
    ids = [brief.pk for brief in briefs]
    checks: dict[int, list[SensitivityCheck]] = {pk: [] for pk in ids}
    backings: dict[int, list[Backing]] = {pk: [] for pk in ids}
    for check in SensitivityCheck.objects.filter(brief__in=ids).select_related("checker").order_by("pk"):
        checks[check.brief_id].append(check)
    for backing in Backing.objects.filter(brief__in=ids).select_related("asked_by").order_by("answered_at", "pk"):
        backings[backing.brief_id].append(backing)
    return {pk: _papers(checks[pk], backings[pk]) for pk in ids}


def _papers(checks: list[SensitivityCheck], backings: list[Backing]) -> Papers:
    done = [check for check in checks if check.done_at]
    answered = [backing for backing in backings if backing.answered_at]
    return Papers(
        done[-1] if done else None,
        next((check for check in checks if check.done_at is None), None),
        answered[-1] if answered else None,
        next((one for one in backings if one.answered_at is None and one.ended_at is None), None),
    )


def needs_of(brief: Brief, papers: Papers | None = None) -> list[Need]:
    """The three things, met or not, each with the button that gets it."""
    papers = papers or papers_of([brief])[brief.pk]
    return [_approval(brief), _check(brief, papers), _backing(brief, papers)]


def is_checked(brief: Brief, papers: Papers) -> bool:
    """Whether these very texts were checked."""
    return papers.check is not None and papers.check.texts_hash == hash_of(texts_of(brief))


def is_backed(brief: Brief, papers: Papers) -> bool:
    """Whether the sponsor backs this brief, and it still says about what the sponsor read."""
    said = papers.backing
    is_yes = said is not None and said.answer == SponsorAnswer.BACKED
    return bool(is_yes and said and not is_material(shown(said.texts), texts_of(brief)))


def _approval(brief: Brief) -> Need:
    is_met = brief.state in (BriefState.APPROVED, BriefState.PUBLISHED, BriefState.CLOSED)
    words = _("It is approved.") if is_met else _("It is not approved yet: %(state)s.") % {"state": _state(brief)}
    return Need(APPROVAL, _("Approval"), words, is_met, _url("brief_review", brief), _("See the review"))


def _state(brief: Brief) -> str:
    return str(BriefState(brief.state).label).lower()


def _check(brief: Brief, papers: Papers) -> Need:
    is_met, check = is_checked(brief, papers), papers.check
    if is_met:
        words = _("The texts were checked as they stand.")
    elif papers.open_check and papers.open_check.checker:
        words = _("%(name)s was asked and has not answered yet.") % {"name": papers.open_check.checker.name}
    elif check:
        words = _("The texts have changed since they were checked.")
    else:
        words = _("Nobody has checked the texts yet.")
    return Need(CHECK, _("Sensitivity check"), words, is_met, _url("brief_check", brief), _("Check the texts"))


def _backing(brief: Brief, papers: Papers) -> Need:
    is_met = is_backed(brief, papers)
    words = _backing_words(brief, papers, is_met=is_met)
    return Need(BACKING, _("The sponsor’s backing"), words, is_met, _url("brief_backing", brief), _("Ask the sponsor"))


def _backing_words(brief: Brief, papers: Papers, *, is_met: bool) -> str:
    said, waiting = papers.backing, papers.open_backing
    if is_met and said:
        if shown(said.texts) != texts_of(brief):
            return _("%(name)s backs it; a few words have changed since.") % {"name": said.name}
        return _("%(name)s backs it.") % {"name": said.name}
    if waiting:
        return _("%(name)s was asked and has not answered yet.") % {"name": waiting.name}
    if said and said.answer == SponsorAnswer.NOT_NOW:
        return _("%(name)s said: not now.") % {"name": said.name}
    if said:
        return _("%(name)s backed an earlier text, which has changed much since.") % {"name": said.name}
    return _("No senior sponsor has said that the organisation stands behind it.")


def _url(name: str, brief: Brief) -> str:
    return reverse(f"organise:{name}", args=[brief.cohort.slug, brief.key])


def lacking(briefs: Iterable[Brief]) -> dict[int, list[Need]]:
    """What each brief lacks before it may be published, by its id; briefs that lack nothing are left out."""
    rows = list(briefs)
    papers = papers_of(rows)
    found = {brief.pk: [need for need in needs_of(brief, papers[brief.pk]) if not need.is_met] for brief in rows}
    return {pk: needs for pk, needs in found.items() if needs}
