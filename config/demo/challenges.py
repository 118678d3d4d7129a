"""The demo's challenge briefs: the twelve questions of the facts with their real owners, told in a few sentences."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FACTS = Path(__file__).with_name("challenges.csv")
# question's first words -> (short name, the problem, who has it, what was tried); written for the demo
TEXTS = {
    "How might we identify extremist still": (
        "Still imagery",
        "Still pictures spread faster than moderators can look at them, and small platforms have nobody to look.",
        "Platforms report that most of what they remove was seen by many people first.",
        "Matching against known pictures works for copies, not for new ones.",
    ),
    "How might we reduce loneliness": (
        "Rural isolation",
        "Many people in the county live alone, far from the next bus, and services find out about them late.",
        "Community nurses and parish councils name the same villages, each from its own list.",
        "Befriending schemes help those who ask; most of those who need them do not ask.",
    ),
    "How might we improve firefighter": (
        "Fire response",
        "Crews arrive knowing little of the building, the people in it or the air they will breathe.",
        "Debriefs of the last years name missing information more often than missing equipment.",
        "Paper plans are kept in a box by the door, where the fire may be.",
    ),
    "How might we make better use of data": (
        "Public audit",
        "Auditors sample a few transactions by hand although the whole ledger could be read.",
        "Each audit team builds its own spreadsheet, and what one learns the next cannot use.",
        "Bought analytics tools were too general and are hardly opened.",
    ),
    "How might we automatically detect": (
        "Illicit goods",
        "Officers can open a small share of the parcels and lorries that cross the border, and must choose well.",
        "Traders lose hours when the choice is wrong, and the public is less safe.",
        "Scanners show shapes; the knowledge of what to look for is in officers' heads.",
    ),
    "How might we understand the overlaps": (
        "Business rules",
        "A small firm must follow rules from many departments that overlap, and nobody sees them all at once.",
        "Firms tell surveys that finding out what applies costs more than doing it.",
        "Guides exist for each rule; none for a firm.",
    ),
    "How might we guarantee prescription": (
        "Prescriptions",
        "When somebody enters or leaves prison, their prescription often arrives days after they do.",
        "Pharmacists on both sides telephone each other to find out what was given last.",
        "A shared form exists and is filled in after the event.",
    ),
    "How might we manage autonomous": (
        "Autonomous traffic",
        "Signals and signs are made for people's eyes; cars that drive themselves will need to be told.",
        "Control rooms plan for a mix of vehicles that nobody has yet seen on their roads.",
        "Trials in closed streets do not tell how a county's whole network behaves.",
    ),
    "How might we proactively monitor": (
        "Social housing",
        "Damp and cold are found when a tenant complains, and by then the repair is large.",
        "The same homes come back year after year in the repair records.",
        "Sensors were fitted in a few homes; nobody was given the time to read them.",
    ),
    "How might we better use and understand": (
        "Protected land",
        "Protected land is mapped by many bodies at different scales, and decisions wait for somebody to compare them.",
        "Land managers fill in the same facts for several schemes.",
        "A common map was begun twice and fell out of date.",
    ),
    "How might we better predict": (
        "Adult social care",
        "Care is arranged step by step, each waiting for the one before, although the path can often be foreseen.",
        "Families describe telling their story again to each service.",
        "A single assessment was agreed on, but the systems below it stayed apart.",
    ),
    "How might we accelerate": (
        "New housing",
        "Small sites that could hold homes are known to somebody, but not to those who could build.",
        "Planners find suitable land by walking past it.",
        "Registers of brownfield land list what owners have offered, not what is there.",
    ),
}
# The contacts who answer for a brief, by short name; invented.
CONTACTS = {
    "Rural isolation": "Rhys Morgan",
    "Prescriptions": "Una Byrne",
    "Illicit goods": "Colin Ware",
    "Social housing": "Tara Wood",
    "Public audit": "Niall Kerr",
    "Business rules": "Jo Lister",
    "Adult social care": "Bethan Price",
}


def briefs() -> Iterator[dict[str, Any]]:
    """Each challenge as create_brief() takes it."""
    with FACTS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            texts = next(texts for start, texts in TEXTS.items() if row["question"].startswith(start))
            yield {
                "question": row["question"],
                "owner": row["owner_organisation"],
                "region": row["region"],
                "source": row["scheme_round"],
                # The question was published as it stands here.
                "public_title": row["question"],
                "public_summary": texts[1],
                **dict(zip(("short_name", "summary", "need", "tried_before"), texts, strict=True)),
            }
