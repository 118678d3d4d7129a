"""The public door: a code, a vote, nothing personal; each page in few queries, and without scripts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import cache_control

from challenges.audience import services
from challenges.audience.browsers import browser_of, remember, voter_of
from challenges.audience.engine import barred, places_of, spaced, tidy_code
from challenges.audience.forms import CodeForm
from challenges.audience.models import AudienceCode, Poll, PollOption, Vote
from challenges.audience.queries import choices_of, count_of, options_of, seen_polls
from challenges.audience.workflow import PollState
from challenges.pitchdays.models import PitchDay
from core import zones
from core.access import found, guard
from core.errors import Refused
from core.forms import answer
from core.ratelimits import TooMany, client_address, forgive, hit

day_in_address = found(PitchDay, "cohort", "audience", day="key")
poll_in_address = found(Poll, "pitch_day__cohort", day="pitch_day__key", key="key")
private = cache_control(private=True, no_store=True)
# Wrong codes of one network; right ones are not counted, so that a room of 340 gets in. A slip of the finger fails the
# code's own check and is not counted either.
WRONG_CODES, WRONG_WINDOW = 60, 60
NEW_BROWSERS, BROWSERS_WINDOW = 3000, 3600


@guard("public")
@private
def enter(request: HttpRequest) -> HttpResponse:
    """Asks for the code; a right one belongs to this browser from then on."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        browser = browser_of(request) or services.new_browser()
        try:
            code = _taken(request, form.cleaned_data["code"], browser)
        except TooMany:
            raise
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            response = redirect(first_address(code.pitch_day))
            remember(response, browser)
            return response
    return answer(request, "challenges/audience/enter.html", {}, form)


def _taken(request: HttpRequest, text: str, browser: str) -> AudienceCode:
    network = client_address(request)
    if tidy_code(text):
        hit("audience.code", network, WRONG_CODES, WRONG_WINDOW)
    code = services.use_code(text=text, browser=browser)
    forgive("audience.code", network, WRONG_WINDOW)
    return code


def first_address(day: PitchDay) -> str:
    """The one vote that is open, or all that the audience can do now."""
    going = [poll for poll in seen_polls(day) if poll.takes_votes(zones.now())]
    if len(going) == 1:
        return reverse("vote:poll", args=[day.key, going[0].key])
    return reverse("vote:day", args=[day.key])


@guard("public")
@private
def card(request: HttpRequest, code: str) -> HttpResponse:
    """What the QR code of a card opens: the code stands in its field, and the button uses it, not this page."""
    form = CodeForm(initial={"code": spaced(code)})
    return answer(request, "challenges/audience/enter.html", {"is_filled": True}, form)


@guard("public", of=day_in_address)
@private
def day(request: HttpRequest, day: PitchDay) -> HttpResponse:
    """What the audience can do now."""
    polls, code = seen_polls(day), voter_of(request, day)
    voted = set(Vote.objects.filter(code=code).values_list("poll_id", flat=True)) if code else set()
    now = zones.now()
    rows = [(poll, poll.takes_votes(now), poll.pk in voted) for poll in polls]
    context = {
        "cohort": day.cohort, "day": day, "code": code,
        "wants_code": not (code and code.is_checked) and any(row[0].needs_code and row[1] for row in rows),
        "going": [row for row in rows if row[1]], "past": [row for row in rows if not row[1]],
        "takes_questions": takes_questions(day),
    }  # fmt: skip
    return answer(request, "challenges/audience/day.html", context, CodeForm())


def takes_questions(day: PitchDay) -> bool:
    """Whether the audience can ask now."""
    found = getattr(day, "audience", None)
    return found is not None and found.takes_questions


@guard("public", of=poll_in_address)
@private
def poll(request: HttpRequest, poll: Poll) -> HttpResponseBase:
    """One decision: the ballot while it is open, before that and after that what there is to say."""
    received_at = zones.now()
    if request.method != "POST":
        return _page(request, poll, _voter(request, poll) if poll.state == PollState.OPEN else None)
    code, browser, picks = _voter(request, poll), "", request.POST.getlist("pick")
    try:
        if code is not None:
            services.cast_vote(poll=poll, picks=picks, by=code, received_at=received_at)
        elif not poll.needs_code:
            hit("audience.browser", client_address(request), NEW_BROWSERS, BROWSERS_WINDOW)
            browser = browser_of(request) or services.new_browser()
            services.cast_without_code(poll=poll, picks=picks, browser=browser, received_at=received_at)
    except TooMany:
        raise
    except Refused as refused:
        poll.refresh_from_db(fields=["state", "closes_at"])
        return _page(request, poll, code, picks=picks, error=str(refused.message))
    response = redirect("vote:poll", poll.pitch_day.key, poll.key)
    if browser:
        remember(response, browser)
    return response


def _voter(request: HttpRequest, poll: Poll) -> AudienceCode | None:
    """Whose vote this browser casts; a code that a browser gave to itself is none where codes count."""
    code = voter_of(request, poll.pitch_day)
    return code if code is not None and (code.is_checked or not poll.needs_code) else None


def _page(
    request: HttpRequest, poll: Poll, code: AudienceCode | None, *, picks: list[str] | None = None, error: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {"poll": poll, "cohort": poll.pitch_day.cohort, "day": poll.pitch_day, "error": error}
    context["is_open"] = poll.takes_votes(zones.now())
    if context["is_open"] and (code is not None or not poll.needs_code):
        context |= _ballot(poll, code, picks)
    elif poll.is_over and poll.is_told:
        context["count"] = count_of(poll)
    response = answer(request, "challenges/audience/poll.html", context, CodeForm())
    if error:
        response.status_code = 409
    return response


def _ballot(poll: Poll, code: AudienceCode | None, picks: list[str] | None) -> dict[str, Any]:
    options = options_of(poll)
    vote = Vote.objects.filter(poll=poll, code=code).first() if code else None
    held = {options[place].key for place in places_of(vote.marks)} if vote else set()
    why = barred(choices_of(options), code.group, poll.rules) if code else {}
    chosen = held if picks is None else set(picks)
    return {
        "code": code, "vote": vote, "held": [option for option in options if option.key in held],
        "rows": [_row(option, chosen, why) for option in options],
    }  # fmt: skip


def _row(option: PollOption, chosen: set[str], why: dict[str, str]) -> tuple[PollOption, bool, str]:
    return option, option.key in chosen, why.get(option.key, "")
