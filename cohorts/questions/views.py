"""Pages about the questions that a programme asks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cohorts.programmes.lookups import programme_at
from cohorts.programmes.models import Programme
from cohorts.questions import services
from cohorts.questions.forms import SkillsForm, level_words
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer


@guard("programme.manage", of=programme_at)
def skills(request: Request, programme: Programme) -> HttpResponse:
    """The programme's skills, and what their levels mean."""
    form = SkillsForm(request.POST or None, skills=services.skills_of(programme))
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_skills(programme=programme, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
        else:
            messages.success(request, _("The skills are saved."))
            return redirect("organise:programme", programme.slug)
    context = {"programme": programme, "levels": level_words()}
    return answer(request, "cohorts/questions/skills.html", context, form)
