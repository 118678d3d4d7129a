"""The rules: previewed and published by organisers, read by everybody; and the bytes that the fingerprint is of."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from challenges.pitchdays import services
from challenges.pitchdays.digest import canonical, digest_of
from challenges.pitchdays.forms_rubric import RulesForm
from challenges.pitchdays.models import PitchDay
from challenges.pitchdays.rounds import rules_of
from challenges.pitchdays.rules import text_of
from challenges.pitchdays.services.rules import facts_of_rules, told_of_rules
from challenges.pitchdays.versions import Rules
from challenges.pitchdays.views.day import day_in_address
from cohorts.messages.services import preview_mail
from cohorts.models import Cohort
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("pitchday.manage", of=day_in_address)
def rules_publish(request: Request, day: PitchDay) -> HttpResponse:
    """Shows just what will be public and who will be told, then publishes; earlier versions beside it."""
    now = rules_of(day)
    form = RulesForm(request.POST or None, initial={"extra": _extra_of(now.latest)})
    told = told_of_rules(day)
    form.ask_number(len(told) if request.POST.get("act") != "show" else 0)
    if request.method == "POST" and form.is_valid() and request.POST.get("act") == "publish":
        try:
            services.publish_rules(pitch_day=day, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            messages.success(request, _("The rules are public. Participants and judges get a letter."))
            return redirect("organise:rules_publish", day.cohort.slug)
    extra = str(form["extra"].value() or "") if not form.is_bound or form.is_valid() else ""
    content = text_of(day, extra)
    digest = digest_of(content)
    facts = facts_of_rules(day, len(now.versions) + 1, digest)
    context = {
        "cohort": day.cohort,
        "day": day,
        "rules": now,
        "content": content,
        "digest": digest,
        "is_new": now.latest is None or now.latest.digest != digest,
        "is_planned": day.state == "PLANNED",
        "preview": preview_mail(cohort=day.cohort, kind="pitchdays.rules", to=told, facts=facts),
    }
    return answer(request, "challenges/pitchdays/rules_publish.html", context, form)


def _extra_of(rules: Rules | None) -> str:
    """What was added to the version before: it is meant to stand in the next one too."""
    section = rules.content["sections"][-1] if rules else {}
    is_extra = rules is not None and len(rules.content["sections"]) > STANDING
    return "\n\n".join(section["paragraphs"]) if is_extra else ""


# How many sections the text has without what an organiser adds.
STANDING = 8


def published(request: HttpRequest, cohort: str, number: int | None = None) -> Rules:
    """The rules of the cohort that hold, or the version of that number; 404 where none are published (J-13)."""
    if "\x00" in cohort:
        raise Http404
    versions = Rules.objects.filter(pitch_day__cohort__slug=cohort).select_related("pitch_day__cohort")
    chosen = versions.filter(number=number) if number is not None else versions.order_by("-number")
    rules = chosen.first()
    if rules is None:
        raise Http404
    return rules


@guard("public", of=published)
def rules(request: HttpRequest, rules: Rules) -> HttpResponse:
    """The rules that hold, or an earlier version, with the fingerprint."""
    others = list(Rules.objects.filter(pitch_day=rules.pitch_day_id).order_by("-number").defer("content"))
    cohort: Cohort = rules.cohort
    context = {"cohort": cohort, "rules": rules, "others": others, "is_latest": others[0].number == rules.number}
    return render(request, "challenges/pitchdays/rules.html", context)


@guard("public", of=published)
def rules_text(request: HttpRequest, rules: Rules) -> HttpResponse:
    """The very bytes that the fingerprint was made of."""
    response = HttpResponse(canonical(rules.content), content_type="application/json; charset=utf-8")
    name = f"rules-{rules.cohort.slug}-{rules.number}.json"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
