"""Signs in plain words: a named solution, a figure, a source, a product to buy. Bounded patterns, quick on any text."""

import re
import unicodedata

# What no reader sees, and what would part a word for the patterns.
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
READ_MOST = 12_000

_THING = (
    r"(?:mobile |web |smartphone |phone )?app(?:lication)?s?|web ?sites?|web ?portals?|portals?|chat ?bots?|"
    r"dash ?boards?|blockchains?|software|databases?|algorithms?|digital twins?|virtual assistants?|"
    r"(?:ai|online|digital|software) (?:assistant|tool|platform|service|system|model|solution|product|hub)s?|"
    r"(?:it|computer|booking|ticketing|tracking|alert|early[- ]warning|case[- ]management) systems?|"
    r"machine[- ]learning models?|language models?|online forms?|crm"
)
# Only where somebody makes them: a platform can be that of a station, a tool a spanner.
_MADE = rf"(?:{_THING}|platform|tool|it solution|digital solution|one[- ]stop shop)"
_MAKE = (
    r"(?:build|create|develop|design|launch|deliver|implement|introduce|deploy|procure|buy|commission|"
    r"roll out|set up|make|have|get|provide|offer|code|program)"
)
_FEW = r"(?:[a-z0-9'’-]+ ){0,3}?"
_TECH = r"(?:ai|artificial intelligence|machine learning|generative ai|blockchain|chat ?bots?|large language models?)"
_OTHERS = re.compile(
    "people|criminals|fraudsters|students|pupils|applicants|staff|who|are|is|were|was|those|companies|residents|"
    "tenants|them|others|firms|officers|teachers|offenders|patients|gangs|scammers|users|children|somebody|anybody"
)
"""Whoever uses a thing after these is somebody else."""
_QUESTION = [
    re.compile(rf"\b(?:{_MAKE}) (?:a|an|one|our own|a single|some|the) {_FEW}(?P<found>{_MADE})\b"),
    re.compile(
        r"\b(?:build|develop|create|launch|introduce|deploy) (?:better |new |more |smart )?"
        r"(?P<found>apps|websites|portals|chat ?bots|dashboards|software|online tools|digital tools)\b"
    ),
    re.compile(rf"(?<!without )(?<!than )(?<!not )\b(?P<found>(?:a|an) (?:[a-z0-9-]+ ){{0,2}}?(?:{_THING}))\b"),
    re.compile(rf"\bwe (?:use|apply|adopt|deploy|introduce) (?P<found>{_TECH})\b"),
    re.compile(rf"(?P<before>[a-z]+),? (?:using|applying|through|by using|with the help of) (?P<found>{_TECH})\b"),
]
_WISH = (
    r"(?:we|i|the team|the council|the department) (?:now )?"
    r"(?:need|want|would like|wish|plan|intend|propose|aim|hope|should|must|are looking|will)"
)
_SUMMARY = [
    re.compile(rf"\b{_WISH} (?:to |for )?(?:{_MAKE} )?(?:a|an|one|our own) {_FEW}(?P<found>{_MADE})\b"),
    re.compile(rf"(?:^|[.!?:] )(?P<found>(?:a|an) {_FEW}(?:{_MADE})) (?:that|which|to|for|where|with)\b"),
    re.compile(rf"\bthe (?:solution|answer|idea) (?:is|would be|should be) {_FEW}(?P<found>{_MADE})\b"),
]
# Words in which a thing is told of that is there already, or shall not be.
_THERE = re.compile(r"\b(?:not|without|no longer|rather than|instead of|never)\b[^.?!]{0,20}$")

