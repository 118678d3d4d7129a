"""Two or three proposals beside each other: criterion by criterion, the worst team, who moves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.teams.account import Account, account_of, levels_of, quality_of
from cohorts.teams.criteria import TOLD, amount_words, levels_in_words, points_number, rules_in_words
from cohorts.teams.engine.problem import CRITERIA, UNITS
from cohorts.teams.engine.topics import cheapest_topics
from cohorts.teams.models import ProposedPlace, TeamProposal

# Above so many teams the exact matching of teams would take too long for a page.
MOST_MATCHED = 40


@dataclass(frozen=True)
class Cell:
    """One proposal's value of a row, with a second line, how full its bar is, and whether it is the best."""

    words: str
    note: str = ""
    share: int = 0
    is_best: bool = False


@dataclass(frozen=True)
class Row:
    """One thing that is compared: a cell a proposal."""

    label: str
    sentence: str
    cells: list[Cell]


@dataclass(frozen=True)
class Move:
    """One person who is in another team than in the first proposal."""

    name: str
    here: str
    there: str


@dataclass(frozen=True)
class Moves:
    """Who is elsewhere in one proposal than in the first, and how many are in only one of the two."""

    proposal: TeamProposal
    moved: list[Move]
    strangers: int

    @property
    def words(self) -> str:
        """How many people are in another team."""
        count = len(self.moved)
        words = ngettext("%(count)s person is elsewhere", "%(count)s people are elsewhere", count)
        return words % {"count": count} if count else _("everybody is in the same team")


@dataclass(frozen=True)
class Comparison:
    """The whole table."""

    accounts: list[Account]
    rules: list[list[str]]
    summary: list[Row]
    criteria: list[Row]
    moves: list[Moves]
    same_scale: bool


def compare(proposals: Sequence[TeamProposal]) -> Comparison:
    """The proposals beside each other as they stand, with one query however many people there are."""
    places: dict[int, list[ProposedPlace]] = {proposal.pk: [] for proposal in proposals}
    rows = ProposedPlace.objects.filter(proposal__in=places).select_related("participant__user")
    for place in rows.order_by("participant_id"):
        places[place.proposal_id].append(place)
    accounts = [account_of(proposal, places[proposal.pk]) for proposal in proposals]
    names = {place.participant_id: place.participant.user.name for some in places.values() for place in some}
    same_scale = all(_scale(account) == _scale(accounts[0]) for account in accounts)
    return Comparison(
        accounts=accounts,
        rules=_differing([_asked(proposal) for proposal in proposals]),
        summary=_summary(accounts, same_scale),
        criteria=[_criterion(name, accounts) for name in CRITERIA if any(one.counts(name) for one in accounts)],
        moves=[_moves(accounts[0], other, names) for other in accounts[1:]],
        same_scale=same_scale,
    )


def _scale(account: Account) -> tuple[Any, Any]:
    """What has to be equal for two proposals' points to be of one kind."""
    return account.problem.weights, account.proposal.snapshot_hash


def _asked(proposal: TeamProposal) -> list[str]:
    return [*rules_in_words(proposal.rules), *levels_in_words(levels_of(proposal))]


def _differing(asked: list[list[str]]) -> list[list[str]]:
    """Of each list what is not in all of them."""
    shared = set(asked[0]).intersection(*asked[1:])
    return [[words for words in own if words not in shared] for own in asked]


def _summary(accounts: list[Account], same_scale: bool) -> list[Row]:
    worst = [account.worst.total if account.worst else 0 for account in accounts]
    return [
        Row(
            _("Points in total"),
            _("Fewer is better."),
            _cells([account.units for account in accounts], [_points(one.units) for one in accounts], [], same_scale),
        ),
        Row(_("How near the best"), "", [Cell(quality_of(account)) for account in accounts]),
        Row(_("Rules broken"), "", [_broken(account) for account in accounts]),
        Row(
            _("The weakest team"),
            _("The team with most points."),
            _cells(worst, [_worst(account) for account in accounts], [], same_scale),
        ),
        Row(_("Smallest and biggest team"), "", [Cell(_sizes(account)) for account in accounts]),
    ]


