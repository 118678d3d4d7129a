"""The invented people of the demo; public bodies are real, companies and people are not."""

from typing import Any

# name, organisation, job, region, background, years, the two strongest skills
# Public side: third-year Fast Streamers of the Digital, Data and Technology profession.
PUBLIC = (
    ("Amara Osei", "HM Revenue & Customs", "User researcher", "London", "Psychology", 4, "User research", "Writing"),
    (
        "Joe Pritchard",
        "Government Digital Service",
        "Interaction designer",
        "London",
        "Design",
        3,
        "Design",
        "Facilitation",
    ),
    ("Leah Mistry", "Department for Work and Pensions", "Policy adviser", "North West", "Law", 4, "Policy", "Writing"),
    ("Cerys Howell", "Ministry of Justice", "Policy adviser", "Wales", "History", 3, "Policy", "Facilitation"),
    ("Omar Said", "HM Revenue & Customs", "Data analyst", "North East", "Mathematics", 4, "Data", "Software"),
    (
        "Beth Lyle",
        "NHS England",
        "User researcher",
        "Yorkshire and the Humber",
        "Nursing",
        6,
        "User research",
        "Facilitation",
    ),
    ("Ravi Menon", "Home Office", "Data engineer", "London", "Computing", 5, "Data", "Software"),
    (
        "Kate Byrne",
        "HM Revenue & Customs",
        "Delivery manager",
        "North West",
        "Economics",
        4,
        "Delivery",
        "Facilitation",
    ),
    ("Ifan Rees", "Government Digital Service", "Developer", "Wales", "Computing", 3, "Software", "Delivery"),
    (
        "Hana Aziz",
        "Department for Work and Pensions",
        "User researcher",
        "North East",
        "Sociology",
        4,
        "User research",
        "Policy",
    ),
    (
        "Will Carr",
        "Department for Environment, Food and Rural Affairs",
        "Service designer",
        "South West",
        "Geography",
        4,
        "Design",
        "User research",
    ),
    ("Nia Bowen", "HM Revenue & Customs", "Data analyst", "Wales", "Statistics", 3, "Data", "Writing"),
    ("Zoe Hart", "Ministry of Justice", "Policy adviser", "South East", "Politics", 5, "Policy", "Delivery"),
    (
        "Ed Lomax",
        "Department for Work and Pensions",
        "Business analyst",
        "North West",
        "Business",
        4,
        "Facilitation",
        "Delivery",
    ),
    ("Tess Wynn", "Government Digital Service", "Content designer", "London", "English", 3, "Writing", "Design"),
    ("Ben Okoro", "HM Revenue & Customs", "Policy adviser", "West Midlands", "Law", 4, "Policy", "Writing"),
    (
        "Alys Morgan",
        "Department for Environment, Food and Rural Affairs",
        "User researcher",
        "Wales",
        "Biology",
        3,
        "User research",
        "Data",
    ),
    ("Maya Reid", "NHS England", "Service designer", "Scotland", "Design", 5, "Design", "User research"),
    (
        "Tom Sykes",
        "Home Office",
        "Delivery manager",
        "Yorkshire and the Humber",
        "Engineering",
        6,
        "Delivery",
        "Policy",
    ),
)
# Private side: early-career staff of technology companies.
PRIVATE = (
    ("Dan Kowalski", "Northbeam Systems", "Software engineer", "London", "Computing", 3, "Software", "Data"),
    ("Rosa Field", "Ostrea Labs", "Delivery manager", "South West", "Physics", 4, "Delivery", "Facilitation"),
    ("Tunde Bello", "Calder & Finch", "Data scientist", "London", "Mathematics", 3, "Data", "Software"),
    ("Nils Aaker", "Tallis Cloud", "Cloud engineer", "South East", "Computing", 5, "Software", "Delivery"),
    ("Grace Tan", "Halden", "Product designer", "London", "Design", 4, "Design", "Writing"),
    ("Sam Doyle", "Wrenfield", "Business analyst", "Northern Ireland", "Business", 3, "Delivery", "Facilitation"),
    (
        "Mei Lin",
        "Northbeam Systems",
        "User researcher",
        "East of England",
        "Anthropology",
        4,
        "User research",
        "Design",
    ),
    ("Jack Stone", "Brightwater Data", "Data engineer", "South West", "Engineering", 3, "Data", "Software"),
    ("Ola Ferris", "Tallis Cloud", "Customer success manager", "Scotland", "Languages", 4, "Facilitation", "Writing"),
    ("Leo Marks", "Calder & Finch", "Software engineer", "South West", "Computing", 2, "Software", "Design"),
    ("Ada Quinn", "Calder & Finch", "Data analyst", "South West", "Statistics", 3, "Data", "Policy"),
    ("Priya Shah", "Brightwater Data", "Data scientist", "West Midlands", "Physics", 4, "Data", "User research"),
    ("Finn Daly", "Halden", "Software engineer", "Northern Ireland", "Computing", 3, "Software", "Facilitation"),
    ("Uma Rao", "Northbeam Systems", "Delivery manager", "London", "Economics", 5, "Delivery", "Writing"),
    ("Ivo Petrov", "Ostrea Labs", "Software engineer", "East Midlands", "Engineering", 2, "Software", "Data"),
    ("Jess Lane", "Wrenfield", "Workshop facilitator", "North West", "Education", 4, "Facilitation", "User research"),
    (
        "Eva Brandt",
        "Tallis Cloud",
        "Software engineer",
        "Yorkshire and the Humber",
        "Computing",
        3,
        "Software",
        "Writing",
    ),
    ("Cal Munro", "Northbeam Systems", "Account manager", "Scotland", "Business", 4, "Facilitation", "Policy"),
    ("Noor Haddad", "Halden", "Data analyst", "London", "Economics", 2, "Data", "Design"),
)
# Seven pairs: one mentor from government, one from industry, in the order of the teams.
MENTORS = (
    ("Ruth Okafor", "Cabinet Office", "PUBLIC", "Deputy director, service design"),
    ("Alan Pryce", "Northbeam Systems", "PRIVATE", "Engineering director"),
    ("Sioned Hale", "Welsh Government", "PUBLIC", "Head of digital policy"),
    ("Jo Whitlock", "Halden", "PRIVATE", "Head of product"),
    ("Martin Sacks", "Home Office", "PUBLIC", "Deputy director, data"),
    ("Dee Callan", "Calder & Finch", "PRIVATE", "Managing consultant"),
    ("Farah Iqbal", "Leeds City Council", "PUBLIC", "Chief digital officer"),
    ("Owen Strand", "Tallis Cloud", "PRIVATE", "Principal architect"),
    ("Peter Garvey", "Northern Ireland Audit Office", "PUBLIC", "Director of audit analytics"),
    ("Lin Zhao", "Brightwater Data", "PRIVATE", "Chief data scientist"),
    ("Anne Teague", "HM Revenue & Customs", "PUBLIC", "Deputy director, customer services"),
    ("Rob Kessler", "Wrenfield", "PRIVATE", "Delivery director"),
    ("Gwen Parry", "NHS England", "PUBLIC", "Head of user research"),
    ("Ines Duarte", "Ostrea Labs", "PRIVATE", "Research director"),
)
# The four seats of the pilot's panel, in the words of the reports; the names are invented.
JUDGES = (
    ("Idris Vaughan", "Companies House", "PUBLIC", "Chief Digital and Information Officer", True),
    ("Helen Marsh", "Ordnance Survey", "PUBLIC", "Deputy director", False),
    ("Priya Nair", "Larkmoor Digital", "PRIVATE", "Vice chair of the association's Public Services Board", False),
    ("Tom Ashdown", "Vantry Group", "PRIVATE", "Deputy president of the association", False),
)
# Each of the five programme days is hosted by a different member company, large and small.
VISITS = (
    (
        3,
        "How firms build",
        "Northbeam Systems",
        "London",
        "Paula Grant",
        "A walk through a product team's week, from idea to release.",
    ),
    (
        5,
        "Listening to users",
        "Calder & Finch",
        "Bristol",
        "Calla Finch",
        "A user research lab at work, and a clinic for your interview guide.",
    ),
    (
        7,
        "From data to ideas",
        "Tallis Cloud",
        "Reading",
        "Marcus Webb",
        "Live demonstrations of open data services, and an afternoon of sketching.",
    ),
    (
        9,
        "Building a prototype",
        "Brightwater Data",
        "Exeter",
        "Sal Devine",
        "Prototype in a day with their engineers beside you.",
    ),
    (
        10,
        "Testing with the public",
        "Ostrea Labs",
        "Bath",
        "Rowan Tait",
        "Guerrilla testing in the town, then what the recordings show.",
    ),
)
ORGANISER = ("Ade Bankole", "ade.bankole@example.com")
SECOND_ORGANISER = ("Mina Clarke", "mina.clarke@example.com")
EDITOR = ("Ed Ferry", "ed.ferry@example.com")
ADMINISTRATOR = ("Ada Quill", "ada.quill@example.com")


def address(name: str) -> str:
    """The invented person's e-mail address."""
    return f"{name.lower().replace(' ', '.')}@example.com"


def names(full: str) -> dict[str, Any]:
    """First and last name as services take them."""
    first, _, last = full.partition(" ")
    return {"first_name": first, "last_name": last}
