"""What the chapters of the whole cohort's journey share: who takes part, their letters, and the messy spreadsheet."""

import re

from config.demo import people as known
from core.models import OutboxMessage, User
from core.outbox.deliver import deliver_due
from tests.journeys.visitor import Visitor

TOKEN = re.compile(r"http://testserver(/invitation/[\w-]+/)|(/invitation/[\w-]+/)")
ADE, HANA, LEO = "ade.bankole@example.com", "hana.aziz@example.com", "leo.marks@example.com"
FARAH, RHYS, CALLA = "farah.iqbal@example.com", "rhys.morgan@example.com", "calla.finch@example.com"
LEVELS = ("1 - Awareness", "2 - Working", "3 - Practitioner", "4 - Expert")
HEADINGS = (
    "ID",
    "Start time",
    "What is your first name?",
    "What is your last name (as your colleagues know you)?",
    "What is your work email address? Please do not give a private one.",
    "Which organisation do you work for?",
    "Do you work in the public or the private sector?",
    "What is your job title?",
    "Which region do you work in?",
    "How many years of experience do you have?",
    "Level of experience in Data [Data]",
    "Shirt size",
)


class Story:
    """The visitors by their role, the letters they had, and the addresses that the chapters find."""

    def __init__(self, clock, mailoutbox) -> None:
        self.clock, self.mailoutbox = clock, mailoutbox
        self.visitors: dict[str, Visitor] = {}
        self.slug = "spring-2027"

    def __getitem__(self, email: str) -> Visitor:
        """The browser of the person with this address, signed in; '' is nobody in particular."""
        if email not in self.visitors:
            self.visitors[email] = Visitor(User.objects.get(email=email) if email else None)
        return self.visitors[email]

    def accept(self, email: str) -> Visitor:
        """The person opens the link of their newest letter without being signed in, and presses its button."""
        letter = OutboxMessage.objects.filter(to__email=email, body__contains="/invitation/").order_by("-pk")[0]
        visitor = Visitor()
        visitor.open(next(filter(None, TOKEN.search(letter.body).groups())))
        self.visitors[email] = visitor
        return visitor

    def post_round(self) -> list[str]:
        """The scheduler's round after the ten minutes in which mail can be cancelled; the subjects that went out."""
        self.clock.forward(minutes=11)
        before = len(self.mailoutbox)
        deliver_due(limit=1000)
        return sorted({mail.subject for mail in self.mailoutbox[before:]})


def nominations() -> bytes:
    """38 people as Excel saves what a form collected: a mark, semicolons, long headings, blank lines and a total."""
    lines = [";".join(f'"{heading}"' for heading in HEADINGS)]
    rows = [row for pair in zip(known.PUBLIC, known.PRIVATE, strict=True) for row in pair]
    for number, (name, organisation, job, region, _background, years, *_skills) in enumerate(rows, start=1):
        first, _, last = name.partition(" ")
        address = known.address(name).capitalize() if number % 5 == 0 else f" {known.address(name)} "
        sector = ("Public sector", "Private sector")[(number - 1) % 2]
        level = LEVELS[number % 4]
        cells = (number, "05/01/2027 09:12", first, last, address, organisation, sector, job, region, years, level, "M")
        lines.append(";".join(f'"{cell}"' for cell in cells))
        if number == 20:
            lines.append(";" * (len(HEADINGS) - 1))
    lines.append(";".join(["Total", "38", *[""] * (len(HEADINGS) - 2)]))
    return "﻿".encode() + "\r\n".join(lines).encode()
