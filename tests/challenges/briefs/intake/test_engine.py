"""What the hints say of sixty texts: real questions, solutions in disguise, evidence and its denial, hostile ones."""

import csv
import time
from pathlib import Path

import pytest

from challenges.briefs.intake.engine import signs
from challenges.briefs.intake.engine.hints import Criterion, Level, Texts, hints, hints_on, quoted
from config.demo import challenges as demo

FACTS = Path(demo.__file__).with_name("challenges.csv")
REAL = [row["question"] for row in csv.DictReader(FACTS.read_text(encoding="utf-8").splitlines())]
GOOD = Texts(
    question="How might we hear of damp homes sooner?",
    summary="Damp is found when a tenant complains, and by then the repair is large and the children are ill.",
    need="1,900 homes had damp last winter by our repair records; every other council nearby tells us the same.",
    tried_before="Sensors on the market were fitted in 40 homes, but nobody had the time to read them.",
    outcome="A repair begins within a week of the first sign.",
    resources="Repair records of five years, two housing officers for an hour a week.",
    scale="One estate of 300 homes and one kind of sign is enough to learn what works.",
    contact_name="Tara Wood",
    contact_email="tara.wood@example.com",
    sponsor_name="Dele Akande",
    sponsor_post="Director of housing",
    sponsor_email="dele.akande@example.com",
)


def levels(texts):
    return {hint.criterion.value: hint.level.value for hint in hints(texts)}


def hint(texts, criterion):
    return next(one for one in hints(texts) if one.criterion is criterion)


def changed(**values):
    fields = {name: getattr(GOOD, name) for name in Texts.__slots__}
    return Texts(**(fields | values))


@pytest.mark.parametrize("question", REAL)
def test_no_real_question_is_called_a_solution(question):
    assert len(REAL) == 12
    assert signs.solution_in_question(question) == ""
    assert signs.too_large(question) == ""


@pytest.mark.parametrize("texts", list(demo.TEXTS.values()), ids=lambda texts: texts[0])
def test_no_problem_of_the_demo_is_called_a_solution(texts):
    _short, summary, need, tried = texts
    told = Texts(question="How might we?", summary=summary, need=need, tried_before=tried)
    assert hint(told, Criterion.PROBLEM).level is Level.MET


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("How might we build an app that monitors social housing?", "app"),
        ("How might we build an app?", "app"),
        ("How might we develop a new mobile app for carers?", "mobile app"),
        ("HOW MIGHT WE LAUNCH A CHATBOT FOR COUNCIL TAX?", "chatbot"),
        ("How might we create a single online platform for permits?", "online platform"),
        ("How might we create a tool which matches volunteers?", "tool"),
        ("How might we give every nurse a dashboard?", "a dashboard"),
        ("How might we introduce chatbots in the call centre?", "chatbots"),
        ("How might we use AI to sort the post?", "ai"),
        ("How might we sort planning letters using machine learning?", "machine learning"),
        ("How can we set up a case management system for appeals?", "case management system"),
        ("How might we procure a booking system?", "booking system"),
        ("How might we make a web site for parents?", "web site"),
        ("How might we build an\u00a0a\u200bpp?", "app"),
        ("How might we offer a digital twin of the harbour?", "digital twin"),
    ],
)
def test_a_question_that_asks_for_a_solution_is_told_so(question, named):
    assert signs.solution_in_question(question) == named
    told = hint(changed(question=question), Criterion.PROBLEM)
    assert (told.level, told.field) == (Level.THIN, "question")
    assert str(told.why) == f"This describes a solution: “{named}”."


@pytest.mark.parametrize(
    "question",
    [
        "How might we make platforms safer for people who use wheelchairs?",
        "How might we regulate the use of AI in schools?",
        "How might we find criminals using AI to forge documents?",
        "How might we reach people without an app?",
        "How might we keep our website in use by people with low sight?",
        "How might we help people who are offline, rather than a website?",
        "How might we build trust between tenants and landlords?",
        "How might we create a care system in which nobody waits?",
        "How might we make the best of apples grown here?",
        "How might we design a street that floods less?",
        "Why do families drop out of the appeal process?",
        "",
    ],
)
def test_a_question_about_a_problem_is_not(question):
    assert signs.solution_in_question(question) == ""


@pytest.mark.parametrize(
    ("summary", "named"),
    [
        ("We need an app for this.", "app"),
        ("Carers wait for weeks. We would like to build a simple portal for them.", "portal"),
        ("An app that tells carers who is free.", "an app"),
        ("The answer is a shared digital platform.", "digital platform"),
        ("The council should develop a new chatbot.", "chatbot"),
        ("We built an app in 2019 and closed it in 2021.", ""),
        ("The app that tenants use today loses every third report.", ""),
        ("There is a dashboard which nobody opens.", ""),
        ("People need a home.", ""),
        ("We do not want an app.", ""),
    ],
)
def test_a_wish_in_the_text_is_told_from_what_is_there(summary, named):
    assert signs.solution_in_text(summary) == named


