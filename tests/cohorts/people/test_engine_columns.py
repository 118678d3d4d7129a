"""Tests of guessing which column of a table of people is which."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohorts.people.engine import guess_columns
from cohorts.people.engine.values import normal_address, read_value, read_years, split_name
from cohorts.people.engine.words import level_of, sector_of
from core.people import addresses

SKILLS = ("Research", "Data", "Data science", "Policy")
FORMS = {
    "ID": ("1", "ignore"),
    "Start time": ("2027-01-05 09:00", "ignore"),
    "Completion time": ("2027-01-05 09:04", "ignore"),
    "Email": ("anonymous", "ignore"),
    "Name": ("", "ignore"),
    "What is your first name?": ("Zoe", "first_name"),
    "What is your last name (as on your badge)?": ("Hart", "last_name"),
    "What is your work e-mail address?": ("zoe.hart@example.com", "email"),
    "Which organisation do you work for?": ("Ministry of Justice", "organisation"),
    "Is your organisation in the public or private sector?": ("Government", "sector"),
    "What is your current job title?": ("Policy adviser", "job_title"),
    "Which scheme are you on, if any?": ("DDaT Fast Stream", "scheme"),
    "Where are you based?": ("Wales", "region"),
    "What did you study, or what is your background?": ("Law", "background"),
    "How many years of work experience do you have?": ("3", "years_experience"),
    "How would you rate your skills? [Research]": ("Working - I can do this alone", "skill:Research"),
    "Rate yourself.Data": ("2", "skill:Data"),
    "Data science": ("Expert", "skill:Data science"),
    "How confident are you in policy work?": ("practitioner", "skill:Policy"),
    "Line manager's e-mail": ("boss@example.com", "manager_email"),
    "Line manager's phone": ("01632 960001", "ignore"),
    "Does your line manager agree?": ("yes", "ignore"),
    "Who nominated you?": ("Noel Pym", "nominator_name"),
    "What is your nominator's e-mail address?": ("noel.pym@example.com", "nominator_email"),
    "Do you have any dietary requirements?": ("none", "ignore"),
}


def fields(guesses):
    return {header: guess.field for header, guess in guesses.items()}


def test_headings_of_a_forms_export_are_guessed():
    guesses = guess_columns(list(FORMS), [[cell for cell, _field in FORMS.values()]] * 2, SKILLS)
    assert fields(guesses) == {header: field for header, (_cell, field) in FORMS.items()}


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("E-mail", "email"),
        ("Work email", "email"),
        ("Forename", "first_name"),
        ("Surname", "last_name"),
        ("Full name", "full_name"),
        ("Participant", "full_name"),
        ("Name of participant", "full_name"),
        ("Employer", "organisation"),
        ("Department or company", "organisation"),
        ("Organisation type", "sector"),
        ("Job", "job_title"),
        ("Grade and role", "job_title"),
        ("Region", "region"),
        ("Degree", "background"),
        ("Years of experience", "years_experience"),
        ("Tags", "tags"),
        ("Favourite colour", "ignore"),
    ],
)
def test_short_headings_are_guessed_without_any_cells(heading, field):
    assert guess_columns([heading], [])[heading].field == field


def test_guess_says_why_and_how_sure_it_is():
    guesses = guess_columns(["Surname", "Favourite colour"], [])
    assert (guesses["Surname"].confidence, str(guesses["Surname"].reason)) == (95, "The heading is “Surname”.")
    assert (guesses["Favourite colour"].confidence, str(guesses["Favourite colour"].reason)) == (
        0,
        "No field fits “Favourite colour”. Choose one, or keep it as another answer.",
    )


def test_addresses_are_known_by_the_cells_under_an_unclear_heading():
    rows = [["a@example.com", "public"], ["b@example.com", "private"]]
    assert fields(guess_columns(["Contact", "Which are you?"], rows)) == {
        "Contact": "email",
        "Which are you?": "sector",
    }


@pytest.mark.parametrize(
    ("heading", "cell", "field"),
    [
        ("Line manager", "Ida Holt", "manager_name"),
        ("Manager's full name", "Ida Holt", "manager_name"),
        ("Line manager", "ida.holt@example.com", "manager_email"),
        ("E-mail address of your line manager", "ida.holt@example.com", "manager_email"),
        ("Nominated by", "Noel Pym", "nominator_name"),
        ("Nominated by", "noel.pym@example.com", "nominator_email"),
        ("Nominator e-mail", "Noel Pym", "ignore"),
        ("Mentor's e-mail", "ann@example.com", "ignore"),
    ],
)
def test_who_leads_and_who_nominated_somebody_is_told_by_name_or_address(heading, cell, field):
    assert fields(guess_columns([heading, "E-mail"], [[cell, "zoe@example.com"]] * 2)) == {
        heading: field,
        "E-mail": "email",
    }


def test_column_called_email_without_addresses_is_not_taken():
    assert fields(guess_columns(["Email"], [["anonymous"], ["anonymous"]])) == {"Email": "ignore"}


def test_no_field_is_given_twice_and_a_whole_name_gives_way():
    headers = ["Name", "First name", "Last name", "Email", "Email (2)"]
    rows = [["Zoe Hart", "Zoe", "Hart", "z@example.com", "y@example.com"]]
    assert list(fields(guess_columns(headers, rows)).values()) == [
        "ignore",
        "first_name",
        "last_name",
        "email",
        "ignore",
    ]


def test_guess_does_not_depend_on_the_order_of_columns():
    headers = list(FORMS)
    row = [cell for cell, _field in FORMS.values()]
    forwards = fields(guess_columns(headers, [row], SKILLS))
    assert fields(guess_columns(headers[::-1], [row[::-1]], SKILLS)) == forwards


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("Public", "PUBLIC"),
        ("civil service", "PUBLIC"),
        ("Central Government", "PUBLIC"),
        ("Government department", "PUBLIC"),
        ("County council", "PUBLIC"),
        ("Industry", "PRIVATE"),
        ("Tech", "PRIVATE"),
        ("Start-up", "PRIVATE"),
        ("Not-for-profit", "THIRD"),
        ("Charity", "THIRD"),
        ("University", "ACADEMIC"),
        ("purple", None),
        ("public and private", None),
    ],
)
def test_sector_is_known_by_its_synonyms(text, sector):
    assert sector_of(text) == sector


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("none", 0),
        ("No working knowledge", 0),
        ("Not at all", 0),
        ("n/a", 0),
        ("Awareness", 1),
        ("1 - aware", 1),
        ("Working - I can do this alone", 2),
        ("WORKING", 2),
        ("2", 2),
        ("2.0", 2),
        ("Practitioner (I lead others)", 3),
        ("3. Practitioner", 3),
        ("I am an expert", 4),
        ("4", 4),
        ("5", None),
        ("2.5", None),
        ("-1", None),
        ("workingman", None),
        ("between working and expert", None),
        ("purple", None),
    ],
)
def test_level_is_read_from_numbers_words_and_phrases(text, level):
    assert level_of(text) == level


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3", (3, True)),
        ("3 yrs", (3, True)),
        ("3.5 years", (3, False)),
        ("10+", (10, True)),
        ("2-3 years", (2, False)),
        ("two to three years", (2, False)),
        ("18 months", (1, True)),
        ("2 years 6 months", (2, True)),
        ("less than a year", (0, True)),
        ("<1", (0, True)),
        ("three", (3, True)),
        ("about 4 years", (4, True)),
        ("2027-03-02", (None, False)),
        ("-3", (None, False)),
        ("many", (None, False)),
    ],
)
def test_years_are_read_from_what_people_write(text, years):
    assert read_years(text) == years


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Zoe Hart", ("Zoe", "Hart")),
        ("Hart, Zoe", ("Zoe", "Hart")),
        ("Dr Jan van Dyk", ("Jan", "van Dyk")),
        ("Mary Jane O'Neil", ("Mary Jane", "O'Neil")),
        ("Zoe", ("Zoe", "")),
        ("Prof. Al Amin", ("Al", "Amin")),
    ],
)
def test_whole_name_is_split(text, name):
    assert split_name(text) == name


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zoe.Hart@Example.COM", "zoe.hart@example.com"),
        ("Ｚoe＠example.com", "zoe@example.com"),
        ("mailto:zoe@example.com", "zoe@example.com"),
        ("Zoe Hart <zoe@example.com>", "zoe@example.com"),
        ("zoe@example.com;", "zoe@example.com"),
        ("zoe", None),
        ("zoe@example", None),
        ("zoe hart@example.com", None),
        ("zoe@example.com, ann@example.com", None),
        ("zoe@example..com", None),
        ("zoe@example.com\nBcc: all@example.com", None),
        ("x" * 65 + "@example.com", None),
    ],
)
def test_address_is_normal_or_refused(text, address):
    """M-07: no line break ever gets into an address."""
    assert read_value("email", text)[0] == address


@given(st.text())
def test_address_is_normal_just_as_the_site_stores_it(text):
    assert normal_address(text) == addresses.normal_address(text)


def test_skill_whose_cells_hold_no_levels_is_only_taken_by_its_own_name():
    rows = [["yes", "yes"], ["no thanks", "maybe"]]
    assert fields(guess_columns(["Research", "May we use your research?"], rows, SKILLS)) == {
        "Research": "skill:Research",
        "May we use your research?": "ignore",
    }
