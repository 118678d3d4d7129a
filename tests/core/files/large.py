"""Large and heavy files, written to the disk piece by piece, and what a process holds of memory."""

import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image

from tests.core.files.hostile import LAUGHS, inflating_pdf
from tests.core.files.made import MAIN, PACKAGE, WORDS, box, film, moving, office, pdf, png_of

MEGABYTE = 1024 * 1024
LARGE = 199


def forget_the_highest() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def resident() -> float:
    return _status("VmRSS")


def highest() -> float:
    return _status("VmHWM")


def _status(name) -> float:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1]) / 1024


def write(case, path) -> str:
    """The file stands at the path; the name it is sent by."""
    return globals()[case.replace(" ", "_")](path)


def text(path):
    with path.open("wb") as out:
        for _ in range(LARGE):
            out.write(b"word by word, " * (MEGABYTE // 14))
    return "a.txt"


def long_film(path):
    with path.open("wb") as out:
        out.write(film() + struct.pack(">I", LARGE * MEGABYTE + 8) + b"mdat")
        for _ in range(LARGE):
            out.write(b"\1" * MEGABYTE)
    return "a.mp4"


def slides(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}"><O ContentType="{MAIN["pptx"]}"/></Types>')
        archive.writestr("ppt/presentation.xml", WORDS)
        with archive.open("ppt/media/film.mp4", "w", force_zip64=True) as part:
            for _ in range(LARGE - 10):
                part.write(b"\1" * MEGABYTE)
        with archive.open("ppt/slides/slide1.xml", "w") as part:
            part.write(b"<a>" + b"<b c='d'>word</b>" * 400_000 + b"</a>")
    return "a.pptx"


def deck(path):
    """Thirty pictures of three megabytes, as a long deck of slides has."""
    picture = b"<< /Type /XObject /Subtype /Image /Length 3145728 >>\nstream\n%s\nendstream"
    one = picture % (b"\1\2\3\4" * (3 * MEGABYTE // 4))
    path.write_bytes(pdf(*[one] * 30))
    return "a.pdf"


def photo(path):
    Image.effect_noise((4000, 3000), 40).convert("RGB").save(path, "JPEG", quality=90)
    return "a.jpg"


def sideways_photo(path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.effect_noise((4000, 3000), 40).convert("RGB").save(path, "JPEG", quality=90, exif=exif)
    return "a.jpg"


def screen(path):
    Image.effect_noise((5120, 2880), 40).convert("RGB").save(path, "PNG", compress_level=1)
    return "a.png"


def zip_bomb(path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{PACKAGE}"><O ContentType="{MAIN["docx"]}"/></Types>')
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(200):
                part.write(b" " * MEGABYTE)
    return "a.docx"


def list_of_parts(path):
    """Twenty thousand names in the list of parts, and a count that says three."""
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"word/media/{number:0200}.xml", "")
    data = bytearray(path.read_bytes())
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = b"\3\0\3\0"
    path.write_bytes(data)
    return "a.docx"


def pdf_bomb(path):
    path.write_bytes(inflating_pdf())
    return "a.pdf"


def stream_of_pdf(path):
    """One stream of 190 MB, which a reader takes into its memory whole."""
    path.write_bytes(pdf(stream=b"\1" * 190 * MEGABYTE))
    return "a.pdf"


def png_bomb(path):
    packer = zlib.compressobj()
    rows = b"".join(packer.compress(b"\0" * MEGABYTE) for _ in range(100)) + packer.flush()
    path.write_bytes(png_of(30_000, 30_000).replace(zlib.compress(b""), rows))
    return "a.png"


def gif_bomb(path):
    frame = moving("GIF", 2, (4, 4))
    path.write_bytes(frame[:6] + b"\xff\xff\xff\xff" + frame[10:])
    return "a.gif"


def laughs(path):
    path.write_bytes(office(word__a_dot_xml=LAUGHS))
    return "a.docx"


def boxes(path):
    path.write_bytes(film() + box(b"free") * 3_000_000)
    return "a.mp4"
