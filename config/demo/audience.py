"""The demo's audience: a poll that is over, one that is open, the people's prize, questions."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from challenges.audience import services
from challenges.audience.engine import barred
from challenges.audience.models import AudienceCode, Guest, Poll, PollOption
from challenges.audience.queries import choices_of, options_of
from challenges.models import PitchDay
from config.demo.clock import Calendar, at
from config.demo.ending import clock
from core.models import User

MORNING = ("Which challenge should every public body take on next?", ["Housing", "Loneliness", "Waste", "Skills"])
NOON = ("What made the twelve weeks work for you?", ["The mixed team", "A real owner", "The programme days"])
ASKED = (
    ("Who looks after the sensors once the pilot is over?", "Nadia", 14),
    ("What did you stop doing after the first four weeks?", "", 9),
    ("Would the owner start again tomorrow?", "Tom", 5),
)
WAITING = "How much does one flat cost in a year, all in?"
WALK_INS = 24


def gather(calendar: Calendar, day: PitchDay, organiser: User) -> None:
    """People come in, one poll is over and its result shown, another and the people's prize are open."""
    with at(clock(calendar, 8)):
        services.fill_guests(pitch_day=day, by=organiser)
        services.print_cards(pitch_day=day, number=20, by=organiser)
    with at(clock(calendar, 9, 15)):
        codes = _come_in(day, organiser)
    first = _poll(day, organiser, MORNING, clock(calendar, 9, 30))
    with at(clock(calendar, 9, 50)):
        _vote(first, codes, 0.8)
        services.close_poll(poll=first, by=organiser)
        services.show_result(poll=first, by=organiser)
    second = _poll(day, organiser, NOON, clock(calendar, 10, 5))
    with at(clock(calendar, 10, 10)):
        _vote(second, codes, 0.4)
        prize = services.save_prize(pitch_day=day, question="Which team do you give the people’s prize?", by=organiser)
        services.open_poll(poll=prize, by=organiser)
        _vote(prize, codes, 0.3)
    _ask(calendar, day, organiser, codes)


def end(calendar: Calendar, day: PitchDay, organiser: User) -> None:
    """All votes are closed and counted, and the prize has its winner."""
    codes = list(AudienceCode.objects.filter(guest__present_at__isnull=False).order_by("guest__name"))
    with at(clock(calendar, 14, 30)):
        prize = Poll.objects.get(pitch_day=day, kind="PRIZE")
        _vote(prize, codes, 0.9)
        for poll in Poll.objects.filter(pitch_day=day, state="OPEN").order_by("made_at"):
            services.close_poll(poll=poll, by=organiser)
            services.show_result(poll=poll, by=organiser)
        services.take_questions(pitch_day=day, is_on=False, by=organiser)


def _come_in(day: PitchDay, organiser: User) -> list[AudienceCode]:
    for number, guest in enumerate(Guest.objects.filter(pitch_day=day).order_by("name")):
        if number % 7:
            services.check_in(guest=guest, by=organiser)
    for number in range(1, WALK_INS + 1):
        services.walk_in(pitch_day=day, name=f"Guest {number:02}", employer="", by=organiser)
    return list(AudienceCode.objects.filter(guest__present_at__isnull=False).order_by("guest__name"))


def _poll(day: PitchDay, organiser: User, what: tuple[str, Sequence[str]], moment: datetime) -> Poll:
    with at(moment - timedelta(minutes=5)):
        poll = services.save_poll(pitch_day=day, question=what[0], answers=what[1], is_hidden=False, by=organiser)
    with at(moment):
        return services.open_poll(poll=poll, by=organiser)


def _vote(poll: Poll, codes: Sequence[AudienceCode], share: float) -> None:
    # Always the same draw: the second and the first answer are liked best.
    options = options_of(poll)
    for code in codes:
        taste = random.Random(f"{poll.question} {code.guest}")
        if taste.random() < share:
            pick = taste.choices(options, weights=[5, 7, *[2] * (len(options) - 2)])[0]
            _cast(poll, options, code, pick)


def _cast(poll: Poll, options: Sequence[PollOption], code: AudienceCode, pick: PollOption) -> None:
    why = barred(choices_of(options), code.group, poll.rules)
    free = pick if pick.key not in why else next(option for option in options if option.key not in why)
    services.cast_vote(poll=poll, picks=[free.key], by=code)


def _ask(calendar: Calendar, day: PitchDay, organiser: User, codes: Sequence[AudienceCode]) -> None:
    with at(clock(calendar, 10, 12)):
        services.take_questions(pitch_day=day, is_on=True, by=organiser)
        for (text, name, wanted), code in zip(ASKED, codes, strict=False):
            asked = services.ask_question(text=text, name=name, by=code)
            services.moderate(question=asked, action="show", by=organiser)
            for other in codes[:wanted]:
                services.upvote(question=asked, by=other)
        services.ask_question(text=WAITING, by=codes[len(ASKED)])
