"""What counts about teams and which rules they keep, in plain words: for telling, not for choosing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from cohorts.teams.engine.problem import CRITERIA, RULED, UNITS, Level, weights_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Rules = Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    """One thing that counts: its name for people, what it means, and what one unit of it and many are called."""

    label: "StrOrPromise"
    sentence: "StrOrPromise"
    one: "StrOrPromise"
    unit: Any
    # How many of its own units the engine keeps for one that people count in.
    parts: int = 1


TOLD: dict[str, Criterion] = {
    "skill_balance": Criterion(
        gettext_lazy("Balance of skills"),
        gettext_lazy("How far each team’s skills are from the cohort’s average."),
        gettext_lazy("one level away from the average"),
        ngettext_lazy("%(number)s level from the average", "%(number)s levels from the average", "count"),
        100,
    ),
    "experience_balance": Criterion(
        gettext_lazy("Balance of experience"),
        gettext_lazy("How far each team’s years of experience are from the cohort’s average."),
        gettext_lazy("one year away from the average"),
        ngettext_lazy("%(number)s year from the average", "%(number)s years from the average", "count"),
        100,
    ),
    "skill_hole": Criterion(
        gettext_lazy("No skill missing"),
        gettext_lazy("Skills in which a team has no practitioner."),
        gettext_lazy("one skill without a practitioner"),
        ngettext_lazy("%(number)s gap", "%(number)s gaps", "count"),
    ),
    "background_repeat": Criterion(
        gettext_lazy("Varied backgrounds"),
        gettext_lazy("People in a team whose background somebody else there has too."),
        gettext_lazy("one repeated background"),
        ngettext_lazy("%(number)s repeat", "%(number)s repeats", "count"),
    ),
    "scheme_repeat": Criterion(
        gettext_lazy("Schemes spread"),
        gettext_lazy("People in a team whose scheme somebody else there is on too."),
        gettext_lazy("one repeated scheme"),
        ngettext_lazy("%(number)s repeat", "%(number)s repeats", "count"),
    ),
    "region_repeat": Criterion(
        gettext_lazy("Regions spread"),
        gettext_lazy("People in a team from whose region somebody else there is too."),
        gettext_lazy("one repeated region"),
        ngettext_lazy("%(number)s repeat", "%(number)s repeats", "count"),
    ),
    "met_before": Criterion(
        gettext_lazy("New people"),
        gettext_lazy("Pairs in one team who worked together before, or would rather not."),
        gettext_lazy("one such pair in a team"),
        ngettext_lazy("%(number)s pair", "%(number)s pairs", "count"),
    ),
    "hours_short": Criterion(
        gettext_lazy("Common hours"),
        gettext_lazy("Free hours a week that a team lacks to the six it should share."),
        gettext_lazy("one common hour missing"),
        ngettext_lazy("%(number)s hour short", "%(number)s hours short", "count"),
    ),
    "moved": Criterion(
        gettext_lazy("Few moves"),
        gettext_lazy("People who are in another team than before."),
        gettext_lazy("one person moved"),
        ngettext_lazy("%(number)s person moved", "%(number)s people moved", "count"),
    ),
    "topic_rank": Criterion(
        gettext_lazy("Wishes for topics"),
        gettext_lazy("Steps by which teams’ topics are below their people’s first choices."),
        gettext_lazy("one step of one person’s wishes"),
        ngettext_lazy("%(number)s step below first choices", "%(number)s steps below first choices", "count"),
    ),
    "weakest_team": Criterion(
        gettext_lazy("Protect the weakest team"),
        gettext_lazy("What the team with most points has, counted once more."),
        gettext_lazy("one point of the weakest team"),
        ngettext_lazy("%(number)s point of the weakest team", "%(number)s points of the weakest team", "count"),
        UNITS,
    ),
}
LEVELS_SAID = {
    Level.OFF: gettext_lazy("off"),
    Level.LOW: gettext_lazy("low"),
    Level.NORMAL: gettext_lazy("normal"),
    Level.HIGH: gettext_lazy("high"),
    Level.MUST: gettext_lazy("must"),
}
# What others are measured by, where it counts: the first of these.
MEASURES = ("topic_rank", "skill_balance", "background_repeat")


def rounded(value: float) -> Decimal:
    """The value with one decimal, halves up, as the pages' own filter rounds it."""
    return Decimal(str(round(value, 6))).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def number_words(value: float) -> str:
    """A number with one decimal, and with none where it is whole."""
    number = rounded(value)
    return number_format(number, decimal_pos=0 if number == int(number) else 1)


def points_number(points: float) -> str:
    """Points as tables have them: always with one decimal."""
    return number_format(rounded(points), decimal_pos=1)


def amount_words(name: str, amount: float) -> str:
    """So much of a criterion in its natural unit: 3 gaps, 12.5 levels from the average."""
    told = TOLD[name]
    value = amount / told.parts
    count = 1 if rounded(value) == 1 else 2
    return str(told.unit % {"count": count, "number": number_words(value)})


def points_words(points: float) -> str:
    """So many points: 1 point, 2.5 points."""
    count = 1 if rounded(points) == 1 else 2
    return ngettext("%(number)s point", "%(number)s points", count) % {"number": number_words(points)}


def criterion_words(name: str) -> str:
    """A criterion as it stands inside a sentence: balance of skills."""
    label = str(TOLD[name].label) if name in TOLD else name
    return label[:1].lower() + label[1:]


