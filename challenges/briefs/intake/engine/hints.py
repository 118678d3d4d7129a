"""Hints: each of the seven criteria is met, thin or missing, with the sentence why and what to add."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from challenges.briefs.intake.engine import signs
from core.sentence import Sentence, say
from core.sentence import noop as _

# Under so many words an answer is a line.
LINE = 8
QUOTED_MOST = 60


class Level(StrEnum):
    """How far a criterion is met."""

    MET = "met"
    THIN = "thin"
    MISSING = "missing"


class Criterion(StrEnum):
    """The seven, in their order."""

    PROBLEM = "problem"
    NEED = "need"
    MARKET = "market"
    OTHERS = "others"
    SIZE = "size"
    TRIED = "tried"
    BACKING = "backing"


NAMES = {
    Criterion.PROBLEM: _("A problem, not a solution"),
    Criterion.NEED: _("A need with evidence"),
    Criterion.MARKET: _("Nothing on the market solves it"),
    Criterion.OTHERS: _("Others would benefit"),
    Criterion.SIZE: _("The right size"),
    Criterion.TRIED: _("What was tried is known"),
    Criterion.BACKING: _("People with time and power to help"),
}


@dataclass(frozen=True, slots=True)
class Texts:
    """What a brief says so far."""

    question: str = ""
    summary: str = ""
    need: str = ""
    tried_before: str = ""
    outcome: str = ""
    resources: str = ""
    scale: str = ""
    contact_name: str = ""
    contact_email: str = ""
    sponsor_name: str = ""
    sponsor_post: str = ""
    sponsor_email: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What is to be said of one criterion, and the field where it is put right."""

    criterion: Criterion
    level: Level
    why: Sentence
    add: Sentence | None
    field: str

    @property
    def name(self) -> Sentence:
        """The criterion in words."""
        return say(NAMES[self.criterion])


def hints(texts: Texts) -> list[Hint]:
    """One hint for each criterion, in their order; they advise and never decide."""
    return [_problem(texts), _need(texts), _market(texts), _others(texts), _size(texts), _tried(texts), _backing(texts)]


def hints_on(texts: Texts, fields: tuple[str, ...]) -> list[Hint]:
    """Those hints that are put right in one of these fields and whose answer was begun."""
    return [hint for hint in hints(texts) if hint.field in fields and hint.level is not Level.MISSING]


def quoted(text: str) -> str:
    """Words out of a text, short enough to stand in a sentence."""
    return text if len(text) <= QUOTED_MOST else f"{text[: QUOTED_MOST - 1].rstrip()}…"


def _met(criterion: Criterion, field: str, why: str) -> Hint:
    return Hint(criterion, Level.MET, say(why), None, field)


def _thin(criterion: Criterion, field: str, why: Sentence, add: str) -> Hint:
    return Hint(criterion, Level.THIN, why, say(add), field)


def _missing(criterion: Criterion, field: str, why: str, add: str) -> Hint:
    return Hint(criterion, Level.MISSING, say(why), say(add), field)


def _problem(texts: Texts) -> Hint:
    at = Criterion.PROBLEM
    if not texts.question.strip() and not texts.summary.strip():
        return _missing(at, "question", _("Nothing is written yet."), _("Write the problem as a question."))
    for field, named in (
        ("question", signs.solution_in_question(texts.question)),
        ("summary", signs.solution_in_text(texts.summary)),
    ):
        if named:
            why = say(_("This describes a solution: “%(named)s”."), named=quoted(named))
            return _thin(at, field, why, _("Say what goes wrong today, and for whom. The team finds the solution."))
    if not texts.question.strip():
        return _thin(
            at,
            "question",
            say(_("There is no question yet.")),
            _("Teams choose by this line: begin with “How might we”."),
        )
    if signs.words(texts.summary) < LINE:
        return _thin(
            at,
            "summary",
            say(_("The problem is told in a line at most.")),
            _("Two or three sentences on what happens today help a team to begin."),
        )
    return _met(at, "summary", _("It tells a problem and leaves the solution open."))


