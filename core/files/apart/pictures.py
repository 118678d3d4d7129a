"""Pictures are drawn anew: upright, in sRGB, without a word of what a camera or a person wrote into them."""

import warnings
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from core.files.apart import Unfit

# What is decoded at once, and what a header may claim before a JPEG is decoded at half its size or less.
MAX_PIXELS = 16_000_000
MAX_CLAIMED = 220_000_000
MAX_FRAMES = 300
# Of all frames together, which stand in memory at once: one byte a pixel in a GIF, four in the others.
MAX_MOVING = {"GIF": 24_000_000, "WEBP": 10_000_000, "PNG": 10_000_000}
FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
MOVING = {"GIF", "WEBP", "PNG"}
KEPT = ("transparency", "duration", "loop", "disposal", "blend", "background")
MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}}
STRIP = 256


def run(source: Path, target: Path, kind: str) -> None:
    """The target is the same picture drawn anew; raises Unfit before anything is decoded that is too large."""
    name = FORMATS[kind]
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None
    try:
        image = Image.open(source, formats=[name])
    except UnidentifiedImageError as other:
        raise Unfit("mismatch") from other
    frames = _frames(image, name)
    if frames > 1:
        _moving(image, target, name)
    else:
        _still(image, target, name)


def _frames(image: Image.Image, name: str) -> int:
    """How many frames there are; more pixels or frames than are taken are refused by what the headers say."""
    pixels = image.width * image.height
    if pixels > (MAX_CLAIMED if name == "JPEG" else MAX_PIXELS):
        raise Unfit("pixels")
    frames = getattr(image, "n_frames", 1) if name in MOVING else 1
    if frames > MAX_FRAMES or (frames > 1 and pixels * frames > MAX_MOVING[name]):
        raise Unfit("pixels")
    return int(frames)


def _still(image: Image.Image, target: Path, name: str) -> None:
    if name == "JPEG":
        _shrink(image)
    turn, profile = image.getexif().get(0x0112, 1), image.info.get("icc_profile")
    image.load()
    kept = image.info.get("transparency")
    image = _plain(_coloured(image, profile), name)
    image = upright(image, turn)
    image.info = {} if kept is None else {"transparency": kept}
    image.save(target, name, **({"quality": 90} if name in ("JPEG", "WEBP") else {"optimize": False}))


def _shrink(image: Image.Image) -> None:
    """A very large photograph is decoded at a half, a quarter or an eighth of its size, which costs a part of it."""
    pixels = image.width * image.height
    for _step in range(3):
        if pixels <= MAX_PIXELS:
            return
        image.draft(None, (image.width // 2, image.height // 2))
        if image.width * image.height >= pixels:
            break
        pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise Unfit("pixels")


def _coloured(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in sRGB; a profile that cannot be read is left out."""
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
        given, wanted = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        if image.mode == "CMYK":
            made: Any = ImageCms.profileToProfile(image, given, wanted, outputMode="RGB")
            return made if made is not None else image
        ImageCms.profileToProfile(image, given, wanted, inPlace=True)
    return image


def _plain(image: Image.Image, name: str) -> Image.Image:
    """The picture in a mode that its format can be saved in."""
    if name not in MODES or image.mode in MODES[name]:
        return image
    has_holes = image.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in image.info
    return image.convert("RGBA" if has_holes and name != "JPEG" else "RGB")


TURNS = {
    2: (Image.Transpose.FLIP_LEFT_RIGHT, False, False),
    3: (Image.Transpose.ROTATE_180, False, True),
    4: (Image.Transpose.FLIP_TOP_BOTTOM, False, True),
    5: (Image.Transpose.TRANSPOSE, True, False),
    6: (Image.Transpose.ROTATE_270, True, True),
    7: (Image.Transpose.TRANSVERSE, True, True),
    8: (Image.Transpose.ROTATE_90, True, False),
}


def upright(image: Image.Image, turn: int) -> Image.Image:
    """The picture as it was seen; turned in strips by way of the disk, so that two whole ones are never in memory."""
    if turn not in TURNS:
        return image
    method, is_sideways, is_reversed = TURNS[turn]
    mode, width, length = image.mode, image.width, image.height
    palette = image.getpalette() if mode == "P" else None
    with TemporaryFile() as strips:
        for top in range(0, length, STRIP):
            strip = image.crop((0, top, width, min(top + STRIP, length))).transpose(method)
            strips.write(strip.tobytes())
        image.close()
        strips.seek(0)
        turned = Image.new(mode, (length, width) if is_sideways else (width, length))
        if palette:
            turned.putpalette(palette)
        for top in range(0, length, STRIP):
            thick = min(STRIP, length - top)
            size = (thick, width) if is_sideways else (width, thick)
            part = Image.frombytes(mode, size, strips.read(_bytes_of(mode, size)))
            start = length - top - thick if is_reversed else top
            turned.paste(part, (start, 0) if is_sideways else (0, start))
    return turned


def _bytes_of(mode: str, size: tuple[int, int]) -> int:
    """How many bytes a strip takes when it is written plainly."""
    if mode == "1":
        return (size[0] + 7) // 8 * size[1]
    return size[0] * size[1] * len(Image.new(mode, (1, 1)).tobytes())


def _moving(image: Image.Image, target: Path, name: str) -> None:
    """Every frame is drawn anew; of what the file says only its times and its loop are kept."""
    kept = {key: image.info[key] for key in KEPT if key in image.info}
    times: list[int] = []

    def frames() -> Iterator[Image.Image]:
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frame = image.convert("RGBA")
            times.append(min(max(int(image.info.get("duration", 100) or 0), 0), 65_000))
            frame.info = {}
            yield frame

    drawn = [frame.quantize(255) if name == "GIF" else frame for frame in frames()]
    first, rest = drawn[0], drawn[1:]
    extra = {"loop": kept["loop"]} if "loop" in kept else {}
    first.save(target, name, save_all=True, append_images=rest, duration=times, **extra)


def thumbnail(source: Path, target: Path, side: int) -> None:
    """A small PNG of the picture's first frame."""
    with Image.open(source, formats=sorted(set(FORMATS.values()))) as image:
        image.draft("RGB", (side, side))
        image.seek(0)
        small = ImageOps.contain(_plain(image, "PNG"), (side, side))
        small.info = {}
        small.save(target, "PNG")