def signed(points: float) -> str:
    """Points with their sign and one decimal, as people write them."""
    number = rounded(points)
    return f"{'−' if number < 0 else '+'}{number_format(abs(number), decimal_pos=1)}"


def levels_in_words(levels: Mapping[str, int]) -> list[str]:
    """Each criterion with its level: Balance of skills counts high."""
    told = []
    for name in CRITERIA:
        level = Level(levels.get(name, Level.OFF))
        facts = {"label": TOLD[name].label, "level": LEVELS_SAID[level]}
        if level == Level.MUST and name not in RULED:
            told.append(_("%(label)s: comes before all that counts less") % facts)
        elif level == Level.MUST:
            told.append(_("%(label)s: must hold, and counts high") % facts)
        elif level != Level.OFF:
            told.append(_("%(label)s: counts %(level)s") % facts)
    return told


def rates_in_words(levels: Mapping[str, int]) -> dict[str, str]:
    """For each criterion that counts, what one unit of it costs, and how much of another that is worth."""
    weights = weights_of({name: Level(level) for name, level in levels.items()})
    prices = {name: getattr(weights, name) / UNITS for name in CRITERIA if getattr(weights, name)}
    measure = next((name for name in MEASURES if prices.get(name)), "")
    return {name: _rate(name, price, measure, prices.get(measure, 0)) for name, price in prices.items()}


def _rate(name: str, price: float, measure: str, worth: float) -> str:
    one = str(TOLD[name].one)
    facts = {"one": one[:1].upper() + one[1:], "points": points_words(price)}
    if name in (measure, "weakest_team") or not worth or worth == price:
        return _("%(one)s costs %(points)s.") % facts
    words = _("%(one)s costs %(points)s, as much as %(amount)s.")
    return words % {**facts, "amount": amount_words(measure, price / worth * TOLD[measure].parts)}


def rules_in_words(rules: Rules) -> list[str]:
    """Every rule that has to hold, a sentence each; nobody is named."""
    return [words for tell in (_shape, _who, _bonds, _needs) for words in tell(rules)]


def general_rules(rules: Rules) -> list[str]:
    """The rules that may be told to those whom they placed: none of them is about what somebody answered or asked."""
    return [words for tell in (_shape, _who) for words in tell(rules)]


def _shape(rules: Rules) -> list[str]:
    low, high = rules.get("size_min"), rules.get("size_max")
    told = []
    if rules.get("team_count"):
        told.append(ngettext("There is %(n)s team.", "There are %(n)s teams.", rules["team_count"]))
        told[-1] %= {"n": rules["team_count"]}
    if low and low == high:
        told.append(_("Every team has %(low)s people.") % {"low": low})
    elif low and high:
        told.append(_("Every team has %(low)s to %(high)s people.") % {"low": low, "high": high})
    within = rules.get("mix_within")
    if within is not None:
        words = ngettext(
            "Every team mixes the sectors as the cohort does, within %(n)s person.",
            "Every team mixes the sectors as the cohort does, within %(n)s people.",
            within,
        )
        told.append(words % {"n": within})
    return told


def _who(rules: Rules) -> list[str]:
    told = []
    for name, one, many in CAPS:
        cap = rules.get(name)
        if cap is not None:
            told.append(str(one if cap == 1 else many) % {"n": cap})
    if rules.get("not_all_one_region"):
        told.append(_("No team is all from one region."))
    if rules.get("min_common_hours"):
        words = ngettext(
            "Everybody in a team shares at least %(n)s free hour a week.",
            "Everybody in a team shares at least %(n)s free hours a week.",
            rules["min_common_hours"],
        )
        told.append(words % {"n": rules["min_common_hours"]})
    return told


CAPS = (
    (
        "employer_cap",
        gettext_lazy("No two people in a team are from one organisation."),
        gettext_lazy("At most %(n)s people in a team are from one organisation."),
    ),
    (
        "group_cap",
        gettext_lazy("No two people in a team are from one group of organisations."),
        gettext_lazy("At most %(n)s people in a team are from one group of organisations."),
    ),
)
AWAY = {
    "must": gettext_lazy("People who would rather not be together are kept apart."),
    "wish": gettext_lazy("People who would rather not be together are kept apart where that costs little."),
    "off": gettext_lazy("Who would rather not be with whom plays no part."),
}


def _bonds(rules: Rules) -> list[str]:
    told = []
    apart, together = len(rules.get("apart") or ()), len(rules.get("together") or ())
    if apart:
        told.append(ngettext("%(n)s pair is kept apart.", "%(n)s pairs are kept apart.", apart) % {"n": apart})
    if together:
        words = ngettext("%(n)s group stays together.", "%(n)s groups stay together.", together)
        told.append(words % {"n": together})
    if rules.get("keep_away") in AWAY:
        told.append(str(AWAY[rules["keep_away"]]))
    return told


def _needs(rules: Rules) -> list[str]:
    told = [_("Every team has somebody with “%(tag)s”.") % {"tag": tag} for tag in rules.get("required_tags") or ()]
    alone = len(rules.get("never_alone") or ())
    if alone:
        words = ngettext(
            "Nobody is the only one of their kind in a team, by %(n)s answer.",
            "Nobody is the only one of their kind in a team, by %(n)s answers.",
            alone,
        )
        told.append(words % {"n": alone})
    if rules.get("topic_places"):
        words = ngettext("Each topic may go to %(n)s team.", "Each topic may go to %(n)s teams.", rules["topic_places"])
        told.append(words % {"n": rules["topic_places"]})
    return told
