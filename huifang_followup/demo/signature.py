"""What a customer leaves on the surveyor's screen."""

import base64
import io
from math import pi, sin

from PIL import Image, ImageDraw

from .luck import luck

SIZE = (320, 100)


def draw_signature(name):
    """Return a scrawl, the same for the same name, as a PNG image in base64."""
    chance = luck("signature", name)
    image = Image.new("RGBA", SIZE, (255, 255, 255, 0))
    pen = ImageDraw.Draw(image)
    waves = [(chance.uniform(1, 5), chance.uniform(5, 20)) for _ in range(3)]
    points = [
        (x, 50 + sum(sin(x / SIZE[0] * pi * often * 2) * high for often, high in waves))
        for x in range(20, chance.randrange(180, 300))
    ]
    pen.line(points, fill=(20, 30, 80, 255), width=3, joint="curve")
    stream = io.BytesIO()
    image.save(stream, format="PNG")
    return base64.b64encode(stream.getvalue())
