"""Invented data for the style page: one cohort, seven teams and the people of the mocks."""
# ruff: noqa: E501 - the sentences of invented people are not wrapped

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace as Row
from typing import Any

COHORT = Row(name="Spring 2027", zone="Europe/London")
LINKS = [Row(label="Your profile", url="#profile"), Row(label="Sign out", url="#out")]


def _places(*labels: str) -> list[Row]:
    return [Row(label=label, url=f"#{label.lower()}", is_current=place == 0) for place, label in enumerate(labels)]


ORGANISER_PLACES = _places("Today", "People", "Teams", "Challenges", "Calendar", "Pitch day", "Messages")
CHROME = Row(
    cohort=COHORT,
    cohorts=[
        Row(name="Spring 2027", url="#spring", is_current=True),
        Row(name="Autumn 2027", url="#autumn", is_current=False),
    ],
    places=ORGANISER_PLACES,
    account=Row(name="Ade Bankole", initials="AB", links=LINKS),
    footer=[
        Row(label=label, url="#foot") for label in ("Accessibility", "Privacy and your data", "Open data", "Contact")
    ],
)
PUBLIC_CHROME = Row(
    places=_places("Programmes", "Challenges", "Host companies", "Results", "About"), footer=CHROME.footer
)
HANA_CHROME = Row(account=Row(name="Hana Aziz", initials="HA", links=LINKS))
JUDGE_CHROME = Row(account=Row(name="Helen Marsh", initials="HM", links=LINKS))
CHAIR_CHROME = Row(
    cohort=COHORT,
    cohorts=CHROME.cohorts,
    places=_places("Deliberation", "Running order", "Scores", "Judges", "Results"),
    account=Row(name="Idris Vaughan, chair", initials="IV", links=LINKS),
)
IMPERSONATED = Row(impersonation=Row(name="Hana Aziz", stop_url="#stop"))

NOW = datetime(2027, 2, 2, 9, 10, tzinfo=UTC)
PUB, PRI = "public", "private"
_WEEKS = [
    ("Kick-off", "Teams meet", "team", []),
    ("Challenge owners", "Owner briefings", PUB, [(PUB, "Owners brief the teams", None)]),
    ("How firms build", "Programme day 1", PRI, [(PRI, "Northbeam Systems", date(2027, 1, 21))]),
    ("Problem statement", "In your own words", "team", [("", "Due by 17:00", date(2027, 1, 29))]),
    ("User research", "Programme day 2", PRI, [(PRI, "Calder & Finch", date(2027, 2, 4))]),
    ("Insight", "What users really need", "team", []),
    ("Ideas", "Programme day 3", PRI, [(PRI, "Tallis Cloud", date(2027, 2, 18))]),
    ("Midway review", "Owner review", PUB, [(PUB, "Owners hear progress", None)]),
    ("Prototype", "Programme day 4", PRI, [(PRI, "Brightwater Data", date(2027, 3, 4))]),
    ("Test with users", "Programme day 5", PRI, [(PRI, "Ostrea Labs", date(2027, 3, 11))]),
    ("Rehearsal", "Tell it in eight minutes", "team", []),
    ("Pitch day", "Before senior judges", "final", [("", "Seven pitches", date(2027, 3, 25))]),
]
WEEKS = [
    Row(
        number=place, title=title, note=note, kind=kind, events=events,
        state="now" if place == 5 else "past" if place < 5 else "todo", starts=date(2027, 1, 4) + timedelta(weeks=place - 1),
    )
    for place, (title, note, kind, events) in enumerate(_WEEKS, start=1)
]  # fmt: skip


def _todo(when: str, state: str, title: str, note: str, act: str) -> Row:
    return Row(when=when, state=state, title=title, note=note, act=act, url="#do")


