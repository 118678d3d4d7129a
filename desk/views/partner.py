"""The home of challenge owners and hosts."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from challenges.briefs.questions.queries import owed_by_owner
from challenges.briefs.review.parts import tasks_of
from challenges.work.feedback.parts import tasks_of as feedback_of
from challenges.work.feedback.workflow import Role
from core import zones
from core.access import Request, guard, unproved
from desk.partner import (
    applications_of,
    asked_item,
    feedback_item,
    next_words,
    owner_of,
    task_item,
    used_of,
    visit_item,
    visits_of,
)


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
        "used": used_of([*ahead, *over]),
        "next": next_words(ahead, now),
        "briefs": owner.briefs,
        "waiting": owner.waiting,
        "asked": [asked_item(row, now) for row in owed_by_owner(request.user)],
        "applications": applications_of(request.user, now),
        "feedback": [feedback_item(task) for task in feedback_of(request.user, now, Role.OWNER)],
        "invited": bool(unproved(request.user)),
        "tasks": [task_item(task) for task in tasks_of(request.user)],
    }
    return render(request, "desk/partner.html", context)
