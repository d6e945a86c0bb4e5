# SPDX-License-Identifier: Apache-2.0
"""Draws photo-like scenes: the same scene again from a shifted camera, or with its people moved.

Needs numpy and Pillow. The same seed draws the same picture, whatever the machine, as far as both libraries do.
"""

import functools

import numpy
from PIL import Image, ImageChops, ImageDraw

CANVAS = (1600, 1200)  # what is drawn
SHOT = (800, 600)  # what the camera sees of it


def texture(rng, size, octaves=5, falloff=0.55):
    """Fractal noise from 0 to 1, as walls, lawns and clouds have it."""
    size = (size[0] // 2, size[1] // 2)
    total = numpy.zeros((size[1], size[0]), numpy.float32)
    strength = 1.0
    for octave in range(octaves):
        cells = 3 * 2**octave
        grid = Image.fromarray(rng.random((cells, cells)).astype(numpy.float32), "F")
        total += strength * numpy.asarray(grid.resize(size, Image.BILINEAR))
        strength *= falloff
    total -= total.min()
    return total / total.max()


def tinted(values, dark, light, size):
    values = values[..., None]
    dark, light = numpy.array(dark, numpy.float32), numpy.array(light, numpy.float32)
    image = Image.fromarray((dark * (1 - values) + light * values).clip(0, 255).astype("uint8"))
    return image.resize(size, Image.BICUBIC)


def colour(rng, low=20, high=240):
    return tuple(int(v) for v in rng.integers(low, high, 3))


def draw_house(draw, rng, left, base, width, height):
    wall = colour(rng, 60, 230)
    draw.rectangle((left, base - height, left + width, base), fill=wall)
    glass = colour(rng, 20, 140)
    columns, rows = int(rng.integers(2, 9)), int(rng.integers(2, 7))
    for column in range(columns):
        for row in range(rows):
            x, y = left + (column + 0.25) * width / columns, base - height + (row + 0.25) * height / rows
            draw.rectangle((x, y, x + width / columns / 2, y + height / rows / 2), fill=glass)


def draw_tree(draw, rng, x, base, size):
    draw.rectangle((x - size / 12, base - size, x + size / 12, base), fill=colour(rng, 40, 90))
    for _ in range(9):
        cx, cy, r = x + rng.normal(0, size / 4), base - size - rng.normal(0, size / 5), size * rng.uniform(0.15, 0.35)
        green = (int(rng.integers(20, 80)), int(rng.integers(70, 150)), int(rng.integers(20, 70)))
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill=green)


def draw_banner(draw, rng, left, top, width, height):
    draw.rectangle((left, top, left + width, top + height), fill=(int(rng.integers(150, 230)), int(rng.integers(0, 60)), 30))
    signs = int(width / height)
    for sign in range(signs):
        x = left + (sign + 0.2) * width / signs
        for _ in range(5):
            a, b = rng.random(2) * height * 0.6, rng.random(2) * height * 0.6
            draw.line((x + a[0], top + height * 0.2 + a[1], x + b[0], top + height * 0.2 + b[1]),
                      fill=(255, 240, 120), width=max(2, int(height / 14)))


def draw_person(draw, rng, x, base, size):
    coat = (int(rng.integers(180, 240)), 40, 40) if rng.random() < 0.4 else colour(rng)
    draw.rectangle((x - size / 9, base - size * 0.45, x + size / 9, base), fill=colour(rng, 20, 80))
    draw.rounded_rectangle((x - size / 6, base - size * 0.82, x + size / 6, base - size * 0.4), size / 12, fill=coat)
    head = size / 9
    draw.ellipse((x - head, base - size, x + head, base - size + 2 * head), fill=(224, 180, 150))


