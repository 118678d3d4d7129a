"""One early warning: its rule, its facts, what could be done, and setting it aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from challenges.work.checkins import services
from challenges.work.checkins.engine import RULES, Rule
from challenges.work.checkins.forms import AsideForm
from challenges.work.checkins.models import EarlyWarning, check_in_rules_of
from challenges.work.checkins.shown import told
from challenges.work.checkins.views.lookups import warning_at
from challenges.work.checkins.words import advice_of, fires_words, words_for_team
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("early_warning.manage", of=warning_at)
@require_http_methods(["GET", "HEAD", "POST"])
def warning(request: Request, row: EarlyWarning) -> HttpResponse:
    """What is the matter, by which facts, since when, what could be done, and what was said of it."""
    form = AsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_aside(warning=row, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("It is set aside. It comes back when it gets worse."))
            return redirect("organise:check_ins", row.cohort.slug)
    rule = Rule(row.rule)
    limits = check_in_rules_of(row.cohort).limits
    context = {
        "cohort": row.cohort,
        "warning": told(row.cohort, [row])[0],
        "row": row,
        "is_shown": row.is_shown(zones.now()),
        "fires": fires_words(rule, limits.get(rule, RULES[rule].n)),
        "is_on": rule in limits,
        "is_private": RULES[rule].is_private,
        "words": words_for_team(row),
        "advice": advice_of(row),
        "history": row.set_aside.select_related("by").order_by("-at", "-pk"),
    }
    return answer(request, "challenges/work/checkins/warning.html", context, form)