DECIDE = [
    _todo(
        "17:00 today",
        "now",
        "Confirm Thursday’s visitor list for Calder & Finch",
        "36 of 38 are coming. Two need step-free access; the host has confirmed it.",
        "Check the list",
    ),
    _todo(
        "Thu 4 Feb",
        "",
        "Quarry asks to change its problem statement",
        "Northern Ireland Audit Office agrees. Neither mentor has replied yet.",
        "Compare versions",
    ),
    _todo(
        "Fri 5 Feb",
        "",
        "Finn Daly leaves the programme on Friday",
        "Quarry would have four people. The smallest repair moves one person.",
        "See the repairs",
    ),
]
LATE = [
    _todo(
        "4 days late",
        "bad",
        "Problem statement from Orchard",
        "Due Fri 29 Jan, 17:00. Last saved by Maya Reid, yesterday at 18:20.",
        "Remind Orchard",
    ),
    _todo(
        "2 days late",
        "warn",
        "Weekly check-in from Nils Aaker and Jess Lane",
        "The other 36 are in. Neither has missed one before.",
        "Write to both",
    ),
]
WAITING = [
    _todo(
        "3 days",
        "",
        "Eva Brandt, Orchard",
        "May I join programme day 3 from Leeds? I am with a client that week.",
        "Answer",
    ),
    _todo(
        "Yesterday",
        "",
        "Helen Marsh, judge",
        "I sat on a board with Loom’s mentor until 2025. Is that a conflict?",
        "Decide",
    ),
]
AGENDA = [
    Row(day="Mon 1", title="Week 5 opened", note="Check-in sent to 38 people"),
    Row(day="Tue 2", title="Mentors’ call, 12:30", note="11 of 14 have accepted", is_today=True, is_strong=True),
    Row(day="Wed 3", title="Joining notes go out, 09:00", note="To everyone visiting on Thursday"),
    Row(day="Thu 4", title="Programme day 2", note="Calder & Finch, Bristol, 09:30 to 16:30", side=PRI, is_strong=True),
    Row(day="Fri 5", title="Judges confirm conflicts, by 17:00", note="5 of 8 have answered"),
]
FEED = [
    Row(at=NOW - timedelta(minutes=6), words="confirmed step-free access", actor="Calder & Finch"),
    Row(at=NOW - timedelta(minutes=19), words="asked to change Quarry’s problem statement", actor="Uma Rao"),
    Row(
        at=NOW - timedelta(days=1),
        words="moved programme day 3 from Wed 17 to Thu 18 Feb. 38 people were told.",
        actor="Ade Bankole",
    ),
    Row(at=NOW - timedelta(days=3), words="Six problem statements came in before 17:00", actor=""),
]
TASKS = [
    Row(title="Check in", note="Done on Monday, 2 minutes", state="done", url="", side=""),
    Row(
        title="Five interviews with your team",
        note="4 of 5 noted. Nia’s is on Wednesday at 10:00.",
        state="todo",
        url="#i",
        side="",
    ),
    Row(
        title="Programme day 2, Thursday",
        note="Calder & Finch, Bristol. Be there at 09:15 with photo ID.",
        state="place",
        url="#p",
        side=PRI,
    ),
    Row(title="Write what you learned", note="Fri 5 Feb 2027, 17:00 GMT, in 3 days", state="todo", url="#w", side=""),
]
TEAM = [
    Row(name="Hana Aziz, you", side=PUB, note="Department for Work and Pensions"),
    Row(name="Will Carr", side=PUB, note="Defra"),
    Row(name="Leo Marks", side=PRI, note="Calder & Finch"),
    Row(name="Ada Quinn", side=PRI, note="Calder & Finch"),
]
FILES = [
    Row(name="Lantern interview notes.pdf", url="#f", size=184_320, kind="PDF", at=NOW - timedelta(hours=2), state=""),
    Row(
        name="Prototype photographs from six homes.zip",
        url="#f",
        size=12_400_000,
        kind="ZIP",
        at=NOW - timedelta(days=4),
        state="Not checked",
    ),
]
STEPS = [
    Row(label="You", state="done", url="#1"),
    Row(label="The problem", state="now", url=""),
    Row(label="People", state="todo", url=""),
    Row(label="Check and send", state="todo", url=""),
]
SUMMARY = [
    ("Name", "Hana Aziz", "#n"),
    ("Organisation", "Department for Work and Pensions", "#o"),
    ("Access needs", "", "#a"),
    ("Joined", "Mon 4 Jan 2027"),
]
EFFECTS = [
    "Seven teams are shown to their members",
    "Mentors are told which team is theirs",
    "Nobody can be moved without a note from then on",
]
NAMES = ["38 participants in seven teams", "14 mentors", "Ade Bankole and Farah Iqbal, organisers"]
ACTIONS = [("write", "Write to them"), ("tag", "Add a tag"), ("withdraw", "Withdraw")]
_TEAMS = [
    (
        "Kite",
        "How might we reduce loneliness and rural isolation?",
        "Monmouthshire County Council",
        3,
        3,
        "6 of 6",
        "good",
        "Agreed",
        7,
    ),
    (
        "Loom",
        "How might we guarantee prescription continuity while people move between care providers?",
        "Northern Ireland Prison Service",
        3,
        3,
        "5 of 6",
        "good",
        "Agreed",
        5,
    ),
    (
        "Lantern",
        "How might we proactively monitor the condition of social housing using sensors?",
        "Leeds City Council",
        3,
        2,
        "5 of 5",
        "good",
        "Agreed",
        4,
    ),
    (
        "Quarry",
        "How might we make better use of data to guide public sector audits?",
        "Northern Ireland Audit Office",
        2,
        3,
        "5 of 5",
        "info",
        "Change asked",
        3,
    ),
    (
        "Orchard",
        "How might we better predict and sequence adult social care?",
        "Torfaen County Borough Council",
        2,
        3,
        "5 of 5",
        "bad",
        "Late",
        1,
    ),
]
_KEYS = ("name", "question", "owner", "public", "private", "checked", "state", "words", "done")
TEAMS = [Row(**dict(zip(_KEYS, team, strict=True))) for team in _TEAMS]
SKILLS = ["Research", "Data", "Software", "Design", "Policy", "Delivery", "Facilitation", "Writing"]


