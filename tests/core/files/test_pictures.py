"""Pictures drawn anew: upright in every way a camera may be held, animated, in colours of print."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from core.files.apart.pictures import STRIP
from core.files.checks import check
from tests.core.files.made import moving


def drawn(tmp_path, name, data):
    path = tmp_path / "given"
    path.write_bytes(data)
    check(path, name)
    return Image.open(BytesIO(path.read_bytes()))


def quarters(size, mode="RGB"):
    """Red above left, green above right, blue below left, white below right."""
    image = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    for colour, at in (("red", (0, 0)), ("lime", (half[0], 0)), ("blue", (0, half[1]))):
        image.paste(colour, (*at, at[0] + half[0], at[1] + half[1]))
    return image.convert(mode)


def corners(image):
    image = image.convert("RGB")
    right, low = image.width - 4, image.height - 4
    names = {(True, False, False): "r", (False, True, False): "g", (False, False, True): "b", (True, True, True): "w"}
    return "".join(
        names[tuple(part > 128 for part in image.getpixel(at))] for at in ((3, 3), (right, 3), (3, low), (right, low))
    )


@pytest.mark.parametrize(
    ("turn", "wanted"),
    [(1, "rgbw"), (2, "grwb"), (3, "wbgr"), (4, "bwrg"), (5, "rbgw"), (6, "brwg"), (7, "wgbr"), (8, "gwrb")],
)
def test_photograph_is_upright_however_the_camera_was_held(tmp_path, turn, wanted):
    """F-04: the turn is carried out, since the note of it goes."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112] = turn
    quarters((64, 2 * STRIP + 60)).save(made, "JPEG", exif=exif)
    image = drawn(tmp_path, "a.jpg", made.getvalue())
    upright = (64, 2 * STRIP + 60)
    assert (corners(image), image.size) == (wanted, upright if turn < 5 else upright[::-1])
    assert dict(image.getexif()) == {}


@pytest.mark.parametrize("name", ["GIF", "WEBP", "PNG"])
def test_moving_picture_still_moves(tmp_path, name):
    image = drawn(tmp_path, f"a.{name.lower()}", moving(name, 3, (8, 8)))
    image.load()
    assert (image.n_frames, image.info["loop"], image.info["duration"]) == (3, 0, 80)


@pytest.mark.parametrize(
    ("name", "mode"),
    [("a.png", "P"), ("a.png", "1"), ("a.png", "RGBA"), ("a.png", "I;16"), ("a.jpg", "L"), ("a.jpg", "CMYK")],
)
def test_picture_of_every_mode_is_taken(tmp_path, name, mode):
    made = BytesIO()
    Image.new(mode, (6, 4)).save(made, "PNG" if name.endswith("png") else "JPEG")
    assert drawn(tmp_path, name, made.getvalue()).size == (6, 4)


def test_colour_profile_is_worked_in_and_gone(tmp_path):
    """F-04: a profile may hold words too."""
    made = BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    quarters((64, 64)).save(made, "JPEG", icc_profile=profile)
    image = drawn(tmp_path, "a.jpg", made.getvalue())
    assert (corners(image), image.info.get("icc_profile")) == ("rgbw", None)


def test_very_large_photograph_becomes_smaller_instead_of_being_refused(tmp_path):
    made = BytesIO()
    Image.new("RGB", (8000, 6000), "teal").save(made, "JPEG")
    assert drawn(tmp_path, "a.jpg", made.getvalue()).size == (4000, 3000)
