"""Wishes as organisers see them: asking for them, the topics, who has answered, and what is confidential."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.people.models import Participant
from cohorts.programmes.models import Cohort
from cohorts.wishes import services
from cohorts.wishes.forms import EditTopicForm, GivenForm, OpenForm, RemoveForm, TopicForm
from cohorts.wishes.models import Topic, TopicWish
from cohorts.wishes.queries import are_open, kept_apart, ranked_topics, silent_of
from cohorts.wishes.views.lookups import cohort_at, topic_at
from core import zones
from core.access import Request, guard
from core.errors import Refused
from core.forms import answer
from core.lists import links_to


def _page(
    request: Request, cohort: Cohort, *, opening: OpenForm | None = None, given: GivenForm | None = None
) -> HttpResponse:
    """The whole page, with the form at fault where one was sent."""
    silent = list(silent_of(cohort))
    people = Participant.objects.active().filter(cohort=cohort).count()
    topics = list(ranked_topics(cohort))
    context: dict[str, Any] = {
        "cohort": cohort,
        "is_open": are_open(cohort, zones.now()),
        "has_teams": cohort.teams.exists(),
        "people": people,
        "answered": people - len(silent),
        "silent": [one.user.name for one in silent],
        "topics": topics,
        "room": sum(topic.places for topic in topics),
        "links": links_to("organise:topic_edit", cohort.slug),
        "away": kept_apart(cohort),
        "opening": opening or OpenForm(zone=cohort.zone, initial={"until": cohort.wishes_until}),
        "given": given or GivenForm(initial={"given": cohort.briefs_given}),
    }
    return answer(request, "cohorts/wishes/wishes.html", context, opening or given)


def _home(cohort: Cohort) -> HttpResponse:
    return redirect("organise:wishes", cohort.slug)


def _refuse(form: BaseForm, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))


def _try(request: Request, act: Callable[[], object], said: str) -> None:
    """The act is done and told, or the refusal is."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, said)


@guard("wishes.manage", of=cohort_at)
@require_GET
def wishes(request: Request, cohort: Cohort) -> HttpResponse:
    """Everything about the wishes of one cohort."""
    return _page(request, cohort)


@guard("wishes.manage", of=cohort_at)
@require_POST
def open_wishes(request: Request, cohort: Cohort) -> HttpResponse:
    """Wishes are asked for until the moment that was chosen."""
    form = OpenForm(request.POST, zone=cohort.zone)
    if form.is_valid():
        try:
            services.open_wishes(cohort=cohort, by=request.user, **form.values)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Participants find the page under “This week”."))
            return _home(cohort)
    return _page(request, cohort, opening=form)


@guard("wishes.manage", of=cohort_at)
@require_POST
def close_wishes(request: Request, cohort: Cohort) -> HttpResponse:
    """Wishes are closed at once."""
    act = _("Wishes are closed. Participants can read theirs.")
    _try(request, lambda: services.close_wishes(cohort=cohort, by=request.user), act)
    return _home(cohort)


@guard("wishes.manage", of=cohort_at)
@require_POST
def time_challenges(request: Request, cohort: Cohort) -> HttpResponse:
    """Challenges are given with the teams, or after them."""
    form = GivenForm(request.POST)
    if form.is_valid():
        try:
            services.time_challenges(cohort=cohort, by=request.user, **form.values)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Saved."))
            return _home(cohort)
    return _page(request, cohort, given=form)


@guard("wishes.manage", of=cohort_at)
@require_POST
def take_challenges(request: Request, cohort: Cohort) -> HttpResponse:
    """The published challenges are topics."""
    try:
        number = services.take_challenges(cohort=cohort, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        words = ngettext("%(count)s topic was added.", "%(count)s topics were added.", number)
        messages.success(request, words % {"count": number} if number else _("The topics are up to date."))
    return _home(cohort)


@guard("wishes.manage", of=cohort_at)
@require_http_methods(["GET", "HEAD", "POST"])
def topic_new(request: Request, cohort: Cohort) -> HttpResponse:
    """Another topic."""
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_topic(cohort=cohort, by=request.user, key=form.key, **form.values)
        except Refused as refused:
            _refuse(form, refused)
        else:
            return _home(cohort)
    return answer(request, "cohorts/wishes/topic.html", {"cohort": cohort}, form)


@guard("topic.manage", of=topic_at)
@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request: Request, topic: Topic) -> HttpResponse:
    """What a topic is called, is about, and takes."""
    initial = {"name": topic.name, "summary": topic.summary, "places": topic.places}
    initial["seen"] = services.topic_print(topic)
    form = EditTopicForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_topic(topic=topic, by=request.user, **form.values)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("The topic is saved."))
            return _home(topic.cohort)
    return answer(request, "cohorts/wishes/topic.html", {"cohort": topic.cohort, "topic": topic}, form)


@guard("topic.manage", of=topic_at)
@require_POST
def topic_move(request: Request, topic: Topic) -> HttpResponse:
    """The topic changes places with its neighbour."""
    services.move_topic(topic=topic, up=request.POST.get("to") == "up", by=request.user)
    return redirect(f"{_home(topic.cohort).headers['Location']}#t-{topic.key}")


@guard("topic.manage", of=topic_at)
@require_http_methods(["GET", "HEAD", "POST"])
def topic_remove(request: Request, topic: Topic) -> HttpResponse:
    """The topic goes at once while nobody chose it, else after a look at what that takes away."""
    ranked = TopicWish.objects.filter(topic=topic).count()
    if request.method == "POST":
        try:
            services.remove_topic(topic=topic, agreed="agreed" in request.POST, by=request.user)
        except Refused:
            return redirect("organise:topic_remove", topic.cohort.slug, topic.key)
        messages.success(request, _("%(topic)s is removed.") % {"topic": topic})
        return _home(topic.cohort)
    words = ngettext(
        "%(count)s person chose it: it goes out of their wishes, and they are not told.",
        "%(count)s people chose it: it goes out of their wishes, and they are not told.",
        ranked,
    )
    effects = [words % {"count": ranked}] if ranked else [_("Nobody has chosen it.")]
    context = {"topic": topic, "cohort": topic.cohort, "effects": effects}
    return answer(request, "cohorts/wishes/topic_remove.html", context, RemoveForm())