_SOURCE = re.compile(
    r"\b(?:survey(?:s|ed)?|interview(?:s|ed)?|research|complain(?:ts?|ed)|statistics|report(?:s|ed)?|audits?|records|"
    r"according to|inspect(?:ion|ions|orate|ors)|told us|tell us|told|tell surveys|we spoke|spoke to|stud(?:y|ies)|"
    r"figures|feedback|logs?|tickets|helpline|call centre|counted|measured|evidence|census|debriefs?|case files|"
    r"casework|review(?:s|ed)?|consultation|focus groups?|ombudsman|describe|name the same|telephone each other)\b"
)
_DENIED = re.compile(r"\b(?:no|without|never|not|lack(?:ing)?|any|nobody|none)\b[^.;!?]{0,18}$")
_FIGURE = re.compile(
    r"(?:\d[\d,.]*\s?(?:%|per ?cent|in \d)|£\s?\d|\d[\d,.]*)|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|a dozen|hundreds?|thousands?|millions?|half|a third|"
    r"a quarter|two thirds|most) (?:of|in|out of|people|cases|homes|families|calls|hours|days|weeks|patients|firms)\b"
)
_NO_FIGURE = re.compile(r"(?:(?:19|20)\d\d(?!\d|[.,]\d)|24/7|covid-19|9 to 5)")
_PRODUCT = re.compile(
    r"\b(?:off[- ]the[- ]shelf|commercial(?:ly)? (?:product|available|tool)s?|products? (?:exists?|on the market)|"
    r"on the market|suppliers? (?:offer|sell)s?|vendors?|(?:we|to) (?:buy|procure|license)|"
    r"other (?:councils|departments|forces|trusts|bodies) (?:already )?(?:use|have bought|bought)|"
    r"can be bought|is sold|already solved|there are (?:many |several |good )?(?:products|tools|apps)|"
    r"tools? bought|bought|products?|suppliers?)\b"
)
_PRODUCT_FAILS = re.compile(
    r"\b(?:no|nothing|none|not|never|too|cannot|could not|did not|do not|does not|hardly|without|neither|failed|"
    r"unsuitable|nobody|stopped|only)\b"
)
_OTHERS_TOO = re.compile(
    r"\b(?:(?:other|neighbouring|many|most|all|every|each|several|both|\d+)(?: \w+){0,2} "
    r"(?:councils?|departments?|organisations?|bodies|body|forces?|trusts?|authorit(?:y|ies)|services?|agenc(?:y|ies)|"
    r"counties|county|regions?|hospitals?|schools?|prisons?|landlords?|housing associations?|regulators?|nations|"
    r"countries|platforms?)|nation(?:ally|wide)|across (?:the )?(?:uk|country|sector|government|nation|england|wales|"
    r"scotland|northern ireland)|elsewhere|the same problem|others (?:would|have|face)|whole sector)\b"
)
_TOO_LARGE = re.compile(
    r"\b(?:(?:the )?(?:whole|entire) (?:country|nation|nhs|civil service|government|population|economy|system)|"
    r"national roll[- ]?out|nation-?wide roll[- ]?out|all (?:government )?departments|every (?:hospital|school|council|"
    r"citizen|household)|(?:end|eradicate|eliminate|abolish|solve) (?:all )?(?:poverty|crime|homelessness|loneliness|"
    r"climate change|inequality)|replace (?:the|our) (?:whole|entire)|transform (?:everything|the whole|all))\b"
)
_NOTHING_TRIED = re.compile(
    r"^\W*(?:nothing|none|not? yet|n/?a|no|never|nothing (?:so far|yet|has been tried|was tried)|not applicable|"
    r"we have(?: not|n't) tried anything|unknown|don'?t know)\W*$"
)
_CAME_OF_IT = re.compile(
    r"\b(?:but|because|although|however|did ?n[o']t|does ?n[o']t|do not|was not|were not|failed|fails?|work(?:s|ed)?|"
    r"learn(?:ed|t)|found|stopp?ed|result(?:s|ed)?|only|nobody|too|never|fell|helped|showed|show|hardly|yet|"
    r"out of date|ended|abandoned|so|not)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def plain(text: str) -> str:
    """The text as the patterns read it: one form of each letter, small, single spaces, nothing unseen."""
    flat = UNSEEN.sub("", unicodedata.normalize("NFKC", text[:READ_MOST])).casefold()
    return " ".join(flat.split())


def words(text: str) -> int:
    """How many words there are."""
    return len(_WORD.findall(text[:READ_MOST]))


def solution_in_question(question: str) -> str:
    """The solution that a question asks for, as it names it; nothing where it asks about a problem."""
    return _named(_QUESTION, plain(question))


def solution_in_text(text: str) -> str:
    """The solution that a text wishes for; what was built or bought before, and is told of, is none."""
    return _named(_SUMMARY, plain(text))


def _named(patterns: list[re.Pattern[str]], text: str) -> str:
    for pattern in patterns:
        for match in pattern.finditer(text):
            others = _OTHERS.fullmatch(match.groupdict().get("before") or "")
            if not others and not _THERE.search(text[: match.start()]):
                return match["found"].strip()
    return ""


def has_source(text: str) -> bool:
    """Whether the text says where its knowledge comes from; "no figures" is no source."""
    flat = plain(text)
    return any(not _DENIED.search(flat[: match.start()]) for match in _SOURCE.finditer(flat))


def has_figure(text: str) -> bool:
    """Whether the text counts something; a year is no count."""
    return bool(_FIGURE.search(_NO_FIGURE.sub(" ", plain(text))))


def product_spoken_of(text: str) -> str:
    """What the text says of products that can be bought: "fails", "exists", or nothing."""
    sentences = re.split(r"[.!?;]\s", plain(text))
    spoken = [sentence for sentence in sentences if _PRODUCT.search(sentence)]
    if not spoken:
        return ""
    return "fails" if any(_PRODUCT_FAILS.search(sentence) for sentence in spoken) else "exists"


def names_others(text: str) -> bool:
    """Whether the text names others who have the same problem."""
    return bool(_OTHERS_TOO.search(plain(text)))


def too_large(text: str) -> str:
    """The words that are too large for twelve weeks, where there are any; "not the whole country" is none."""
    flat = plain(text)
    found = (match for match in _TOO_LARGE.finditer(flat) if not _THERE.search(flat[: match.start()]))
    return next((match[0] for match in found), "")


def nothing_tried(text: str) -> bool:
    """Whether the text only says that nothing was tried."""
    return bool(_NOTHING_TRIED.match(plain(text)))


def tells_what_came(text: str) -> bool:
    """Whether the text says what came of what was tried."""
    return bool(_CAME_OF_IT.search(plain(text)))
