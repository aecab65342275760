"""A drawn picture for the demonstration, so that no real photo has to be borrowed."""

import io

from PIL import Image, ImageDraw

from fieldlabs.photos import Picture

SIZE = (1200, 675)
SKY, FLOOR, STEEL, DARK, SPARK = "#e9f0f7", "#a9c3df", "#2f5f95", "#0b2340", "#f2b632"


def workshop() -> Picture:
    """A welding robot beside a workbench, in plain shapes."""
    image = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 480, 1200, 675), fill=FLOOR)
    draw.rectangle((640, 380, 1080, 410), fill=DARK)
    for left in (670, 1030):
        draw.rectangle((left, 410, left + 20, 560), fill=DARK)
    draw.rectangle((760, 330, 960, 380), fill=STEEL)
    draw.rectangle((180, 500, 380, 560), fill=DARK)
    draw.line((280, 500, 330, 300, 560, 220, 720, 310), fill=STEEL, width=38, joint="curve")
    for x, y in ((280, 500), (330, 300), (560, 220)):
        draw.ellipse((x - 30, y - 30, x + 30, y + 30), fill=DARK)
    for x, y in ((735, 300), (750, 335), (715, 345), (770, 310)):
        draw.ellipse((x - 7, y - 7, x + 7, y + 7), fill=SPARK)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return Picture(written.getvalue(), "image/png", *SIZE)
