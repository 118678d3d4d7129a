"""Sending invitations."""

from typing import Any

from core.forms import OnceMixin, SiteForm


class InviteForm(OnceMixin, SiteForm):
    """The last word before letters leave; with many people their number must be typed (M-01)."""

    def __init__(self, *args: Any, count: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_number(count)
