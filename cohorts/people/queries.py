"""Questions about the organisations that people come from, each in a constant number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cohorts.people.models import Mentor, Participant
from cohorts.people.workflow import PlaceState
from cohorts.programmes.models import Cohort
from cohorts.programmes.workflow import CohortState
from core.models import Organisation

OVER = (CohortState.COMPLETED, CohortState.CANCELLED)
# Rows in which somebody comes from an organisation, in the order in which pages name them.
FROM_IT: tuple[type[Participant] | type[Mentor], ...] = (Participant, Mentor)


def bodies_in(cohort: Cohort | None) -> "QuerySet[Organisation]":
    """The organisations that participants or mentors of the cohort come from; of None all, in any cohort or none."""
    if cohort is None:
        return Organisation.objects.all()
    here = [Exists(model._base_manager.filter(cohort=cohort, organisation=OuterRef("pk"))) for model in FROM_IT]
    return Organisation.objects.filter(Q(here[0]) | Q(here[1]))


def with_numbers(bodies: "QuerySet[Organisation]", cohort: Cohort) -> "QuerySet[Any]":
    """The same rows with how many of the cohort's participants and mentors come from each."""
    places = Participant.objects.filter(cohort=cohort, state=PlaceState.ACTIVE, organisation=OuterRef("pk"))
    mentors = Mentor.objects.filter(cohort=cohort, left_at=None, organisation=OuterRef("pk"))
    return bodies.annotate(people=_number(places), advisers=_number(mentors))


def _number(rows: "QuerySet[Any]") -> Any:
    counted = rows.order_by().values("organisation").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


@dataclass(frozen=True)
class Turn:
    """The people of one cohort who would count to another side than they do."""

    cohort: Cohort
    side: str
    places: list[Participant]
    mentors: list[Mentor]


def turns_of(body: Organisation, sector: str) -> list[Turn]:
    """Whose side would change, cohort by cohort, were this the sector; cohorts that are over keep their sides."""
    found: dict[Cohort, Turn] = {}
    for row in _people_from(body):
        side = row.cohort.side_of(sector)
        if row.side != side:
            turn = found.setdefault(row.cohort, Turn(row.cohort, side, [], []))
            rows: list[Any] = turn.places if isinstance(row, Participant) else turn.mentors
            rows.append(row)
    return list(found.values())


def _people_from(body: Organisation) -> list[Any]:
    """Everybody who comes from it in a cohort that is not over, by cohort and name."""
    order = ("cohort__starts_on", "cohort_id", "user__last_name", "user__first_name", "pk")
    return [
        row
        for model in FROM_IT
        for row in model._base_manager.filter(organisation=body)
        .exclude(cohort__state__in=OVER)
        .select_related("user", "cohort")
        .order_by(*order)
    ]


def uses_of(body: Organisation) -> list[tuple[Any, Any]]:
    """Every row of any feature that names the organisation, with the field that does."""
    relations: list[Any] = [field for field in Organisation._meta.get_fields(include_hidden=True) if field.one_to_many]
    return [
        (relation.field.name, row)
        for relation in relations
        for row in relation.related_model._base_manager.filter(**{relation.field.name: body}).order_by("pk")
    ]


def cohorts_of(body: Organisation) -> frozenset[int]:
    """The ids of all cohorts in which anything names the organisation."""
    ids = {row.cohort.pk for _field, row in uses_of(body) if not isinstance(row, FROM_IT)}
    for model in FROM_IT:
        ids.update(model._base_manager.filter(organisation=body).annotate(at=F("cohort")).values_list("at", flat=True))
    return frozenset(ids)
