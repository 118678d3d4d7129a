"""Pictures of pages for docs/pictures, written only when UPDATE_PICTURES=1."""

import io
import os
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
COLOURS = 128


def keep(tab, name: str) -> None:
    """The whole page as a small PNG."""
    if os.environ.get("UPDATE_PICTURES") != "1":
        return
    from PIL import Image

    FOLDER.mkdir(parents=True, exist_ok=True)
    # Anything else would put a style of its own into the page, which the page's policy refuses aloud.
    picture = Image.open(io.BytesIO(tab.screenshot(full_page=True, animations="allow", caret="initial")))
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)