def _need(texts: Texts) -> Hint:
    at, need = Criterion.NEED, texts.need
    if not need.strip():
        return _missing(at, "need", _("No word on who has this problem."), _("Say who, how many, and how you know."))
    if not signs.has_figure(need) and not signs.has_source(need):
        return _thin(
            at,
            "need",
            say(_("There is no figure or source for the need.")),
            _("A number, a report, complaints, or what people told you."),
        )
    if signs.words(need) < LINE:
        return _thin(
            at,
            "need",
            say(_("The need is told in a line.")),
            _("Say who has it and how you know, in two or three sentences."),
        )
    return _met(at, "need", _("It says who has the problem and how that is known."))


def _market(texts: Texts) -> Hint:
    at, said = Criterion.MARKET, f"{texts.tried_before}. {texts.summary}"
    if not texts.tried_before.strip():
        return _missing(
            at,
            "tried_before",
            _("No word on products that exist."),
            _("Say what can be bought, and why it does not do."),
        )
    spoken = signs.product_spoken_of(said)
    if spoken == "exists":
        return _thin(
            at,
            "tried_before",
            say(_("It sounds as if a product on the market exists.")),
            _("Say why it does not solve the problem; if it does, buy it instead."),
        )
    if not spoken:
        return _thin(
            at,
            "tried_before",
            say(_("It does not say whether something can be bought.")),
            _("Name products you looked at, and why they do not do."),
        )
    return _met(at, "tried_before", _("It says why what can be bought does not do."))


def _others(texts: Texts) -> Hint:
    at, said = Criterion.OTHERS, ". ".join((texts.need, texts.summary, texts.outcome, texts.scale))
    if signs.names_others(said):
        return _met(at, "need", _("It names others who would benefit."))
    add = _("Say which other bodies have this problem too.")
    if not texts.need.strip():
        return _missing(at, "need", _("No word on who else has this problem."), add)
    return _thin(at, "need", say(_("No word on who else has this problem.")), add)


def _size(texts: Texts) -> Hint:
    at = Criterion.SIZE
    large = signs.too_large(f"{texts.question}. {texts.scale}")
    add = _("Twelve weeks for five people beside their jobs: name one place, group or step to begin with.")
    if large:
        return _thin(at, "scale", say(_("“%(named)s” is more than a team can do."), named=quoted(large)), add)
    if not texts.scale.strip():
        return _missing(at, "scale", _("No word on the size."), add)
    if signs.words(texts.scale) < LINE:
        return _thin(at, "scale", say(_("The size is told in a line.")), add)
    return _met(at, "scale", _("It says why twelve weeks are enough to begin."))


def _tried(texts: Texts) -> Hint:
    at, tried = Criterion.TRIED, texts.tried_before
    if not tried.strip():
        return _missing(
            at, "tried_before", _("No word on what was tried."), _("Say what was tried and what came of it.")
        )
    if signs.nothing_tried(tried):
        return _thin(
            at, "tried_before", say(_("It says that nothing was tried.")), _("Say how people manage today without it.")
        )
    if not signs.tells_what_came(tried):
        return _thin(
            at,
            "tried_before",
            say(_("It says what was tried, not what came of it.")),
            _("What worked, what did not, and why: it saves the team weeks."),
        )
    return _met(at, "tried_before", _("It says what was tried and what came of it."))


def _backing(texts: Texts) -> Hint:
    at = Criterion.BACKING
    lacking = list(_not_named(texts))
    if len(lacking) == 2:
        return _missing(
            at,
            "contact_name",
            _("Nobody is named who helps or backs it."),
            _("Name a contact with time, and a senior sponsor."),
        )
    if lacking:
        field, why = lacking[0]
        return _thin(at, field, say(why), _("Give a name and an address at work."))
    if signs.plain(texts.contact_email) == signs.plain(texts.sponsor_email):
        return _thin(
            at,
            "sponsor_name",
            say(_("Contact and sponsor are the same person.")),
            _("A sponsor is somebody senior who can open doors for the contact."),
        )
    if not texts.resources.strip():
        return _thin(
            at,
            "resources",
            say(_("No word on data and people who can help.")),
            _("Say whom a team can talk to and which data it may see."),
        )
    return _met(at, "contact_name", _("A contact and a senior sponsor are named."))


def _not_named(texts: Texts) -> Iterator[tuple[str, str]]:
    if not (texts.contact_name.strip() and texts.contact_email.strip()):
        yield "contact_name", _("Nobody is named whom a team can ask.")
    if not (texts.sponsor_name.strip() and texts.sponsor_email.strip()):
        yield "sponsor_name", _("Nobody is named who backs it.")
