"""Pure tables of legal moves between states, and the drawing of them for the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


def gettext_noop(message: str) -> str:
    """Return the message unchanged, marked for translation where it is shown."""
    return message


class WorkflowError(ValueError):
    """A workflow table contradicts itself or a move is not in it."""


@dataclass(frozen=True, slots=True)
class Transition:
    """One legal move: who may (permission), from where, to where, and what the audit calls it."""

    action: str
    sources: tuple[str, ...]
    target: str
    permission: str
    event: str
    label: str

    def __post_init__(self) -> None:
        """Take one source as well as several, and plain text for the values of TextChoices."""
        sources = (self.sources,) if isinstance(self.sources, str) else tuple(self.sources)
        object.__setattr__(self, "sources", tuple(_text(source) for source in sources))
        object.__setattr__(self, "target", _text(self.target))


@dataclass(frozen=True, slots=True)
class Workflow:
    """The states of one kind of object and every move between them."""

    name: str
    states: tuple[str, ...]
    transitions: tuple[Transition, ...]
    field: str = field(default="state")

    def __post_init__(self) -> None:
        """Hold only tables whose states exist and whose moves are unambiguous."""
        object.__setattr__(self, "states", tuple(_text(state) for state in self.states))
        object.__setattr__(self, "transitions", tuple(self.transitions))
        _check(self)

    def find(self, action: str, state: str) -> Transition | None:
        """Return the move that the action makes from the state, or None where it is not legal."""
        state = _text(state)
        for transition in self.transitions:
            if transition.action == action and state in transition.sources:
                return transition
        return None

    def actions_from(self, state: str) -> tuple[Transition, ...]:
        """Return the moves that are legal in the state, in the order of the table."""
        state = _text(state)
        return tuple(move for move in self.transitions if state in move.sources)

    def reachable(self, initial: str) -> frozenset[str]:
        """Return every state that moves can lead to from the initial one, itself included."""
        seen: set[str] = set()
        waiting = [_text(initial)]
        while waiting:
            state = waiting.pop()
            if state not in seen:
                seen.add(state)
                waiting.extend(move.target for move in self.actions_from(state))
        return frozenset(seen)


def draw(workflow: Workflow) -> str:
    """Return the workflow in Markdown: a Mermaid state diagram and the table of its moves."""
    return "\n".join([*_diagram(workflow), "", *_table(workflow), ""])


def _text(value: str) -> str:
    """Return the stored text of a state, also when it is given as a TextChoices member."""
    return str(getattr(value, "value", value))


def _check(workflow: Workflow) -> None:
    if not workflow.states:
        raise WorkflowError(f"{workflow.name}: a workflow needs at least one state.")
    _refuse_doubles(workflow.name, "state", workflow.states)
    for move in workflow.transitions:
        _check_states(workflow, move)
    pairs = [f"{move.action} from {source}" for move in workflow.transitions for source in move.sources]
    _refuse_doubles(workflow.name, "move", pairs)


def _check_states(workflow: Workflow, move: Transition) -> None:
    if not move.sources:
        raise WorkflowError(f"{workflow.name}: {move.action} starts from no state.")
    unknown = sorted({*move.sources, move.target} - set(workflow.states))
    if unknown:
        raise WorkflowError(f"{workflow.name}: {move.action} names unknown states: {', '.join(unknown)}.")


def _refuse_doubles(name: str, kind: str, values: Sequence[str]) -> None:
    doubles = sorted({value for value in values if values.count(value) > 1})
    if doubles:
        raise WorkflowError(f"{name}: {kind} given twice: {', '.join(doubles)}.")


def _diagram(workflow: Workflow) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {workflow.states[0]}"]
    for move in workflow.transitions:
        lines.extend(f"    {source} --> {move.target}: {move.action}" for source in move.sources)
    lines.extend(f"    {state} --> [*]" for state in workflow.states if not workflow.actions_from(state))
    return [*lines, "```"]


def _table(workflow: Workflow) -> list[str]:
    heading = ("Action", "From", "To", "Permission", "Event", "Button")
    rows = [
        (
            f"`{move.action}`",
            ", ".join(move.sources),
            move.target,
            f"`{move.permission}`",
            f"`{move.event}`",
            move.label,
        )
        for move in workflow.transitions
    ]
    return [_row(heading), _row("---" for _ in heading), *map(_row, rows)]


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"
