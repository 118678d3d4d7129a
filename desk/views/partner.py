"""The home of challenge owners and hosts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from challenges.briefs.review.parts import tasks_of
from core import zones
from core.access import Request, guard
from desk.partner import applications_of, next_words, owner_of, task_item, visit_item, visits_of


@guard("home.partner")
@require_safe
def home(request: Request) -> HttpResponse:
    """The person's own briefs and visits, the next thing first."""
    now = zones.now()
    ahead, over = visits_of(request.user, now)
    owner = owner_of(request.user, now)
    context = {
        "ahead": [visit_item(visit, now) for visit in ahead],
        "over": [visit_item(visit, now) for visit in over],
        "next": next_words(ahead, now),
        "briefs": owner.briefs,
        "waiting": owner.waiting,
        "applications": applications_of(request.user, now),
        "tasks": [task_item(task) for task in tasks_of(request.user)],
    }
    return render(request, "desk/partner.html", context)
