"""Small pictures of a file: a thumbnail of a picture, the first pages of a PDF."""

from pathlib import Path

from core.files.apart.pictures import FORMATS, thumbnail

SIDE = 1200
PAGES = 3
MAX_SCALE = 3.0


def run(source: Path, target: Path, kind: str) -> None:
    """The folder holds 1.png, 2.png and so on."""
    if kind in FORMATS:
        thumbnail(source, target / "1.png", SIDE)
    else:
        _pages(source, target)


def _pages(source: Path, target: Path) -> None:
    import pypdfium2  # noqa: PLC0415 - a picture needs none of it

    document = pypdfium2.PdfDocument(source)
    for number in range(min(len(document), PAGES)):
        page = document[number]
        scale = min(SIDE / max(*page.get_size(), 1), MAX_SCALE)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        bitmap.to_pil().convert("RGB").save(target / f"{number + 1}.png", "PNG")
        bitmap.close()
        page.close()
