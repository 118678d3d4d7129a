"""Files of a challenge: adding, choosing readers, removing; and giving one to whoever may read it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from challenges.briefs.intake import services
from challenges.briefs.intake.forms import FileForm, ReadersForm
from challenges.briefs.intake.models import BriefFile
from challenges.briefs.intake.roles import is_public_file
from challenges.briefs.intake.views.lookups import brief_by_key, file_by_key, file_in_cohort
from challenges.briefs.intake.workflow import Readers
from challenges.briefs.models import Brief
from challenges.briefs.workflow import WRITING
from core.access import Request, can, guard
from core.errors import Refused
from core.files.serve import file_response, preview_response
from core.forms import answer


@guard("brief.answer", of=brief_by_key)
def attachments(request: Request, brief: Brief) -> HttpResponse:
    """The files of a challenge with their readers, and a form for another one."""
    is_post = request.method == "POST"
    form = FileForm(request.POST if is_post else None, request.FILES if is_post else None)
    if is_post and form.is_valid():
        try:
            services.add_file(brief=brief, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            form.add_error("upload", str(refused.message))
        else:
            messages.success(request, _("The file is there."))
            return redirect("partner:brief_attachments", brief.key)
    context = {
        "brief": brief,
        "cohort": brief.cohort,
        "files": list(brief.files.select_related("stored").prefetch_related("stored__previews").order_by("pk")),
        "readers": Readers.choices,
        "may_change": brief.state in WRITING or can(request.user, "brief.manage", brief),
        "is_writing": brief.state in WRITING,
    }
    return answer(request, "challenges/briefs/intake/files.html", context, form)


@guard("brief_file.manage", of=file_by_key)
@require_POST
def file_readers(request: Request, file: BriefFile) -> HttpResponse:
    """Others may read it."""
    form = ReadersForm(request.POST)
    if form.is_valid():
        try:
            services.set_readers(file=file, by=request.user, **form.values)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("Saved: %(readers)s.") % {"readers": Readers(form.values["readers"]).label})
    return redirect("partner:brief_attachments", file.brief.key)


@guard("brief_file.manage", of=file_by_key)
@require_POST
def file_remove(request: Request, file: BriefFile) -> HttpResponse:
    """It is gone."""
    key = file.brief.key
    try:
        services.remove_file(file=file, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The file is removed."))
    return redirect("partner:brief_attachments", key)


@guard("brief_file.view", of=file_by_key)
@require_safe
def partner_file(request: Request, file: BriefFile) -> HttpResponseBase:
    """The file, for owners and organisers."""
    return file_response(file.stored)


@guard("brief_file.view", of=file_by_key)
@require_safe
def partner_file_preview(request: Request, file: BriefFile) -> HttpResponseBase:
    """The small picture of the file, for owners and organisers."""
    return preview_response(file.stored, 1)


@guard("brief_file.view", of=file_in_cohort)
@require_safe
def my_file(request: Request, file: BriefFile) -> HttpResponseBase:
    """The file, for those whose cohort may read it."""
    return file_response(file.stored)


@guard("brief_file.view", of=file_in_cohort)
@require_safe
def my_file_preview(request: Request, file: BriefFile) -> HttpResponseBase:
    """The small picture of the file, for those whose cohort may read it."""
    return preview_response(file.stored, 1)


@guard("public", of=file_by_key)
@require_safe
def public_file(request: HttpRequest, file: BriefFile) -> HttpResponseBase:
    """The file, for everybody, once it and its challenge are public; before that it is nowhere (O-10)."""
    if not is_public_file(file):
        raise Http404
    return file_response(file.stored)
