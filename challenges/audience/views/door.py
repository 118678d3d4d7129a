"""The door of the day: the check-in list, codes and cards."""

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from challenges.audience import services
from challenges.audience.codes import text_of
from challenges.audience.engine import spaced
from challenges.audience.forms import CardsForm, FillForm, WalkInForm
from challenges.audience.models import AudienceCode, CodeKind, Guest
from challenges.audience.qr import qr_of, typed
from challenges.audience.views.organise import day_in_address
from challenges.pitchdays.models import PitchDay
from core.access import Request, found, guard
from core.errors import Refused
from core.forms import answer
from core.lists import choice, only_known, page_of, search_words

guest_in_address = found(Guest, "pitch_day__cohort__programme", "code", cohort="pitch_day__cohort__slug", key="key")


@guard("audience.manage", of=day_in_address)
def guests(request: Request, day: PitchDay) -> HttpResponse:
    """The check-in list: search a name, tick it."""
    only_known(request, "show")
    show, words = choice(request, "show", ("here", "missing")), search_words(request)
    rows = Guest.objects.filter(pitch_day=day).select_related("code")
    if show:
        rows = rows.filter(present_at__isnull=show == "missing")
    if words:
        rows = rows.filter(name__icontains=words)
    counts = Guest.objects.filter(pitch_day=day).aggregate(
        expected=Count("pk"), present=Count("pk", filter=Q(present_at__isnull=False))
    )
    page = page_of(request, rows.order_by("name", "pk"))
    context = {"cohort": day.cohort, "day": day, "page": page, "show": show, "words": words, "counts": counts}
    return answer(request, "challenges/audience/guests.html", context, FillForm())


@guard("audience.manage", of=day_in_address)
def guests_fill(request: Request, day: PitchDay) -> HttpResponse:
    """Puts everybody of the cohort on the list."""
    form = FillForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = services.fill_guests(pitch_day=day, by=request.user, **form.values)
        messages.success(request, _("The list is filled: %(number)s new.") % {"number": number})
    return redirect("organise:guests", day.cohort.slug)


@guard("audience.manage", of=day_in_address)
def guest_add(request: Request, day: PitchDay) -> HttpResponse:
    """A form for somebody nobody expected; their code comes next."""
    form = WalkInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        guest = services.walk_in(pitch_day=day, by=request.user, key=form.key, **form.values)
        return redirect("organise:guest_code", day.cohort.slug, guest.key)
    return answer(request, "challenges/audience/guest_add.html", {"cohort": day.cohort}, form)


@guard("guest.manage", of=guest_in_address)
def guest_tick(request: Request, guest: Guest) -> HttpResponse:
    """Ticks somebody as there, or takes a slip back."""
    if request.method == "POST":
        try:
            if request.POST.get("act") == "out":
                services.check_out(guest=guest, by=request.user)
            else:
                services.check_in(guest=guest, by=request.user)
                messages.success(request, _("%(name)s is checked in.") % {"name": guest.name})
        except Refused as refused:
            messages.error(request, refused.message)
    return redirect(_back(request, guest))


def _back(request: Request, guest: Guest) -> str:
    """The list as it was searched, where the form says so; never another site."""
    asked = request.POST.get("back", "")
    home = reverse("organise:guests", args=[guest.cohort.slug])
    return asked if asked.startswith(home) and url_has_allowed_host_and_scheme(asked, None) else home


@guard("guest.manage", of=guest_in_address)
def guest_code(request: Request, guest: Guest) -> HttpResponse:
    """The guest's code, to be scanned from this screen or written down; and a new one for a lost one."""
    if request.method == "POST":
        services.renew_code(guest=guest, by=request.user)
        messages.success(request, _("%(name)s has a new code; the old one works no more.") % {"name": guest.name})
        return redirect("organise:guest_code", guest.cohort.slug, guest.key)
    code = guest.code
    text = text_of(code)
    context = {
        "cohort": guest.cohort, "guest": guest, "code": code, "text": spaced(text),
        "qr": qr_of(reverse("vote:card", args=[text])) if text else None,
        "typed": typed(reverse("vote:enter")),
    }  # fmt: skip
    return render(request, "challenges/audience/guest_code.html", context)


@guard("audience.manage", of=day_in_address)
def cards(request: Request, day: PitchDay) -> HttpResponse:
    """Anonymous cards: how many were printed and used, and a form for more."""
    form = CardsForm(request.POST if request.POST.get("act") == "make" else None)
    if request.POST.get("act") == "void":
        batch = request.POST.get("batch", "")
        number = services.void_cards(pitch_day=day, batch=int(batch), by=request.user) if _is_number(batch) else 0
        messages.success(request, _("Unused cards are void: %(number)s.") % {"number": number})
        return redirect("organise:cards", day.cohort.slug)
    if request.method == "POST" and form.is_valid():
        made = services.print_cards(pitch_day=day, number=form.cleaned_data["number"], by=request.user, key=form.key)
        return redirect("organise:cards_print", day.cohort.slug, made.batch)
    rows = AudienceCode.objects.filter(pitch_day=day, kind=CodeKind.CARD).order_by().values("batch")
    batches = rows.annotate(
        made=Count("pk"), used=Count("pk", filter=~Q(browser="")), void=Count("pk", filter=Q(voided_at__isnull=False))
    ).order_by("batch")
    context = {"cohort": day.cohort, "day": day, "batches": list(batches)}
    return answer(request, "challenges/audience/cards.html", context, form)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


@guard("audience.manage", of=day_in_address)
def cards_print(request: Request, day: PitchDay) -> HttpResponse:
    """One batch of cards on A4, each with its code and QR."""
    batch = request.resolver_match.kwargs["batch"] if request.resolver_match else 0
    codes = AudienceCode.objects.filter(pitch_day=day, kind=CodeKind.CARD, batch=batch, voided_at=None)
    return _printed(request, day, codes.order_by("pk"), reverse("organise:cards", args=[day.cohort.slug]))


@guard("audience.manage", of=day_in_address)
def guest_cards(request: Request, day: PitchDay) -> HttpResponse:
    """A card for everybody on the check-in list, with the name: it works once they are ticked."""
    codes = AudienceCode.objects.filter(pitch_day=day, kind=CodeKind.GUEST, voided_at=None).select_related("guest")
    return _printed(
        request, day, codes.order_by("guest__name", "pk"), reverse("organise:guests", args=[day.cohort.slug])
    )


def _printed(request: Request, day: PitchDay, codes: QuerySet[AudienceCode], back: str) -> HttpResponse:
    texts = [(text, code.guest.name if code.guest else "") for code in codes if (text := text_of(code))]
    if not texts:
        raise Http404
    made = [(spaced(text), qr_of(reverse("vote:card", args=[text])), name) for text, name in texts]
    context = {
        "cohort": day.cohort, "day": day, "typed": typed(reverse("vote:enter")), "back": back,
        "pages": [made[start : start + 10] for start in range(0, len(made), 10)],
    }  # fmt: skip
    return render(request, "challenges/audience/cards_print.html", context)
