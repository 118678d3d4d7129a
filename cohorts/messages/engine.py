"""Filling a text's placeholders from a fixed map of strings: no format language, nothing to be walked (M-03)."""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
NAME = re.compile(r"[a-z][a-z0-9_]*")
# What mail readers make links of by themselves: a scheme, or a dot before something like a domain's end.
SCHEME = re.compile(r"(?<=[A-Za-z0-9]):(?=//)")
DOT = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_]{2})")
LINE_BREAKS = re.compile("[\r\n\0\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class UnknownPlaceholder(ValueError):
    """The text asks for something that nobody will give."""


class EmptyPlaceholder(ValueError):
    """The text asks for something that has no value for this person (M-02)."""


class BrokenLine(ValueError):
    """A subject with a line break could smuggle in another header (M-07)."""


def placeholders_in(text: str) -> list[str]:
    """What stands in braces, in order, each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def unknown_in(text: str, known: set[str]) -> list[str]:
    """What the text asks for that is not among the known names."""
    return [name for name in placeholders_in(text) if name not in known]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with every placeholder replaced once by its string; values are never read as text again."""

    def value(found: re.Match[str]) -> str:
        name = found[1]
        if not NAME.fullmatch(name) or name not in values:
            raise UnknownPlaceholder(name)
        given = values[name]
        if not isinstance(given, str):
            raise TypeError(f"{name} must be text, not {type(given).__name__}")
        if not given.strip():
            raise EmptyPlaceholder(name)
        return given

    return PLACEHOLDER.sub(value, text)


def fill_line(text: str, values: Mapping[str, str]) -> str:
    """The same for a subject, which is one line."""
    line = fill(text, values)
    if LINE_BREAKS.search(line):
        raise BrokenLine(line)
    return line


def harmless(value: str) -> str:
    """The value in which no mail reader finds a link: names and titles are other people's words (M-04)."""
    return DOT.sub(". ", SCHEME.sub(": ", value))
