"""Files made for the tests: sound ones of every kind that is taken, and the parts of hostile ones."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
WORDS = b'<?xml version="1.0"?><w:document xmlns:w="urn:w"><w:p>Hello</w:p></w:document>'


def picture(image_format="PNG", size=(3, 2), mode="RGB", **extra):
    made = BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 1).save(made, image_format, **extra)
    return made.getvalue()


def moving(image_format="GIF", frames=3, size=(4, 4), **extra):
    made = BytesIO()
    first, *rest = [Image.new("RGB", size, (number * 53 % 256, number * 29 % 256, 99)) for number in range(frames)]
    first.save(made, image_format, save_all=True, append_images=rest, duration=80, loop=0, **extra)
    return made.getvalue()


def png_of(width, height, rows=b""):
    """A PNG whose header claims any size, whatever follows."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    """An archive of (name or ZipInfo, data), in order."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in parts:
            archive.writestr(name, data)
    return made.getvalue()


def office(kind="docx", types="", **parts):
    """A small Office file; parts by their name, with __ for / and _dot_ for the dots before their ending."""
    given = [(name.replace("__", "/").replace("_dot_", "."), data) for name, data in parts.items()]
    return office_of(given, kind, types)


def office_of(parts, kind="docx", types=""):
    listed = f'<Types xmlns="{PACKAGE}/content-types"><Override ContentType="{types or MAIN[kind]}"/></Types>'
    return zipped([("[Content_Types].xml", listed), ("word/document.xml", WORDS), *parts])


def related(kind, target, mode="External"):
    """A part of relations that leads to a target."""
    mode = f' TargetMode="{mode}"' if mode else ""
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def open_document(kind="text", body="", extra=()):
    """A small OpenDocument file with a body of XML."""
    stored = zipfile.ZipInfo("mimetype")
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t" xmlns:draw="d" '
        f'xmlns:xlink="x" xmlns:script="s" xmlns:table="b" xmlns:manifest="m">{body}</office:document-content>'
    )
    return zipped([(stored, f"application/vnd.oasis.opendocument.{kind}"), ("content.xml", content), *extra])


def pdf(*objects, root="", trailer="", stream=b"BT ET"):
    """A PDF of one page; more objects begin with number 5."""
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {root} >>".encode(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[one if isinstance(one, bytes) else one.encode() for one in objects],
    ]
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(made)}\n%%EOF\n".encode()
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + end


def box(name, data=b""):
    return struct.pack(">I", len(data) + 8) + name + data


def film(brand=b"isom", *more):
    return box(b"ftyp", brand + b"\0\0\2\0mp41") + box(b"moov", box(b"mvhd", b"\0" * 100)) + b"".join(more)


SOUND = {
    "pdf": pdf(),
    "docx": office(),
    "xlsx": office("xlsx"),
    "pptx": office("pptx"),
    "odt": open_document(),
    "ods": open_document("spreadsheet"),
    "odp": open_document("presentation"),
    "csv": b"name,score\nKite,4\n",
    "txt": "Crynodeb tîm\n".encode(),
    "md": b"# Plan\n",
    "mp4": film(b"isom", box(b"mdat", b"frames")),
    "png": picture(),
    "jpg": picture("JPEG"),
    "jpeg": picture("JPEG"),
    "gif": picture("GIF"),
    "webp": picture("WEBP"),
}
