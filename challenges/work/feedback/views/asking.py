"""A team asks for feedback."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from challenges.work.feedback import services
from challenges.work.feedback.forms import AskForm
from challenges.work.feedback.people import helpers_of
from challenges.work.models import Submission
from challenges.work.queries import versions_of
from challenges.work.views.lookups import submission_in_address
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer

# So long somebody has to answer, unless the team says otherwise.
USUAL = timedelta(days=5)


@guard("work_feedback.ask", of=submission_in_address)
def ask(request: Request, submission: Submission) -> HttpResponse:
    """Whom the team asks, what, and by when."""
    people = helpers_of(submission)
    initial = {"due_on": zones.today(submission.cohort.zone) + USUAL}
    form = AskForm(request.POST or None, people=people, initial=initial)
    version = versions_of(submission)[0]
    if request.method == "POST" and form.is_valid():
        of = next(user for user, _role in people if str(user.pk) == form.cleaned_data["of"])
        values = {name: form.cleaned_data[name] for name in ("question", "due_on")}
        try:
            services.ask_feedback(version=version, of=of, **values, by=request.user, key=form.key)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("%(name)s is asked, and has an e-mail.") % {"name": of.name})
            return redirect("my:work_feedback", submission.cohort.slug, submission.key)
    context = {"cohort": submission.cohort, "submission": submission, "version": version, "people": people}
    return answer(request, "challenges/work/feedback/ask.html", context, form)
