"""Tests of the pure workflow tables and of their drawing."""

import enum

import pytest

from core.workflow import Transition, Workflow, WorkflowError, draw, gettext_noop


class State(enum.StrEnum):
    DRAFT = "DRAFT"
    SENT = "SENT"
    CLOSED = "CLOSED"


SEND = Transition("send", ("DRAFT",), "SENT", "letter.send", "letter.sent", "Send")
RECALL = Transition("recall", ("SENT",), "DRAFT", "letter.recall", "letter.recalled", "Recall")
CLOSE = Transition("close", ("DRAFT", "SENT"), "CLOSED", "letter.close", "letter.closed", "Close")
LETTER = Workflow("letter", ("DRAFT", "SENT", "CLOSED"), (SEND, RECALL, CLOSE))


def test_find_returns_the_move_of_an_action_in_a_state():
    assert LETTER.find("send", "DRAFT") == SEND
    assert LETTER.find("send", "SENT") is None
    assert LETTER.find("burn", "DRAFT") is None


def test_find_takes_members_of_an_enumeration():
    assert LETTER.find("close", State.SENT) == CLOSE


def test_actions_from_keeps_the_order_of_the_table():
    assert LETTER.actions_from("SENT") == (RECALL, CLOSE)
    assert LETTER.actions_from("CLOSED") == ()


def test_reachable_follows_moves_from_the_initial_state():
    assert LETTER.reachable("DRAFT") == {"DRAFT", "SENT", "CLOSED"}
    assert LETTER.reachable("CLOSED") == {"CLOSED"}


def test_workflow_holds_plain_text_when_given_an_enumeration():
    move = Transition("send", (State.DRAFT,), State.SENT, "letter.send", "letter.sent", "Send")
    workflow = Workflow("letter", tuple(State), (move,))
    assert workflow.states == ("DRAFT", "SENT", "CLOSED")
    assert workflow.transitions == (SEND,)
    assert [type(state) for state in workflow.states] == [str, str, str]


def test_transition_takes_a_single_source():
    assert Transition("send", "DRAFT", "SENT", "letter.send", "letter.sent", "Send") == SEND


def test_workflow_field_is_state_unless_told_otherwise():
    assert LETTER.field == "state"
    assert Workflow("letter", ("DRAFT",), (), field="status").field == "status"


@pytest.mark.parametrize(
    ("states", "moves", "message"),
    [
        ((), (), "letter: a workflow needs at least one state."),
        (("DRAFT", "DRAFT"), (), "letter: state given twice: DRAFT."),
        (("DRAFT",), (SEND,), "letter: send names unknown states: SENT."),
        (("DRAFT", "SENT"), (SEND, SEND), "letter: move given twice: send from DRAFT."),
        (("SENT",), (Transition("send", (), "SENT", "p", "e", "l"),), "letter: send starts from no state."),
    ],
)
def test_workflow_refuses_a_table_that_contradicts_itself(states, moves, message):
    with pytest.raises(WorkflowError) as raised:
        Workflow("letter", states, moves)
    assert str(raised.value) == message


def test_gettext_noop_returns_its_message():
    assert gettext_noop("Send") == "Send"


def test_draw_shows_the_diagram_and_the_table():
    workflow = Workflow("letter", ("DRAFT", "SENT"), (SEND,))
    assert draw(workflow) == "\n".join(
        [
            "```mermaid",
            "stateDiagram-v2",
            "    [*] --> DRAFT",
            "    DRAFT --> SENT: send",
            "    SENT --> [*]",
            "```",
            "",
            "| Action | From | To | Permission | Event | Button |",
            "| --- | --- | --- | --- | --- | --- |",
            "| `send` | DRAFT | SENT | `letter.send` | `letter.sent` | Send |",
            "",
        ]
    )
