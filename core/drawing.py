"""The workflows and the permission table as documentation."""

from django.apps import apps

from core.access import policy
from core.workflow import Workflow, draw

HEAD = "<!-- Drawn from the code by `make docs`: do not edit. -->"


def workflows() -> list[Workflow]:
    """The table of every model that has one, by name."""
    found = {model.WORKFLOW.name: model.WORKFLOW for model in apps.get_models() if hasattr(model, "WORKFLOW")}
    return [found[name] for name in sorted(found)]


def drawn_workflows() -> str:
    """docs/workflows.md."""
    parts = [HEAD, "# Workflows", "States, legal moves, and the permission that each move asks for.", ""]
    for workflow in workflows():
        parts += [f"## {workflow.name.replace('_', ' ').capitalize()}", "", draw(workflow)]
    return "\n\n".join(parts[:3]) + "\n\n" + "\n".join(parts[4:]).rstrip() + "\n"


def drawn_permissions() -> str:
    """docs/permissions.md."""
    rows = [f"| `{name}` | {rule.words} |" for name, rule in sorted(policy().items())]
    top = [HEAD, "", "# Permissions", "", "What each permission's name grants, from `config/policy.py`.", ""]
    return "\n".join([*top, "| Permission | Granted to |", "| --- | --- |", *rows, ""])
