"""Who was written to: the list of a cohort, one mailing person by person, cancelling, and writing an announcement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.messages import services
from cohorts.messages.forms import AnnouncementForm, SendForm
from cohorts.messages.models import Mailing
from cohorts.messages.segments import segments_of, start_of
from cohorts.messages.shown import STATE_TAGS, again, kind_words, standing, standings
from cohorts.programmes.lookups import cohort_at
from cohorts.programmes.models import Cohort
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import only_known, page_of, sort_order
from core.models import MessageState, OutboxMessage

SORTS = {"made": ("-made_at", "-pk"), "people": ("recipients", "-pk")}
# What an organiser should look at first, then what is still to come, then what is done.
STATES_FIRST = ("UNCERTAIN", "FAILED", "CLAIMED", "WAITING", "CANCELLED", "SENT")


def mailing_at(request: HttpRequest, cohort: str, key: str) -> Mailing:
    """The mailing of the address, in the cohort of the address."""
    rows = Mailing.objects.select_related("cohort__programme", "sent_by")
    mailing: Mailing = get_object_or_404(rows, cohort__slug=cohort, key=key)
    return mailing


@guard("cohort.manage", of=cohort_at)
def mailings(request: Request, cohort: Cohort) -> HttpResponse:
    """Every mailing of the cohort with what became of it."""
    only_known(request)
    rows = Mailing.objects.filter(cohort=cohort, recipients__gt=0).select_related("sent_by")
    page = page_of(request, rows.order_by(*sort_order(request, SORTS, "made")))
    now = zones.now()
    found = standings([mailing.pk for mailing in page])
    shown = [
        {"mailing": m, "subject": str(m), "kind": kind_words(m.kind), **standing(m, found.get(m.pk, {}), now)}
        for m in page
    ]
    return render(request, "cohorts/messages/list.html", {"cohort": cohort, "page": page, "rows": shown})


@guard("mailing.view", of=mailing_at)
def mailing(request: Request, mailing: Mailing) -> HttpResponse:
    """One mailing: its words, and what became of each message."""
    only_known(request)
    rows = OutboxMessage.objects.filter(mailing_id=mailing.pk).select_related("to")
    rank = {state: place for place, state in enumerate(STATES_FIRST)}
    ordered = sorted(
        rows.defer("body"), key=lambda message: (rank[message.state], message.to.name.casefold(), message.pk)
    )
    page = page_of(request, ordered)
    counts = standings([mailing.pk]).get(mailing.pk, {})
    context = {
        "mailing": mailing,
        "cohort": mailing.cohort,
        "subject": str(mailing),
        "kind": kind_words(mailing.kind),
        "again": again(mailing),
        "page": page,
        "rows": [(message, STATE_TAGS[MessageState(message.state)], message.get_state_display()) for message in page],
        **standing(mailing, counts, zones.now()),
    }
    return render(request, "cohorts/messages/mailing.html", context)


@require_POST
@guard("mailing.send", of=mailing_at)
def cancel(request: Request, mailing: Mailing) -> HttpResponse:
    """What has not left is not sent."""
    try:
        services.cancel_mailing(mailing=mailing, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Cancelled: what had not left is not sent."))
    return redirect("organise:mailing", mailing.cohort.slug, mailing.key)


@guard("cohort.manage", of=cohort_at)
def new(request: Request, cohort: Cohort) -> HttpResponse:
    """Writes an announcement: the words, then the preview, then the act."""
    form = AnnouncementForm(request.POST or None, segments=segments_of(cohort), initial=_begun(request, cohort))
    if request.method == "POST" and request.POST.get("step") in ("preview", "send") and form.is_valid():
        return _previewed(request, cohort, form)
    if request.POST.get("step") == "edit":
        form.errors.clear()
    return answer(request, "cohorts/messages/new.html", {"cohort": cohort, "is_lonely": not form.segments}, form)


def _begun(request: Request, cohort: Cohort) -> dict[str, str]:
    """What the link that led here asks for: ?segment= chooses to whom, ?about= begins the text."""
    return {"segment": request.GET.get("segment", ""), **start_of(cohort, request.GET.get("about", ""))}


def _previewed(request: Request, cohort: Cohort, form: AnnouncementForm) -> HttpResponse:
    words = {"subject": form.cleaned_data["subject"], "body": form.cleaned_data["body"]}
    people = form.chosen.users
    try:
        preview = services.preview_announcement(cohort=cohort, to=people, **words)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return answer(request, "cohorts/messages/new.html", {"cohort": cohort}, form)
    is_act = request.POST["step"] == "send"
    send = SendForm(request.POST.copy() if is_act else None, count=preview.count, must_type=preview.must_type_count)
    if is_act and send.is_valid():
        made = services.announce(cohort=cohort, to=people, by=request.user, key=form.key, **words)
        messages.success(
            request,
            _("The mail is on its way.") if not preview.held_minutes else _("The mail is held; it leaves by itself."),
        )
        return redirect("organise:mailing", cohort.slug, made.key)
    if is_act:
        # Looked at again, it is the present number that was seen.
        send.data["seen"] = str(preview.count)  # type: ignore[index]
    context = {"cohort": cohort, "words": form, "segment": form.chosen, "preview": preview}
    return answer(request, "cohorts/messages/preview.html", context, send)