def _broken(account: Account) -> Cell:
    if not account.broken:
        return Cell(_("none"))
    count = len({code for team in account.teams for code in team.codes})
    words = ngettext("%(count)s rule", "%(count)s rules", count) % {"count": count}
    return Cell(words, " ".join(account.broken))


def _points(units: int) -> str:
    return points_number(units / UNITS)


def _worst(account: Account) -> str:
    if account.worst is None:
        return "–"
    return _("%(team)s, %(points)s") % {"team": account.worst.name, "points": _points(account.worst.total)}


def _sizes(account: Account) -> str:
    sizes = account.sizes or [0]
    words = _("%(n)s people each") if sizes[0] == sizes[-1] else _("%(low)s and %(high)s people")
    return words % {"n": sizes[0], "low": sizes[0], "high": sizes[-1]}


def _criterion(name: str, accounts: list[Account]) -> Row:
    """Compared by amounts, since the same amount may cost more points under another level."""
    told = TOLD[name]
    amounts = [account.amount_of(name) for account in accounts]
    notes = [_counted(name, account) for account in accounts]
    cells = _cells(amounts, [amount_words(name, amount) for amount in amounts], notes)
    return Row(str(told.label), str(told.sentence), cells)


def _counted(name: str, account: Account) -> str:
    if not account.counts(name):
        return _("does not count here")
    return _("%(points)s points") % {"points": _points(account.units_of(name))}


def _cells(values: list[int], words: list[str], notes: list[str], is_comparable: bool = True) -> list[Cell]:
    most, least = max(values), min(values)
    return [
        Cell(
            words=text,
            note=notes[place] if notes else "",
            share=100 * value // most if most else 0,
            is_best=is_comparable and value == least < most,
        )
        for place, (value, text) in enumerate(zip(values, words, strict=True))
    ]


def _moves(first: Account, other: Account, names: dict[int, str]) -> Moves:
    """Who is elsewhere, once the teams are matched: their numbers mean nothing."""
    twin = matched(first.arrangement, other.arrangement)
    here, there = list(first.proposal.names), list(other.proposal.names)
    both = sorted(first.arrangement.keys() & other.arrangement.keys(), key=lambda pk: (names[pk], pk))
    moved = [
        Move(names[pk], here[first.arrangement[pk] - 1], there[other.arrangement[pk] - 1])
        for pk in both
        if twin.get(first.arrangement[pk]) != other.arrangement[pk]
    ]
    return Moves(other.proposal, moved, len(first.arrangement.keys() ^ other.arrangement.keys()))


def matched(first: dict[int, int], other: dict[int, int]) -> dict[int, int]:
    """For each team of the first split the team of the other that takes its place, so that fewest people move."""
    shared: dict[tuple[int, int], int] = {}
    for pk in first.keys() & other.keys():
        pair = (first[pk], other[pk])
        shared[pair] = shared.get(pair, 0) + 1
    ours, theirs = sorted(set(first.values())), sorted(set(other.values()))
    if max(len(ours), len(theirs)) > MOST_MATCHED:
        return _matched_greedily(shared)
    # Where the other has fewer teams, some of ours have no twin.
    columns: list[int | None] = [*theirs, *[None] * max(0, len(ours) - len(theirs))]
    most = max(shared.values(), default=0)
    costs = [[most - shared.get((one, two or 0), 0) for two in columns] for one in ours]
    chosen = cheapest_topics(costs, [1] * len(columns))
    return {one: two for one, place in zip(ours, chosen, strict=True) if (two := columns[place]) is not None}


def _matched_greedily(shared: dict[tuple[int, int], int]) -> dict[int, int]:
    twin: dict[int, int] = {}
    for one, two in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if one not in twin and two not in twin.values():
            twin[one] = two
    return twin
