"""The organisers' tally of what teams saw and used."""

from typing import Any

from django import forms
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.work.cited.models import Citation
from challenges.work.cited.tally import DAY, HOST, SENTENCE, SORTS, Counted, by_day, by_host, cited_in, days_of
from challenges.work.models import Milestone
from challenges.work.views.lookups import cohort_in_address
from cohorts.models import Cohort, Visit
from core import zones
from core.access import Request, guard
from core.forms import SiteForm
from core.lists import choice, only_known, page_of, search_words
from core.spreadsheets.write import csv_response, xlsx_response

BY = {DAY: gettext_lazy("Programme days"), HOST: gettext_lazy("Hosts"), SENTENCE: gettext_lazy("Sentences")}


class CitedFilter(SiteForm):
    """What the tally counts."""

    by = forms.ChoiceField(label=gettext_lazy("Show"), required=False, choices=list(BY.items()))
    milestone = forms.ChoiceField(label=gettext_lazy("Milestone"), required=False)
    day = forms.ChoiceField(label=gettext_lazy("Programme day"), required=False)
    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)

    def __init__(self, *args: Any, milestones: list[Milestone], days: list[Visit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("milestone", milestones), ("day", days)):
            listed = [(row.key, row.title) for row in rows]
            label = self.fields[name].label
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[("", _("any")), *listed])


@guard("milestones.manage", of=cohort_in_address)
def cited(request: Request, cohort: Cohort) -> HttpResponse:
    """Days, hosts and people by how many teams cite them, or the sentences themselves."""
    asked = _Asked(request, cohort)
    context = {
        "cohort": cohort,
        "by": asked.by,
        "page": page_of(request, asked.rows, count=len(asked.rows)),
        "filters": CitedFilter(request.GET or None, milestones=asked.milestones, days=asked.days),
        "teams": len({row.version.submission.team_id for row in asked.citations}),
        "citations": len(asked.citations),
    }
    return render(request, "challenges/work/cited/tally.html", context)


@guard("milestones.manage", of=cohort_in_address)
def cited_csv(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as CSV."""
    return csv_response(f"{cohort.slug}-cited", *_Asked(request, cohort).table())


@guard("milestones.manage", of=cohort_in_address)
def cited_xlsx(request: Request, cohort: Cohort) -> HttpResponse:
    """Just what is shown, as a workbook."""
    return xlsx_response(f"{cohort.slug}-cited.xlsx", _("Seen and used"), *_Asked(request, cohort).table())


class _Asked:
    """The rows that the address asks for: three queries, whatever their number."""

    def __init__(self, request: Request, cohort: Cohort) -> None:
        only_known(request, "by", "milestone", "day")
        self.zone = cohort.zone
        self.milestones = list(Milestone.objects.filter(cohort=cohort, is_for_organisers=True).as_listed())
        self.days = days_of(cohort, zones.now())
        self.by = choice(request, "by", list(BY), DAY)
        milestone = choice(request, "milestone", [row.key for row in self.milestones])
        day = choice(request, "day", [row.key for row in self.days])
        words = search_words(request).casefold()
        self.citations = [row for row in cited_in(cohort, milestone=milestone, day=day) if words in _searched(row)]
        shown = [row for row in self.days if day in ("", row.key) and not words]
        self.rows = self._sorted(request.GET.get("sort", ""), self._listed(shown))

    def _listed(self, days: list[Visit]) -> list[Any]:
        if self.by == SENTENCE:
            return self.citations
        return by_day(days, self.citations, self.days) if self.by == DAY else by_host(days, self.citations)

    def _sorted(self, asked: str, rows: list[Any]) -> list[Any]:
        sorts = SORTS[self.by]
        name = asked.removeprefix("-") or next(iter(sorts))
        if name not in sorts:
            if not any(name in others for others in SORTS.values()):
                raise BadRequest("unknown sort")
            # The order of another view, kept in the address as this one was chosen.
            asked = name = next(iter(sorts))
        return sorted(rows, key=sorts[name], reverse=asked.startswith("-"))

    def table(self) -> tuple[list[str], list[list[Any]]]:
        """Headers and rows of an export."""
        if self.by == SENTENCE:
            headers = [_("Team"), _("Milestone"), _("Version"), _("What"), _("Host"), _("Sentence")]
            headers += [_("The host reads it"), _("Somebody was there"), _("How they know")]
            return headers, [_sentence(row) for row in self.rows]
        headers = [str(BY[self.by]), _("Host"), _("When"), _("Teams"), _("Times cited"), _("Sentences")]
        return headers, [self._counted(row) for row in self.rows]

    def _counted(self, row: Counted) -> list[Any]:
        at = f"{zones.local(row.at, self.zone):%Y-%m-%d}" if row.at else ""
        return [row.name, row.host, at, row.teams, row.times, "\n".join(said.words for said in row.citations)]


def _searched(row: Citation) -> str:
    team = row.version.submission.team.name
    return "\n".join((row.title, row.organisation, row.words, row.how, team)).casefold()


def _sentence(row: Citation) -> list[Any]:
    submission = row.version.submission
    answers = [_("yes") if answer else _("no") for answer in (row.is_told, row.was_there)]
    place = [submission.team.name, submission.milestone.title, row.version.number]
    return [*place, row.title, row.organisation, row.words, *answers, row.how]
