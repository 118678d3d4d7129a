"""Tests of sentences that keep their values apart."""

from core.sentence import Sentence, from_json, noop, say, say_count

INNER = say("%(count)d people", count=3)
OUTER = say("%(team)s has %(who)s.", team="Kite", who=INNER)


def test_sentence_speaks_english_by_itself():
    assert str(OUTER) == "Kite has 3 people."
    assert str(say("100 % sure.")) == "100 % sure."


def test_sentence_is_translated_with_the_sentences_within_it():
    welsh = {"%(team)s has %(who)s.": "Mae gan %(team)s %(who)s.", "%(count)d people": "%(count)d o bobl"}
    assert OUTER.translated(welsh.__getitem__) == "Mae gan Kite 3 o bobl."


def test_sentence_goes_through_json_unchanged():
    assert from_json(OUTER.as_json()) == OUTER
    assert from_json({"text": "Hello."}) == Sentence("Hello.")


def test_say_count_picks_the_fitting_words():
    assert str(say_count(1, "%(count)d person", "%(count)d people")) == "1 person"
    assert str(say_count(2, "%(count)d person", "%(count)d people")) == "2 people"


def test_noop_marks_and_changes_nothing():
    assert noop("Hello.") == "Hello."
