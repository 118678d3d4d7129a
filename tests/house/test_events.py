"""Every event of the audit has words in one table, and everything the words ask for is recorded with it."""

import ast
import re
from collections import Counter

import pytest

from cohorts.messages.kinds import mail_kinds
from config import wiring
from core.access import policy
from core.audit import timeline
from core.drawing import workflows
from core.wiring import wired
from tests.house.code import ROOMS, files, name, tree

EVENT = re.compile(r"[a-z_]+\.[a-z_]+")
ASKED = re.compile(r"%\((\w+)\)s")
# What lifecycle.move records with every transition, and what timeline.sentence always knows.
ALWAYS = {"subject", "before", "after"}
TABLES = [*wired("EVENT_WORDS"), timeline.WORDS]
WORDS = {event: str(words) for table in TABLES for event, words in table.items()}


def constants(node):
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)}


def calls_of_record(file):
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record":
            yield node


def recorded_in(file):
    """Events that the file records: written in the call, or anywhere in the file where the call takes a variable."""
    direct, variable = set(), False
    for call in calls_of_record(file):
        written = constants(call.args[0])
        direct |= written
        variable = variable or not written
    if variable:
        others = set(policy()) | set(mail_kinds()) | set(wiring.TASKS) | kinds_in(file)
        direct |= {text for text in constants(tree(file)) if EVENT.fullmatch(text) and text not in others}
    return direct


def kinds_in(file):
    """Kinds of the ground floor's own letters look like events."""
    keywords = [word for node in ast.walk(tree(file)) if isinstance(node, ast.Call) for word in node.keywords]
    return set().union(*(constants(word.value) for word in keywords if word.arg == "kind"))


def facts_in(file):
    """Names under which the file may record facts: keywords of its calls and keys of its dictionaries."""
    named = {word.arg for node in ast.walk(tree(file)) if isinstance(node, ast.Call) for word in node.keywords}
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Dict):
            named |= {key.value for key in node.keys if isinstance(key, ast.Constant)}
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            named.add(node.slice.value)
    return named


RECORDED = {file: recorded_in(file) for file in files(*ROOMS) if any(calls_of_record(file))}
MOVES = {move.event for workflow in workflows() for move in workflow.transitions}


def test_every_event_has_words_and_no_words_wait_for_an_event_that_never_comes():
    happening = set().union(MOVES, *RECORDED.values())
    assert (sorted(happening - set(WORDS)), sorted(set(WORDS) - happening)) == ([], [])


def test_an_event_has_its_words_in_one_table_only():
    counted = Counter(event for table in TABLES for event in table)
    assert [event for event, number in counted.items() if number > 1] == []


@pytest.mark.parametrize("path", wiring.EVENT_WORDS)
def test_words_stand_in_events_of_their_feature(path):
    assert path.split(".")[-2:] == ["events", "WORDS"]


@pytest.mark.parametrize("file", sorted(RECORDED), ids=name)
def test_everything_the_words_ask_for_is_recorded(file):
    known = facts_in(file) | ALWAYS
    assert {
        event: ASKED.findall(WORDS[event]) for event in RECORDED[file] if set(ASKED.findall(WORDS[event])) - known
    } == {}


def test_a_move_between_states_asks_for_nothing_else():
    assert {event: WORDS[event] for event in MOVES if set(ASKED.findall(WORDS[event])) - ALWAYS} == {}
