"""Sizes and small habits of every file."""

import ast

import pytest
from django.apps import apps
from django.conf import settings

from tests.house.code import OTHERS, ROOMS, ROOT, files, functions, name, tree

FILE_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 150


def test_no_file_is_longer_than_400_lines():
    lengths = {name(file): len(file.read_text().splitlines()) for file in files(*ROOMS, *OTHERS)}
    assert {file: lines for file, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines():
    long = {
        f"{name(file)}:{node.name}": lines
        for file in files(*ROOMS, *OTHERS)
        for node, lines in functions(file)
        if lines > FUNCTION_LINES
    }
    assert long == {}


def test_no_template_is_longer_than_150_lines():
    lengths = {name(file): len(file.read_text().splitlines()) for file in (ROOT / "templates").rglob("*.*")}
    assert {file: lines for file, lines in lengths.items() if lines > TEMPLATE_LINES} == {}


def test_every_module_says_what_it_holds():
    silent = [
        name(file) for file in files(*ROOMS, *OTHERS) if file.read_text().strip() and not ast.get_docstring(tree(file))
    ]
    assert silent == []


def test_nothing_prints():
    printing = [
        f"{name(file)}:{node.lineno}"
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


def test_nothing_is_marked_safe():
    """M-04: text is escaped; format_html builds what has tags."""
    unsafe = [
        f"{name(file)}:{node.lineno}"
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"mark_safe", "SafeString"}
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
        and name(file) not in SAFE_AFTER_CLEANING
    ]
    assert unsafe == []


# These two make text safe by cleaning it, and say so.
SAFE_AFTER_CLEANING = {"cms/rich.py", "core/templatetags/prose.py"}


def test_only_one_module_reads_the_clock():
    """D-05: whatever the site decides by time asks core.zones; the queue's own times are the exception."""
    asking = [
        f"{name(file)}:{node.lineno}"
        for file in files(*ROOMS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"now", "utcnow", "today"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"timezone", "datetime", "date"}
        and name(file) not in {"core/zones.py", "core/scheduling/reaper.py"}
    ]
    assert asking == []


def test_no_field_of_ours_reads_the_clock_by_itself():
    """D-05: Django's auto_now and auto_now_add know nothing of a clock that stands still, or of a service's now."""
    asking = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.split(".")[0] in ROOMS
        for field in model._meta.local_fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    assert asking == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_there(room):
    assert (settings.BASE_DIR / room / "__init__.py").exists()
