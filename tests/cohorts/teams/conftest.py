"""A cohort of twelve people with skills, its organiser, and a proposal formed from it."""

from types import SimpleNamespace

import pytest

from cohorts.models import ParticipantSkill
from cohorts.programmes.workflow import CohortState
from cohorts.teams import services
from tests.factories.cohorts import CohortFactory, ParticipantFactory, SkillFactory, StaffFactory
from tests.factories.core import OrganisationFactory, UserFactory
from tests.recordings import recorded

RULES = {
    "size_min": 3,
    "size_max": 5,
    "mix_within": 1,
    "employer_cap": 2,
    "required_tags": [],
    "levels": {"skill_balance": 2, "skill_hole": 2},
}
NAMES = (
    "Amara Osei", "Joe Pritchard", "Leah Mistry", "Cerys Howell", "Omar Said", "Beth Lyle",
    "Dan Kowalski", "Rosa Field", "Tunde Bello", "Nils Aaker", "Grace Tan", "Sam Doyle",
)  # fmt: skip


def add_person(cohort, place, name, **fields):
    """Somebody of the cohort, from one of three organisations of their side."""
    first, last = name.split()
    side = fields.pop("side", "public" if place < 6 else "private")
    sector = {"private": True} if side == "private" else {}
    organisation = OrganisationFactory(name=f"{side} body {place % 3}", **sector)
    user = UserFactory(email=f"{first}.{last}@example.com".lower(), first_name=first, last_name=last)
    fields = {"background": ("law", "design", "history")[place % 3], "tags": ["can present"] * (place % 2), **fields}
    person = ParticipantFactory(cohort=cohort, user=user, organisation=organisation, side=side, **fields)
    for order, skill in enumerate(cohort.programme.skills.order_by("order")):
        ParticipantSkill.objects.create(participant=person, skill=skill, level=(place * 7 + order * 3) % 5)
    return person


@pytest.fixture
def forming(db):
    """forming.cohort, .organiser and .people of a cohort whose teams are still to be formed."""
    return recorded("forming", _forming)


def _forming():
    cohort = CohortFactory(name="Autumn 2027", slug="autumn-2027", state=CohortState.FORMING)
    organiser = UserFactory(email="olu.adeyemi@example.com", first_name="Olu", last_name="Adeyemi")
    StaffFactory(programme=cohort.programme, user=organiser)
    for order, name in enumerate(("Research", "Data", "Policy")):
        SkillFactory(programme=cohort.programme, name=name, order=order)
    people = [add_person(cohort, place, name) for place, name in enumerate(NAMES)]
    return SimpleNamespace(cohort=cohort, organiser=organiser, people=people)


@pytest.fixture
def proposal(forming, django_capture_on_commit_callbacks):
    """A proposal of three teams of four, ready to look at."""

    def build():
        with django_capture_on_commit_callbacks(execute=True):
            made = services.propose_teams(cohort=forming.cohort, rules=RULES, seed=3, by=forming.organiser)
        made.refresh_from_db()
        return made

    return recorded("proposal", build, over=forming)


def move_that_works(proposal):
    """A person, a team's number and the one to exchange them for, such that every rule holds afterwards."""
    from cohorts.teams.board import board_of

    board = board_of(proposal)
    for row in board.rows:
        for seat in row.seats:
            for found in board.scales.exchanges(board.arrangement, seat.pk, board.held):
                if found.is_allowed and found.other is not None:
                    return board.people[seat.pk], found.number, board.people[found.other]
    raise AssertionError("no move is allowed")


def sent_of(form, **changes):
    """What a browser sends of the form as it is shown, with some fields typed over."""
    sent = {}
    for box in form:
        value = box.value()
        parts = (
            value
            if isinstance(value, list)
            else box.field.widget.decompress(value)
            if hasattr(box.field, "zone")
            else None
        )
        if parts is None:
            sent[box.html_name] = "" if value is None else value
        else:
            names = box.field.widget.names
            sent |= {f"{box.html_name}_{name}": part for name, part in zip(names, parts, strict=True)}
    return {**sent, **changes}
