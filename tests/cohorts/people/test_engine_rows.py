"""Tests of what each line of a table of people would do, hostile ones included."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.people.engine import KnownOrganisation, KnownPerson, Outcome, read_rows
from cohorts.people.engine.fields import Change
from cohorts.people.engine.organisations import alike
from core.spreadsheets.table import Row, Table

HEADERS = ("First", "Last", "Mail", "Org", "Sector", "Years", "Research", "Tags", "Diet")
MAPPING = {
    "First": "first_name",
    "Last": "last_name",
    "Mail": "email",
    "Org": "organisation",
    "Sector": "sector",
    "Years": "years_experience",
    "Research": "skill:Research",
    "Tags": "tags",
    "Diet": "attribute:Diet",
}
SKILLS = ("Research",)
MOJ = KnownOrganisation("Ministry of Justice", "PUBLIC", "MoJ")
ZOE = ("Zoe", "Hart", "zoe.hart@example.com", "Ministry of Justice", "public", "3", "working", "Data; can present", "")
ZOE_VALUES = {
    "first_name": "Zoe",
    "last_name": "Hart",
    "email": "zoe.hart@example.com",
    "organisation": "Ministry of Justice",
    "sector": "PUBLIC",
    "years_experience": 3,
    "skill:Research": 2,
    "tags": ("can present", "data"),
}


def table(*rows, headers=HEADERS):
    return Table(headers, tuple(Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)))


def person(first="Ann", last="Lee", mail=None, org="Tallis", sector="private", **more):
    cells = {"First": first, "Last": last, "Mail": mail or f"{first}.{last}@example.com", "Org": org, "Sector": sector}
    return [(cells | more).get(header, "") for header in HEADERS]


def read(*rows, known=(), organisations=(), mapping=MAPPING, **more):
    return read_rows(table(*rows), mapping, SKILLS, known, organisations, **more)


def codes(remarks):
    return [(remark.code, remark.field) for remark in remarks]


def test_new_person_carries_clean_values():
    (line,) = read(ZOE).lines
    assert (line.number, line.outcome, line.values) == (2, Outcome.NEW, ZOE_VALUES)
    assert (line.name, line.email) == ("Zoe Hart", "zoe.hart@example.com")


def test_known_person_unchanged_is_the_same():
    """C-08: the same file again changes nothing."""
    reading = read(ZOE, known=[KnownPerson("Zoe.Hart@example.com", ZOE_VALUES)], organisations=[MOJ])
    assert [line.outcome for line in reading.lines] == [Outcome.SAME]
    assert reading.counts == {"NEW": 0, "CHANGED": 0, "SAME": 1, "PROBLEM": 0, "SKIPPED": 0}
    assert not reading.can_be_imported


def test_known_person_changed_says_what_from_and_to_and_blanks_take_nothing_away():
    row = person("Zoe", "Hart-Lee", "zoe.hart@example.com", "", "", Years="4")
    (line,) = read(row, known=[KnownPerson("zoe.hart@example.com", ZOE_VALUES)]).lines
    assert line.outcome is Outcome.CHANGED
    assert line.changes == (Change("last_name", "Hart", "Hart-Lee"), Change("years_experience", 3, 4))


@pytest.mark.parametrize(
    ("row", "problem", "words"),
    [
        (person(mail=" "), ("NO_ADDRESS", "email"), "There is no e-mail address."),
        (person(mail="ann"), ("NOT_AN_ADDRESS", "email"), "“ann” is not an e-mail address."),
        (person(first="", last="", mail="a@example.com"), ("NO_NAME", "first_name"), "There is no name."),
        (person(org=""), ("NO_ORGANISATION", "organisation"), "There is no organisation."),
        (person(sector=""), ("NO_SECTOR", "sector"), "The sector of Tallis is not known."),
        (person(sector="purple"), ("NOT_A_SECTOR", "sector"), "“purple” is no sector we know."),
        (person(Years="many"), ("NOT_YEARS", "years_experience"), "“many” is not a number of years."),
        (person(Research="7"), ("NOT_A_LEVEL", "skill:Research"), "“7” is no level of Research we know."),
        (person(first="http://x.example", mail="a@example.com"), ("NOT_A_NAME", "first_name"), None),
        (person(first="Аnn", mail="a@example.com"), ("MIXED_ALPHABETS", "first_name"), None),  # noqa: RUF001
        (person(first="<b>", mail="a@example.com"), ("NOT_A_NAME", "first_name"), None),
        (
            person(first="x" * 81, mail="a@example.com"),
            ("TOO_LONG", "first_name"),
            "This is longer than 80 characters.",
        ),
        (person(Tags=";".join(map(str, range(30)))), ("TAGS_TOO_LONG", "tags"), None),
        (person(Diet="x" * 501), ("TOO_LONG", "attribute:Diet"), None),
    ],
)
def test_line_with_a_problem_says_where_and_what_to_do(row, problem, words):
    row = ["" if cell == " " else cell for cell in row]
    (line,) = read(row).lines
    assert (line.outcome, codes(line.problems)) == (Outcome.PROBLEM, [problem])
    assert str(line.problems[0].hint)
    assert words in (None, str(line.problems[0].message))


def test_doubtful_years_are_read_with_a_warning():
    (line,) = read(person(Years="2-3 years")).lines
    assert (line.outcome, line.values["years_experience"]) == (Outcome.NEW, 2)
    assert str(line.warnings[0].message) == "“2-3 years” was read as 2."


def test_blank_and_total_lines_are_skipped_in_their_place():
    rows = (Row(2, tuple(ZOE)), Row(3, ("",) * 9, "blank"), Row(4, ("Total", "1") + ("",) * 7, "total"))
    reading = read_rows(Table(HEADERS, rows), MAPPING, SKILLS)
    assert [(line.number, line.outcome) for line in reading.lines] == [
        (2, Outcome.NEW),
        (3, Outcome.SKIPPED),
        (4, Outcome.SKIPPED),
    ]
    assert [str(line.warnings[0].message) for line in reading.lines[1:]] == [
        "This line is blank.",
        "This is a line of totals.",
    ]


def test_same_line_twice_in_mixed_case_is_imported_once():
    again = [cell.upper() if "@" in cell else cell for cell in ZOE]
    reading = read(ZOE, again)
    assert [line.outcome for line in reading.lines] == [Outcome.NEW, Outcome.SKIPPED]
    assert str(reading.lines[1].warnings[0].message) == "This line says the same as line 2."


def test_one_address_with_different_details_is_a_problem_on_every_line():
    reading = read(person(mail="A@example.com"), person("Bob", mail="a@EXAMPLE.com"))
    assert [codes(line.problems) for line in reading.lines] == [[("SAME_ADDRESS", "email")]] * 2
    assert str(reading.lines[0].problems[0].message) == "a@example.com is on lines 2, 3, with different details."


def test_known_short_name_gives_the_organisation_and_its_sector():
    (line,) = read(person(org="moj", sector=""), organisations=[MOJ]).lines
    assert (line.values["organisation"], line.values["sector"]) == ("Ministry of Justice", "PUBLIC")


def test_other_sector_than_known_is_only_a_warning():
    (line,) = read(person(org="MoJ", sector="private"), organisations=[MOJ]).lines
    assert (line.outcome, line.values["sector"], codes(line.warnings)) == (
        Outcome.NEW,
        "PUBLIC",
        [("OTHER_SECTOR", "sector")],
    )


def test_sector_on_one_line_holds_for_the_organisation_and_two_are_a_problem():
    reading = read(person(), person("Bob", sector="", org="TALLIS"))
    assert [(line.outcome, line.values["sector"], line.values["organisation"]) for line in reading.lines] == [
        (Outcome.NEW, "PRIVATE", "Tallis")
    ] * 2
    reading = read(person(), person("Bob", sector="public"))
    assert [codes(line.problems) for line in reading.lines] == [[("TWO_SECTORS", "sector")]] * 2


def test_sector_may_have_a_default():
    assert read(person(sector=""), defaults={"sector": "PRIVATE"}).lines[0].values["sector"] == "PRIVATE"


def test_spelling_that_may_mean_a_known_organisation_is_told_not_decided():
    hmrc = KnownOrganisation("HM Revenue & Customs", "PUBLIC")
    reading = read(person(org="HMRC", sector="public"), organisations=[hmrc])
    assert [(hint.written, hint.perhaps, hint.lines) for hint in reading.organisations] == [
        ("HMRC", "HM Revenue & Customs", (2,))
    ]
    assert reading.lines[0].values["organisation"] == "HMRC"
    settled = read(
        person(org="HMRC", sector=""), organisations=[hmrc], same_organisations={"HMRC": "HM Revenue & Customs"}
    )
    assert (settled.lines[0].values["organisation"], settled.organisations) == ("HM Revenue & Customs", ())


@pytest.mark.parametrize(
    ("one", "two", "answer"),
    [
        ("HMRC", "HM Revenue & Customs", True),
        ("HMRC", "HM Revenue and Customs (HMRC)", True),
        ("DWP", "Department for Work and Pensions", True),
        ("MoJ", "Ministry of Justice", True),
        ("Defra", "Department for Environment, Food & Rural Affairs", True),
        ("NHSE", "NHS England", True),
        ("Northbeam", "Northbeam Ltd", True),
        ("The Home Office", "Home office", True),
        ("Government Digtal Service", "Government Digital Service", True),
        ("Northbeam", "Brightwater", False),
        ("Home Office", "Cabinet Office", False),
    ],
)
def test_names_are_alike_by_initials_forms_and_slips(one, two, answer):
    assert (alike(one, two), alike(two, one)) == (answer, answer)


def test_two_new_spellings_in_one_file_are_told_too():
    reading = read(person(org="Northbeam"), person("Bob", org="Northbeam Ltd"), person("Cal", org="Tallis"))
    assert [(hint.written, hint.perhaps, hint.lines) for hint in reading.organisations] == [
        ("Northbeam", "Northbeam Ltd", (2,))
    ]


PEOPLE = [("Ann", "Lee"), ("Bob", "Moss"), ("Cal", "Nunn"), ("Dee", "Orme"), ("Eli", "Pike"), ("Fay", "Quill")]


def test_names_in_the_column_of_addresses_are_a_problem_of_the_file():
    """F-14: columns shifted by one."""
    mapping = MAPPING | {"Last": "email", "Mail": "last_name"}
    reading = read(*(person(*names) for names in PEOPLE), mapping=mapping)
    assert codes(reading.problems) == [("COLUMNS_SHIFTED", "email"), ("COLUMNS_SHIFTED", "last_name")]
    assert not reading.can_be_imported


def test_addresses_shifted_by_one_line_are_a_problem_of_the_file():
    """F-14: names beside the wrong addresses."""
    mails = [f"{first}.{last}@example.com" for first, last in PEOPLE]
    rows = [person(*names, mail=mail) for names, mail in zip(PEOPLE, mails[1:] + mails[:1], strict=True)]
    reading = read(*rows)
    assert codes(reading.problems) == [("NAMES_SHIFTED", "email")]
    assert reading.problems[0].lines == (2, 3, 4, 5, 6)
    assert read(*(person(*names) for names in PEOPLE)).problems == ()


def test_known_addresses_with_quite_other_names_are_a_problem_of_the_file():
    """F-14: names in the file moved against people who are there already."""
    known = [
        KnownPerson(f"p{n}@example.com", {"first_name": first, "last_name": last})
        for n, (first, last) in enumerate(PEOPLE)
    ]
    rows = [person(*names, mail=f"p{n}@example.com") for n, names in enumerate(PEOPLE[1:] + PEOPLE[:1])]
    assert codes(read(*rows, known=known).problems) == [("NAMES_CHANGED", "first_name")]


def test_addresses_that_say_nothing_of_the_name_are_no_problem():
    assert read(*(person(*names, mail=f"u{n}@example.com") for n, names in enumerate(PEOPLE))).problems == ()


def test_choice_of_columns_is_checked():
    reading = read(person(), mapping={"First": "first_name", "Last": "first_name", "Org": "nonsense"})
    assert codes(reading.problems) == [
        ("UNKNOWN_FIELD", "nonsense"),
        ("SAME_FIELD", "first_name"),
        ("NO_ADDRESSES", "email"),
    ]


def test_whole_name_is_split_and_a_single_one_is_told():
    headers = ("Name", "Mail", "Org", "Sector")
    mapping = {"Name": "full_name", "Mail": "email", "Org": "organisation", "Sector": "sector"}
    rows = [("Hart, Zoe", "zoe@example.com", "MoJ", "public"), ("Cher", "cher@example.com", "MoJ", "public")]
    reading = read_rows(table(*rows, headers=headers), mapping)
    assert [line.name for line in reading.lines] == ["Zoe Hart", "Cher"]
    assert [codes(line.warnings) for line in reading.lines] == [[], [("ONE_NAME", "last_name")]]


cell = st.text(max_size=10) | st.sampled_from([*ZOE, "=1+1", "<script>", "\u202e", "a@example.com", "A@example.com"])


@given(st.lists(st.lists(cell, min_size=9, max_size=9), max_size=8), st.randoms(use_true_random=False))
def test_any_cells_are_read_and_the_order_of_lines_does_not_matter(rows, chance: random.Random):
    """F-12: hostile cells give problems, never errors, the same in any order."""
    lines = [Row(number, tuple(cells)) for number, cells in enumerate(rows, 2)]
    mixed = chance.sample(lines, len(lines))
    reading = read_rows(Table(HEADERS, tuple(lines)), MAPPING, SKILLS, [KnownPerson(ZOE[2], ZOE_VALUES)], [MOJ])
    again = read_rows(Table(HEADERS, tuple(mixed)), MAPPING, SKILLS, [KnownPerson(ZOE[2], ZOE_VALUES)], [MOJ])
    assert reading == again
    assert sum(reading.counts.values()) == len(rows)
    accepted = [line.email for line in reading.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.SAME)]
    assert len(set(accepted)) == len(accepted)
