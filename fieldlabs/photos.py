"""Pictures that people upload: read whole, turned upright, made small, and written anew without what a camera adds.

What a file is follows from its bytes. Only the newly written picture is kept, never the upload itself.
"""

import io
import warnings
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from ui.uploads import Refused

MOST_BYTES = 10_000_000
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1_600
FORMATS = ("JPEG", "PNG", "WEBP")
ACCEPT = ".jpg,.jpeg,.png,.webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """`content` in `media_type`; width and height in pixels, at most LONGEST_SIDE."""

    content: bytes
    media_type: str
    width: int
    height: int


def read(upload: UploadedFile) -> Picture:
    """The picture to keep. Raises Refused with a sentence for people when the upload is refused."""
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused("photo_is_too_large", _("This picture is larger than 10 MB. Make it smaller."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _made_small(content)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Refused(
            "photo_is_unreadable", _("This is not a picture that we can read. Use JPEG, PNG or WebP.")
        ) from None
    except Image.DecompressionBombWarning:
        raise Refused("photo_has_too_many_pixels", _("This picture has too many pixels. Make it smaller.")) from None


def _made_small(content: bytes) -> Picture:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise Image.DecompressionBombWarning
        image = ImageOps.exif_transpose(opened)
        clear = "A" in image.getbands() or "transparency" in image.info
        image = image.convert("RGBA" if clear else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    # A new picture has the pixels alone: no place, time, camera or comment.
    bare = Image.new(image.mode, image.size)
    bare.paste(image)
    written = io.BytesIO()
    if clear:
        bare.save(written, "PNG", optimize=True)
        return Picture(written.getvalue(), "image/png", *bare.size)
    bare.save(written, "JPEG", quality=82, optimize=True, progressive=True)
    return Picture(written.getvalue(), "image/jpeg", *bare.size)