def _seat(text: str, side: str) -> Row:
    name, place, skill, *marks = text.split("/")
    return Row(
        name=name,
        place=place,
        skill=skill,
        side=side,
        look=side[:3],
        is_locked="lock" in marks,
        is_chosen="chosen" in marks,
    )


def _board(name: str, topic: str, public: str, private: str, skills: str, points: str) -> Row:
    seats = [_seat(text, side) for side, texts in ((PUB, public), (PRI, private)) for text in texts.split(", ")]
    counts = (public.count(",") + 1, private.count(",") + 1)
    return Row(
        name=name, topic=topic, public=counts[0], private=counts[1], seats=seats, skills=list(skills), points=points
    )


BOARD = [
    _board(
        "Kite",
        "Rural isolation",
        "Amara Osei/HMRC/Research, Joe Pritchard/GDS/Design, Leah Mistry/DWP/Policy",
        "Dan Kowalski/Northbeam/Software, Rosa Field/Ostrea/Delivery, Tunde Bello/Calder/Data/lock",
        "22211121",
        "11.5",
    ),
    _board(
        "Loom",
        "Prescriptions",
        "Cerys Howell/MoJ/Policy, Omar Said/HMRC/Data, Beth Lyle/NHSE/Research",
        "Nils Aaker/Tallis/Software, Grace Tan/Halden/Design, Sam Doyle/Wrenfield/Delivery",
        "22112211",
        "12.0",
    ),
    _board(
        "Lantern",
        "Social housing",
        "Hana Aziz/DWP/Research/chosen, Will Carr/Defra/Design, Nia Bowen/HMRC/Data",
        "Leo Marks/Calder/Software, Ada Quinn/Calder/Data",
        "22111111",
        "14.0",
    ),
    _board(
        "Quarry",
        "Public audit",
        "Zoe Hart/MoJ/Policy, Ed Lomax/DWP/Facilitation",
        "Priya Shah/Brightwater/Data, Finn Daly/Halden/Design, Uma Rao/Northbeam/Delivery",
        "22111111",
        "15.5",
    ),
    _board(
        "Orchard",
        "Adult social care",
        "Maya Reid/NHSE/Research/lock, Tom Sykes/Home Office/Delivery",
        "Eva Brandt/Tallis/Software, Cal Munro/Northbeam/Facilitation, Noor Haddad/Halden/Data",
        "12211210",
        "18.5",
    ),
]
_NAMES = "Hana Aziz,Will Carr,Nia Bowen,Leo Marks,Ada Quinn,Llŷr Ŵyn-Jones,Zoë Ołowski,Maximiliana Featherstonehaugh-Cholmondeley,Tunde Bello,Rosa Field"
PEOPLE = [
    Row(
        key=f"p{place}",
        name=name,
        side=(PUB, PRI)[place % 2],
        organisation=("HM Revenue & Customs", "Calder & Finch")[place % 2],
        team=("Lantern", "Kite", "")[place % 3],
        seen=NOW - timedelta(days=place * place),
    )
    for place, name in enumerate(_NAMES.split(","))
]
CURVE = [("0", 71.8, True), ("1", 75.5, False), ("2", 70.5, False), ("4", 68.5, False)]
REGIONS = [("Wales", 9), ("North of England", 14), ("Northern Ireland", 7), ("Scotland", 3), ("South of England", 5)]
SECTORS = [(team.name, team.public, team.private) for team in TEAMS]
_LADDER = [
    ("Kite", 4.16, 3.80, 4.50, 4.05, 1),
    ("Loom", 4.07, 3.73, 4.42, 4.16, 1),
    ("Harbour", 3.56, 3.22, 3.90, 3.49, 2),
    ("Lantern", 3.53, 3.19, 3.87, 3.64, 2),
    ("Quarry", 3.26, 2.93, 3.61, None, None),
    ("Compass", 2.87, 2.52, 3.21, 2.76, None),
]
LADDER: list[dict[str, Any]] = [
    dict(zip(("label", "score", "low", "high", "raw", "band"), row, strict=True)) for row in _LADDER
]
CRITERIA = [
    Row(number=1, title="Evidence of need", said="Strong", weight=25),
    Row(number=2, title="Idea and fit", said="Sound", weight=20),
    Row(number=3, title="Feasibility", said="", weight=20, is_open=True),
    Row(number=4, title="Value to the public", said="", weight=20),
]
LEVELS = [
    ("1", "Not shown", "No route from the idea to a working service."),
    ("2", "Thin", "A route is named, but the hard parts are skipped."),
    ("3", "Sound", "The main risks are named, each with a plan."),
    ("4", "Strong", "The riskiest part was tried with real users or data."),
    ("5", "Excellent", "Tried end to end; cost, skills and owner are settled."),
]
MARKDOWN = "We spoke to **six tenants**, two with damp.\n\n- Alerts at night go to [the on-call desk](https://example.com/desk)\n- Nobody reads them before 08:00\n\n> It was always going to be Monday.\n\n## What next\n\nAsk who reads the alerts."
FORM_INITIAL = {
    "name": "Llŷr Ŵyn-Jones",
    "on": date(2027, 1, 4),
    "starts_at": datetime(2027, 7, 1, 8, 30, tzinfo=UTC),
    "level": "4",
    "days": ["tue"],
    "region": "wales",
}
STEP_MISTAKES = {
    "question": "How might we build an app that monitors social housing?",
    "evidence": "About 1,900 of our homes had damp reported last winter. Tenants tell us a repair comes on average 40 days after the first sign.",
    "free_from_day": "4", "free_from_month": "1", "free_from_year": "2072",
}  # fmt: skip


def form_mistakes(prefix: str) -> dict[str, str]:
    """What was typed into the form of every widget, nearly all of it wrong."""
    typed = {
        "name": "\u200b\u200b", "email": "hana at example.com", "seats": "4000", "address": "not an address", "brief": "x" * 600,
        "region": "", "on_day": "31", "on_month": "2", "on_year": "2027", "starts_at_day": "28", "starts_at_month": "March",
        "starts_at_year": "2027", "starts_at_time": "01:30", "at": "quarter past",
    }  # fmt: skip
    return {f"{prefix}-{name}": value for name, value in typed.items()}
