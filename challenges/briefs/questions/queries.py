"""What pages ask about questions, each in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from challenges.briefs.models import Brief, BriefOwner, brief_of
from challenges.briefs.questions.closing import Closing, closing_of
from challenges.briefs.questions.engine import Alike, alike
from challenges.briefs.questions.models import CLAIM, AnswerCorrection, BriefAnswer, BriefQuestion
from challenges.briefs.questions.workflow import AskedState, Owes
from challenges.briefs.roles import OUT
from cohorts.models import Cohort, Team
from core.access import unproved

LIST_SHOWN = 40
OWED_SHOWN = 20
SHOWS = ("open", "mine", "overdue", "answered", "all")


def _corrections(path: str = "corrections") -> Prefetch[Any]:
    return Prefetch(path, AnswerCorrection.objects.select_related("made_by").order_by("version"))


def answers_to_all(brief: Brief) -> list[BriefAnswer]:
    """What everybody of the cohort may read: the list of frequent ones in its order, then the newest; two queries."""
    rows = BriefAnswer.objects.filter(question__brief=brief, is_for_all=True).select_related("answered_by")
    return list(rows.prefetch_related(_corrections()).order_by(F("place").asc(nulls_last=True), "-answered_at", "-pk"))


@dataclass(frozen=True)
class Reading:
    """What a person of the cohort reads of the questions about one challenge."""

    brief: Brief
    team: Team | None
    frequent: list[BriefAnswer]
    others: list[BriefAnswer]
    own: list[BriefQuestion]
    closing: Closing
    works_on_it: bool

    def is_over(self, now: datetime) -> bool:
        """Whether the reader's team may not ask any more."""
        return self.closing.is_over(now, works_on_it=self.works_on_it)

    @property
    def shared_count(self) -> int:
        """How many answers everybody of the cohort may read."""
        return len(self.frequent) + len(self.others)

    @property
    def ends_for_others(self) -> bool:
        """Whether the reader's team asks on after the others."""
        return self.works_on_it and not self.closing.is_set

    def like(self, text: str) -> list[tuple[Alike, str, BriefAnswer]]:
        """The answers that may already be what is asked for: why, what was asked, and what was answered."""
        known = {answer.key: (answer.wording, answer) for answer in (*self.frequent, *self.others)}
        known |= {row.given.key: (row.text, row.given) for row in self.own if row.given}
        found = alike(text, {key: words for key, (words, _answer) in known.items()})
        return [(one, *known[one.key]) for one in found]


def reading_of(brief: Brief, team: Team | None) -> Reading:
    """Everything that the team's page of the questions shows."""
    shared = answers_to_all(brief)
    return Reading(
        brief=brief,
        team=team,
        frequent=[answer for answer in shared if answer.place is not None],
        others=[answer for answer in shared if answer.place is None],
        own=own_questions(brief, team) if team else [],
        closing=closing_of(brief),
        works_on_it=team is not None and brief_of(team) == brief,
    )


def on_brief(brief: Brief, team: Team | None, now: datetime) -> dict[str, Any]:
    """What the challenge's page shows of its questions, once it is out."""
    if not brief.is_out:
        return {}
    reading = reading_of(brief, team)
    return {"reading": reading, "reading_over": reading.is_over(now)}


def own_questions(brief: Brief, team: Team) -> list[BriefQuestion]:
    """The team's own questions with what was answered, the newest first; three queries."""
    rows = BriefQuestion.objects.whole().filter(brief=brief, team=team)
    paths = [_corrections("answer__corrections"), _corrections("same_as__answer__corrections")]
    return list(rows.prefetch_related(*paths).order_by("-asked_at", "-pk"))


def queue_of(side: str, user: Any, now: datetime) -> "dict[str, Q]":
    """What each filter of the queue lets through, as a condition on the rows."""
    is_alone = Q(state=AskedState.MERGED, same_as=None)
    waits = Q(Q(state=AskedState.OPEN) | is_alone, brief__state__in=OUT)
    is_mine = Q(owed_by=side) | Q(claimed_by=user, claimed_at__gt=now - CLAIM)
    if side == Owes.ORGANISER:
        answering = BriefOwner.objects.filter(brief=OuterRef("brief"), user__is_active=True)
        is_mine |= Q(~Exists(answering), owed_by=Owes.OWNER)
    return {
        "open": waits,
        "mine": waits & is_mine,
        "overdue": waits & Q(due_at__lte=now),
        "answered": Q(state=AskedState.ANSWERED),
        "all": Q(),
    }


def counts_of(rows: "QuerySet[BriefQuestion]", conditions: "dict[str, Q]") -> dict[str, int]:
    """How many rows each filter lets through; one query."""
    return rows.aggregate(**{f"n_{name}": Count("pk", filter=q or Q(pk__gt=0)) for name, q in conditions.items()})


def for_list(rows: "QuerySet[BriefQuestion]", *, is_over: bool = False) -> "QuerySet[BriefQuestion]":
    """The rows with all that a line of the queue shows; what is due first comes first, what is over newest first."""
    whole = rows.select_related("brief__cohort", "team", "claimed_by", "answer")
    doubles = Count("doubles", filter=~Q(doubles__state=AskedState.WITHDRAWN))
    return whole.annotate(double_count=doubles).order_by("-asked_at" if is_over else "due_at", "pk")


def candidates(question: BriefQuestion) -> list[tuple[BriefQuestion, Alike | None]]:
    """Which questions about the same challenge this one may be the same as, the likest first; one query."""
    rows = BriefQuestion.objects.filter(brief=question.brief, same_as=None).exclude(pk=question.pk)
    rows = rows.filter(state__in=(AskedState.OPEN, AskedState.ANSWERED)).select_related("team", "answer")
    known = {row.key: row for row in rows.order_by("-asked_at")[:200]}
    likeness = {one.key: one for one in alike(question.text, {k: r.text for k, r in known.items()}, most=len(known))}
    order = [*likeness, *(key for key in known if key not in likeness)]
    return [(known[key], likeness.get(key)) for key in order[:LIST_SHOWN]]


def waiting_in(cohort: Cohort) -> dict[str, tuple[int, datetime]]:
    """How many questions wait for each side, and since when the oldest does; one query."""
    rows = BriefQuestion.objects.waiting().filter(brief__cohort=cohort).order_by().values("owed_by")
    found = rows.annotate(number=Count("pk"), oldest=Min("asked_at")).values_list("owed_by", "number", "oldest")
    return {side: (number, oldest) for side, number, oldest in found}


def owed_by_owner(user: Any) -> list[BriefQuestion]:
    """What waits for the person as the owner of challenges, the most urgent first; one query."""
    rows = BriefQuestion.objects.waiting().filter(owed_by=Owes.OWNER, brief__owners__user=user)
    rows = rows.exclude(brief__cohort__in=unproved(user))
    return list(rows.select_related("brief__cohort", "team").order_by("due_at", "pk")[:OWED_SHOWN])


def numbers_of(briefs: Iterable[Brief]) -> dict[int, int]:
    """How many questions about each of these briefs wait for an answer, by id; one query."""
    rows = BriefQuestion.objects.waiting().filter(brief__in=[brief.pk for brief in briefs]).order_by()
    return dict(rows.values("brief").annotate(number=Count("pk")).values_list("brief", "number"))