@functools.lru_cache(maxsize=2)
def background(scene):
    """A place without people, its horizon, and how many people come there."""
    rng = numpy.random.default_rng((20_000, scene))
    width, height = CANVAS
    horizon = int(height * rng.uniform(0.35, 0.65))
    size = (width, horizon)
    sky = tinted(texture(rng, size, 5), colour(rng, 90, 200), colour(rng, 180, 250), size)
    size = (width, height - horizon)
    ground = tinted(texture(rng, size, 7, 0.75), colour(rng, 40, 120), colour(rng, 100, 200), size)
    image = Image.new("RGB", CANVAS)
    image.paste(sky, (0, 0))
    image.paste(ground, (0, horizon))
    draw = ImageDraw.Draw(image)
    for _ in range(int(rng.integers(1, 6))):
        draw_house(draw, rng, rng.uniform(-200, width), horizon + rng.uniform(0, 150), rng.uniform(150, 700), rng.uniform(150, 600))
    for _ in range(int(rng.integers(0, 6))):
        draw_tree(draw, rng, rng.uniform(0, width), horizon + rng.uniform(30, 300), rng.uniform(80, 320))
    for _ in range(int(rng.integers(0, 3))):
        size = rng.uniform(40, 110)
        draw_banner(draw, rng, rng.uniform(0, width * 0.6), rng.uniform(height * 0.1, horizon), size * rng.uniform(6, 12), size)
    for _ in range(int(rng.integers(2, 9))):  # chairs, tables, stones, cars
        x, y, w, h = rng.uniform(0, width), rng.uniform(horizon, height), rng.uniform(40, 350), rng.uniform(30, 200)
        draw.polygon([(x, y), (x + w, y + rng.normal(0, 20)), (x + w * 0.9, y + h), (x + w * 0.1, y + h)], fill=colour(rng))
    return image, horizon, int(rng.integers(2, 16))


def shot(scene, people, shift=(0.5, 0.5), zoom=1.0, light=1.0):
    """One photo of a scene: `people` is the seed of where they stand, `shift` where the camera points (0 to 1)."""
    image, horizon, guests = background(scene)
    image = image.copy()
    crowd = numpy.random.default_rng((30_000, scene, people))
    draw = ImageDraw.Draw(image)
    places = sorted(crowd.uniform(horizon + 120, CANVAS[1] + 100) for _ in range(guests))
    for base in places:
        draw_person(draw, crowd, crowd.uniform(100, CANVAS[0] - 100), base, 120 + (base - horizon) * 0.45)
    width, height = int(CANVAS[0] * 0.9 / zoom), int(CANVAS[1] * 0.9 / zoom)
    left, top = int((CANVAS[0] - width) * shift[0]), int((CANVAS[1] - height) * shift[1])
    image = image.crop((left, top, left + width, top + height)).resize(SHOT, Image.BILINEAR)
    x, y = numpy.meshgrid(numpy.linspace(-1, 1, SHOT[0]), numpy.linspace(-1, 1, SHOT[1]))
    vignette = (light * (1 - 0.22 * (x * x + y * y))).astype(numpy.float32)[..., None]
    grain = numpy.random.default_rng((40_000, scene, people))
    noise = grain.standard_normal((SHOT[1], SHOT[0], 1), numpy.float32) * 5
    return Image.fromarray((numpy.asarray(image) * vignette + noise).clip(0, 255).astype("uint8"))


def form(kind, filled):
    """A photographed sheet of paper: `kind` is the form, `filled` what people wrote into it."""
    rng = numpy.random.default_rng((50_000, kind))
    pen = numpy.random.default_rng((60_000, kind, filled))
    width, height = 960, 1280
    image = Image.new("RGB", (width, height), (244, 243, 238))
    draw = ImageDraw.Draw(image)
    draw.line((260, 90, 700, 90), fill=(20, 20, 20), width=28)
    rows, columns = int(rng.integers(10, 26)), int(rng.integers(3, 7))
    edges = [80 + 800 * c / columns for c in range(columns + 1)]
    for row in range(rows + 1):
        y = 180 + 1000 * row / rows
        draw.line((80, y, 880, y), fill=(30, 30, 30), width=3)
    for edge in edges:
        draw.line((edge, 180, edge, 1180), fill=(30, 30, 30), width=3)
    for row in range(int(pen.integers(rows // 2, rows + 1))):
        for edge in edges[:-1]:
            y = 180 + 1000 * (row + 0.5) / rows
            points = [(edge + 12 + 14 * k, y + pen.normal(0, 9)) for k in range(int(pen.integers(4, 9)))]
            draw.line(points, fill=(30, 40, 120), width=4)
    lamp = texture(numpy.random.default_rng((70_000, kind, filled)), image.size, 2)
    light = tinted(lamp, (185, 185, 180), (255, 255, 255), image.size)
    return ImageChops.multiply(image, light)
