"""A programme's own mail texts: the list, one text with its preview, back to the default."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cohorts.messages import services
from cohorts.messages.compose import default_words, words_for
from cohorts.messages.forms import MailTextForm
from cohorts.messages.kinds import mail_kinds
from cohorts.messages.mail import ANNOUNCEMENT
from cohorts.messages.models import MailText
from cohorts.messages.shown import example
from cohorts.programmes.lookups import programme_at
from cohorts.programmes.models import Programme
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import only_known


@guard("programme.manage", of=programme_at)
def texts(request: Request, programme: Programme) -> HttpResponse:
    """Every kind of mail with the words that stand for it."""
    only_known(request)
    own = {text.kind: text for text in MailText.objects.filter(programme=programme)}
    rows = [
        {
            "name": name,
            "label": kind.label,
            "subject": own[name].subject if name in own else _(kind.subject),
            "is_own": name in own,
        }
        for name, kind in mail_kinds().items()
        if name != ANNOUNCEMENT
    ]
    rows.sort(key=lambda row: str(row["label"]))
    return render(request, "cohorts/messages/texts.html", {"programme": programme, "rows": rows})


def text_at(request: HttpRequest, slug: str, kind: str) -> Programme:
    """The programme of the address, with the kind of mail that the address names."""
    programme = programme_at(request, slug)
    if kind not in mail_kinds() or kind == ANNOUNCEMENT:
        raise Http404
    programme.kind_asked = kind  # type: ignore[attr-defined]
    return programme


@guard("programme.manage", of=text_at)
def text(request: Request, programme: Programme) -> HttpResponse:
    """The programme's words for one kind of mail, with how they read."""
    name: str = programme.kind_asked  # type: ignore[attr-defined]
    kind = mail_kinds()[name]
    words = words_for(programme, name)
    form = MailTextForm(request.POST or None, initial={"subject": words.subject, "body": words.body})
    shown = words
    if request.method == "POST" and form.is_valid():
        shown = type(words)(**form.values)
        try:
            if request.POST.get("step") != "preview":
                services.edit_mail_text(programme=programme, kind=name, by=request.user, **form.values)
                messages.success(request, _("The text is saved."))
                return redirect("organise:mail_texts", programme.slug)
            services.check_words(name, **form.values)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused.message))
    context = {
        "programme": programme,
        "name": name,
        "kind": kind,
        "placeholders": kind.known().items(),
        "example": example(kind, shown) if not form.errors else None,
        "is_own": MailText.objects.filter(programme=programme, kind=name).exists(),
    }
    return answer(request, "cohorts/messages/text.html", context, form)


@guard("programme.manage", of=text_at)
def reset(request: Request, programme: Programme) -> HttpResponse:
    """Asks, then brings the default words back."""
    name: str = programme.kind_asked  # type: ignore[attr-defined]
    kind = mail_kinds()[name]
    if request.method == "POST":
        services.reset_mail_text(programme=programme, kind=name, by=request.user)
        messages.success(request, _("The default text stands again."))
        return redirect("organise:mail_texts", programme.slug)
    words = default_words(kind)
    context = {"programme": programme, "name": name, "kind": kind, "example": example(kind, words)}
    return render(request, "cohorts/messages/reset.html", context)
