"""The home of challenge owners and hosts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from challenges.briefs.review.parts import tasks_of
from challenges.work.feedback.parts import tasks_of as feedback_of
from challenges.work.feedback.workflow import Role
from core import zones
from core.access import Request, guard
from desk.partner import briefs_of, feedback_item, next_words, task_item, visit_item, visits_of


@guard("home.partner")
@require_safe
def home(request: Request) -> HttpResponse:
    """The person's own briefs and visits, the next thing first."""
    now = zones.now()
    ahead, over = visits_of(request.user, now)
    context = {
        "ahead": [visit_item(visit, now) for visit in ahead],
        "over": [visit_item(visit, now) for visit in over],
        "next": next_words(ahead, now),
        "briefs": briefs_of(request.user, now),
        "feedback": [feedback_item(task) for task in feedback_of(request.user, now, Role.OWNER)],
        "tasks": [task_item(task) for task in tasks_of(request.user)],
    }
    return render(request, "desk/partner.html", context)