@pytest.mark.parametrize(
    ("need", "level"),
    [
        ("1,900 homes had damp reported last winter, more than in any year before.", "met"),
        ("Two thirds of families wait longer than they were promised by the service.", "met"),
        ("Tenants told us in a survey that they wait too long for repairs.", "met"),
        ("Crews say so in their debriefs after nearly each large fire in town.", "met"),
        ("Everybody knows that this is a large problem in our county and always was.", "thin"),
        ("There are no figures and there is no research on it, but it matters greatly.", "thin"),
        ("It has been so since 2019 and through covid-19, around the clock, 24/7 really.", "thin"),
        ("About 40 people.", "thin"),
        ("   ", "missing"),
        ("", "missing"),
    ],
)
def test_a_need_is_known_by_figure_or_source(need, level):
    assert levels(changed(need=need))["need"] == level


@pytest.mark.parametrize(
    ("tried", "market", "was_tried"),
    [
        ("", "missing", "missing"),
        ("Nothing.", "thin", "thin"),
        ("n/a", "thin", "thin"),
        ("Two pilots with paper forms.", "thin", "thin"),
        ("Paper forms worked for a month, then nobody filled them in.", "thin", "met"),
        ("Other councils already use a product for it.", "thin", "thin"),
        ("Products on the market are too general for our ledger.", "met", "met"),
        ("Nothing on the market reads handwriting as old as ours.", "met", "thin"),
        ("Bought analytics tools were too general and are hardly opened.", "met", "met"),
    ],
)
def test_what_was_tried_and_what_can_be_bought(tried, market, was_tried):
    found = levels(changed(tried_before=tried))
    assert (found["market"], found["tried"]) == (market, was_tried)


@pytest.mark.parametrize(
    ("scale", "level"),
    [
        ("", "missing"),
        ("Small.", "thin"),
        ("A national roll-out to every hospital by the end of the twelve weeks.", "thin"),
        ("We begin with one ward, not the whole country, and one kind of letter.", "met"),
    ],
)
def test_the_size_is_that_of_a_team(scale, level):
    assert levels(changed(scale=scale))["size"] == level


@pytest.mark.parametrize(
    ("values", "level", "field"),
    [
        ({"contact_name": "", "sponsor_name": ""}, "missing", "contact_name"),
        ({"contact_email": ""}, "thin", "contact_name"),
        ({"sponsor_email": " "}, "thin", "sponsor_name"),
        ({"sponsor_email": "Tara.Wood@example.com"}, "thin", "sponsor_name"),
        ({"resources": ""}, "thin", "resources"),
        ({}, "met", "contact_name"),
    ],
)
def test_somebody_is_named_who_helps_and_who_backs_it(values, level, field):
    told = hint(changed(**values), Criterion.BACKING)
    assert (told.level.value, told.field) == (level, field)


def test_others_are_named_or_asked_for():
    alone = changed(
        need="900 homes here had damp last winter by our repair records.", scale="One estate is enough to learn."
    )
    assert levels(alone)["others"] == "thin"
    assert levels(Texts())["others"] == "missing"


def test_a_good_brief_meets_all_seven_and_an_empty_one_none():
    assert set(levels(GOOD).values()) == {"met"}
    assert set(levels(Texts()).values()) == {"missing"}
    assert [one.add for one in hints(GOOD)] == [None] * 7
    assert [str(one.name) for one in hints(GOOD)][0] == "A problem, not a solution"


def test_a_problem_is_more_than_a_line_and_has_its_question():
    assert str(hint(changed(summary="Damp homes."), Criterion.PROBLEM).why) == "The problem is told in a line at most."
    assert str(hint(changed(question=" "), Criterion.PROBLEM).why) == "There is no question yet."


def test_hints_of_a_step_speak_of_what_was_begun():
    told = hints_on(Texts(question="How might we build an app?", need="Many."), ("question", "summary", "need"))
    assert [(one.criterion.value, one.level.value) for one in told] == [
        ("problem", "thin"), ("need", "thin"), ("others", "thin"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "a " * 6000,
        "build a " * 1500,
        "we need to " * 1100,
        "<script>alert(1)</script> build an app",
        "\x00\u202egnp.exe",
        "((((" * 3000,
        "\u0301" * 5000,
        "ﷺ" * 3000,
        "1" * 12_000,
        "no " * 4000 + "survey",
    ],
)
def test_hostile_texts_are_read_quickly_and_never_break(text):
    """F-08: bounded patterns over bounded text."""
    begun = time.process_time()
    told = hints(Texts(**dict.fromkeys(Texts.__slots__, text)))
    assert len(told) == 7
    assert time.process_time() - begun < 2


def test_quoted_words_stay_short():
    assert quoted("an app") == "an app"
    assert quoted("a" * 90) == "a" * 59 + "…"
