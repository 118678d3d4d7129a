"""The sensitivity check and the sponsor's backing, and the one page that shows what is missing."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from challenges.briefs.models import Brief
from challenges.briefs.review import services
from challenges.briefs.review.engine import private_words
from challenges.briefs.review.forms import CheckerForm, CheckForm, ReadyForm, RecordForm, SponsorForm
from challenges.briefs.review.models import SensitivityCheck
from challenges.briefs.review.needs import needs_of, papers_of
from challenges.briefs.review.services.telling import facts_for
from challenges.briefs.review.texts import fields_of, hash_of, label_of, texts_of
from challenges.briefs.review.views.lookups import brief_in_address, check_by_key
from cohorts.messages.services import preview_mail
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import SiteForm, answer
from core.models import User
from core.people.links import site_link


def _home(brief: Brief) -> HttpResponse:
    return redirect("organise:brief_review", brief.cohort.slug, brief.key)


def _check_form(request: Request, brief: Brief) -> CheckForm:
    return CheckForm(request.POST if request.method == "POST" else None, initial={"seen": hash_of(texts_of(brief))})


def _checked(request: Request, brief: Brief, form: CheckForm) -> bool:
    """Whether the form was posted and the check is on record."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        services.check_sensitivity(
            brief=brief, findings=form.findings(), by=request.user, seen=form.cleaned_data["seen"]
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return False
    messages.success(request, _("The check is on record for the texts as they stand."))
    return True


def _check_page(request: Request, brief: Brief, form: CheckForm, **more: object) -> HttpResponse:
    texts = texts_of(brief)
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "fields": fields_of(texts),
        "found": [(label_of(field), words) for field, words in private_words(brief.kept_private, texts)],
        **more,
    }
    return answer(request, "challenges/briefs/review/check.html", context, form)


@guard("brief.manage", of=brief_in_address)
def check(request: Request, brief: Brief) -> HttpResponse:
    """The checklist for an organiser, or somebody is named to answer it."""
    form = _check_form(request, brief)
    if _checked(request, brief, form):
        return _home(brief)
    return _check_page(request, brief, form, base="bases/organise.html", checker=CheckerForm(auto_id="who_%s"))


@guard("brief.manage", of=brief_in_address)
@require_POST
def checker(request: Request, brief: Brief) -> HttpResponse:
    """Somebody is asked to check the texts."""
    form = CheckerForm(request.POST, auto_id="who_%s")
    if form.is_valid():
        try:
            asked = services.ask_check(brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            name = asked.checker.name if asked.checker else ""
            messages.success(request, _("%(name)s is asked to check the texts.") % {"name": name})
            return _home(brief)
    blank = CheckForm(initial={"seen": hash_of(texts_of(brief))})
    response = _check_page(request, brief, blank, base="bases/organise.html", checker=form)
    response.status_code = 422
    return response


@guard("brief_check.do", of=check_by_key)
def own_check(request: Request, found: SensitivityCheck) -> HttpResponse:
    """The checklist for whoever was asked."""
    form = _check_form(request, found.brief)
    if found.done_at is None and _checked(request, found.brief, form):
        return redirect("partner:check", found.key)
    return _check_page(request, found.brief, form, base="bases/partner.html", check=found)


@guard("brief.manage", of=brief_in_address)
def backing(request: Request, brief: Brief) -> HttpResponse:
    """Who is asked by mail to back it and how that mail reads; or what the sponsor said otherwise."""
    form = SponsorForm(request.POST if request.method == "POST" else None, initial=_sponsor(brief))
    if request.method == "POST" and form.is_valid():
        try:
            services.ask_backing(brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("The letter to %(name)s is on its way.") % {"name": form.cleaned_data["name"]})
            return _home(brief)
    return _backing_page(request, brief, form, None)


def _backing_page(request: Request, brief: Brief, form: SponsorForm, record: RecordForm | None) -> HttpResponse:
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "papers": papers_of([brief])[brief.pk],
        "ask": form,
        "record": record or RecordForm(auto_id="rec_%s", initial=_sponsor(brief)),
        "preview": _preview(brief),
    }
    shown: SiteForm = record or form
    return answer(request, "challenges/briefs/review/backing.html", context, shown)


def _preview(brief: Brief) -> object:
    """How the letter reads, with a link that leads nowhere."""
    if not brief.sponsor_email:
        return None
    first, _space, last = brief.sponsor_name.rpartition(" ")
    sponsor = User(email=brief.sponsor_email, first_name=first, last_name=last)
    facts = facts_for(brief, site_link("/link/backing/…"), **services.letter_facts(brief, zones.now()))
    return preview_mail(cohort=brief.cohort, kind="brief_review.backing", to=[sponsor], facts=facts)


@guard("brief.manage", of=brief_in_address)
@require_POST
def backing_record(request: Request, brief: Brief) -> HttpResponse:
    """What the sponsor said by letter or in person is on record."""
    form = RecordForm(request.POST, auto_id="rec_%s")
    if form.is_valid():
        try:
            services.record_backing(brief=brief, by=request.user, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, _("It is on record."))
            return _home(brief)
    return _backing_page(request, brief, SponsorForm(initial=_sponsor(brief)), form)


def _sponsor(brief: Brief) -> dict[str, str]:
    """Whom the owner names; where nobody is named, whoever was asked last."""
    last = brief.backings.select_related("sponsor").order_by("pk").last()
    if brief.sponsor_email or last is None:
        return {"name": brief.sponsor_name, "post": brief.sponsor_post, "email": brief.sponsor_email}
    return {"name": last.name, "post": last.post, "email": last.sponsor.email if last.sponsor else ""}


@guard("brief.manage", of=brief_in_address)
def ready(request: Request, brief: Brief) -> HttpResponse:
    """What is missing before publication, all of it on one page."""
    needs = needs_of(brief)
    missing = [need.name for need in needs if not need.is_met]
    texts = texts_of(brief)
    form = ReadyForm(
        request.POST if request.method == "POST" else None,
        missing=missing,
        is_reviewed=services.are_reviews_in(brief),
        initial={"seen": hash_of(texts), "sponsor": brief.sponsor_name},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.make_ready(brief=brief, by=request.user, **form.arguments())
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        else:
            messages.success(request, _("Nothing is missing: it can be published."))
            return redirect(f"{reverse('organise:briefs_publish', args=[brief.cohort.slug])}?pick={brief.key}")
    context = {
        "cohort": brief.cohort,
        "brief": brief,
        "needs": needs,
        "missing": missing,
        "found": [(label_of(field), words) for field, words in private_words(brief.kept_private, texts)],
    }
    return answer(request, "challenges/briefs/review/ready.html", context, form)
