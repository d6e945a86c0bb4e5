#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measures how often the same picture is told to be the same, and another one too.

    same_picture.py FOLDER PROGRAM [--photos FOLDER] [--scenes N]

draws N scenes (default 500) into FOLDER unless they are there, changes them in all the ways below, takes the
fingerprints with PROGRAM (build target guidang_fingerprints), and prints the table of same_picture.md. `--photos` adds
real photos, at 1600 pixels: each file of that folder is changed in the same ways; photos in one sub-folder are of one
scene.
Needs numpy and Pillow (python3-numpy, python3-pil).
"""

import argparse
import concurrent.futures
import io
import itertools
import os
import subprocess
import sys

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

import same_picture_scenes as scenes

DISTANCES = (0, 2, 4, 6, 8, 10, 12, 14)


def compressed(image, quality):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue()))


def scaled(image, factor):
    return image.resize((max(1, int(image.width * factor)), max(1, int(image.height * factor))), Image.BICUBIC)


def long_side(image, pixels):
    return scaled(image, min(1.0, pixels / max(image.size)))


def cropped(image, percent):
    """Cut off on all sides, `percent` of width and height in all."""
    x, y = image.width * percent / 200, image.height * percent / 200
    return image.crop((int(x), int(y), int(image.width - x), int(image.height - y)))


def marked(image, share):
    """A white stamp of date and place in the lower left corner, `share` of the width wide."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    width, height = image.width * share, image.width * share / 4
    left, top = image.width * 0.03, image.height * 0.97 - height
    signs = 12
    for sign in range(signs * 2):
        x = left + (sign % signs) * width / signs
        y = top + (sign // signs) * height / 2
        draw.rectangle((x, y, x + width / signs * 0.55, y + height * 0.33), fill=(255, 255, 255))
    return image


def framed(image):
    """A large stamp as field-work programs put it: a dark board across the lower part, half of the width."""
    image = marked(image, 0.5)
    board = Image.new("RGB", (image.width // 2, image.height // 5), (20, 60, 140))
    image.paste(board, (0, image.height - board.height))
    return image


def brighter(image, factor):
    return ImageEnhance.Brightness(image).enhance(factor)


def chat(image):
    """As chat programs send pictures; drawn ones, which are small, come at 640 pixels."""
    return compressed(long_side(image, 1280 if max(image.size) > 1600 else 640), 70)


CHANGES = {
    "recompressed, quality 90": lambda image: compressed(image, 90),
    "recompressed, quality 75": lambda image: compressed(image, 75),
    "recompressed, quality 50": lambda image: compressed(image, 50),
    "recompressed, quality 30": lambda image: compressed(image, 30),
    "resized to 50 %": lambda image: scaled(image, 0.5),
    "resized to 25 %": lambda image: scaled(image, 0.25),
    "resized to 200 px": lambda image: long_side(image, 200),
    "small watermark": lambda image: marked(image, 0.2),
    "large watermark": lambda image: marked(image, 0.5),
    "board over a tenth": framed,
    "cropped by 2 %": lambda image: cropped(image, 2),
    "cropped by 5 %": lambda image: cropped(image, 5),
    "cropped by 10 %": lambda image: cropped(image, 10),
    "cropped by 20 %": lambda image: cropped(image, 20),
    "brightened by 20 %": lambda image: brighter(image, 1.2),
    "brightened by 50 %": lambda image: brighter(image, 1.5),
    "darkened by 20 %": lambda image: brighter(image, 0.8),
    "more contrast (30 %)": lambda image: ImageEnhance.Contrast(image).enhance(1.3),
    "made grey": lambda image: image.convert("L").convert("RGB"),
    "chat program": chat,
    "chat program three times": lambda image: chat(chat(chat(image))),
    "small watermark, brightened, chat program": lambda image: chat(brighter(marked(image, 0.2), 1.2)),
    "mirrored": ImageOps.mirror,
}


def write_scene(job):
    folder, number = job
    base = os.path.join(folder, f"{number:04}")
    if os.path.exists(base + ".done"):
        return
    scene = {"base": scenes.shot(number, 0)}
    scene["people moved"] = scenes.shot(number, 1)
    scene["camera shifted"] = scenes.shot(number, 2, (0.65, 0.45), 1.03, 1.05)
    write_pictures(base, scene)
    write_changes(base, scene["base"])
    open(base + ".done", "w").close()


def write_form(job):
    folder, number = job
    base = os.path.join(folder, f"form{number:03}")
    if os.path.exists(base + ".done"):
        return
    write_pictures(base, {f"filled {n}": scenes.form(number, n) for n in range(3)})
    open(base + ".done", "w").close()


def write_photo(job):
    folder, number, path = job
    base = os.path.join(folder, f"photo{number:04}")
    if os.path.exists(base + ".done"):
        return
    image = Image.open(path)
    image.draft("RGB", (1600, 1600))
    image = long_side(ImageOps.exif_transpose(image).convert("RGB"), 1600)
    write_pictures(base, {"base": image})
    write_changes(base, image)
    open(base + ".done", "w").close()


def write_pictures(base, pictures):
    for name, image in pictures.items():
        image.save(f"{base} {name}.jpg", quality=93)


def write_changes(base, image):
    image = Image.open(f"{base} base.jpg")
    for name, change in CHANGES.items():
        change(image).save(f"{base} as {name.replace(' %', '')}.jpg", quality=92)


def fingerprints(program, folder, jobs):
    """The fingerprint of each file, by its name; None for those without."""
    names = sorted(name for name in os.listdir(folder) if name.endswith(".jpg"))

    def lines_of(at):
        paths = [os.path.join(folder, name) for name in names[at : at + 200]]
        return subprocess.run([program, *paths], check=True, capture_output=True, text=True).stdout.splitlines()

    found = {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for line in itertools.chain.from_iterable(pool.map(lines_of, range(0, len(names), 200))):
            value, *_, path = line.split(" ", 5)
            found[os.path.basename(path)[:-4]] = None if value == "-" else int(value, 16)
    return found


def row(title, distances):
    shares = " | ".join(f"{percent(sum(d <= limit for d in distances), len(distances))}" for limit in DISTANCES)
    ordered = sorted(distances)
    return f"| {title} | {len(distances):,} | {ordered[len(ordered) // 2]} | {shares} |"


def percent(part, whole):
    if part in (0, whole):
        return "0" if part == 0 else "100"
    value = 100 * part / whole
    return f"{value:.1f}" if 0.1 <= value <= 99.9 else f"{value:.3f}"


def differences(pairs):
    return [bin(a ^ b).count("1") for a, b in pairs if a is not None and b is not None]


def recall_rows(found, bases):
    for name in CHANGES:
        stem = f" as {name.replace(' %', '')}"
        yield row(name, differences((found[base + " base"], found[base + stem]) for base in bases if base + stem in found))


def others(values):
    values = [value for value in values if value is not None]
    return [bin(a ^ b).count("1") for at, a in enumerate(values) for b in values[:at]]


def head(title):
    print(f"\n| {title} | pairs | median | " + " | ".join(f"≤ {limit}" for limit in DISTANCES) + " |")
    print("| --- |" + " ---: |" * (len(DISTANCES) + 2))


def table(found, photos):
    bases = sorted({name[:4] for name in found if name[:4].isdigit()})
    head("drawn scenes: found to be the same, %")
    for line in recall_rows(found, bases):
        print(line)
    head("drawn scenes: false alarms, %")
    print(row("other scenes", others([found[base + " base"] for base in bases])))
    for name in ("camera shifted", "people moved"):
        print(row(f"one scene, {name}", differences((found[b + " base"], found[b + " " + name]) for b in bases)))
    forms = sorted({name[:7] for name in found if name.startswith("form")})
    print(row("photos of different forms", others([found[form + " filled 0"] for form in forms])))
    same = [(found[f"{form} filled {a}"], found[f"{form} filled {b}"]) for form in forms for a, b in ((0, 1), (0, 2), (1, 2))]
    print(row("one form, filled in by others", differences(same)))
    if photos:
        real_table(found, photos)


def real_table(found, photos):
    head("real photos: found to be the same, %")
    numbers = [f"photo{number:04}" for number in range(len(photos)) if f"photo{number:04} base" in found]
    for line in recall_rows(found, numbers):
        print(line)
    head("real photos: false alarms, %")
    sets = [(found[number + " base"], os.path.dirname(photos[int(number[5:])])) for number in numbers]
    near, far = [], []
    for at, (a, where) in enumerate(sets):
        for b, there in sets[:at]:
            if a is not None and b is not None:
                (near if where == there else far).append(bin(a ^ b).count("1"))
    print(row("other scenes", far))
    print(row("one scene, from elsewhere", near))


def list_photos(folder):
    names = []
    for where, _, files in sorted(os.walk(folder)):
        names += [os.path.join(where, name) for name in sorted(files) if name.lower().endswith((".jpg", ".jpeg"))]
    return names


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("program")
    parser.add_argument("--photos")
    parser.add_argument("--scenes", type=int, default=500)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    os.makedirs(options.folder, exist_ok=True)
    photos = list_photos(options.photos) if options.photos else []
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        list(pool.map(write_scene, [(options.folder, number) for number in range(options.scenes)]))
        list(pool.map(write_form, [(options.folder, number) for number in range(60)]))
        list(pool.map(write_photo, [(options.folder, number, path) for number, path in enumerate(photos)]))
    table(fingerprints(options.program, options.folder, options.jobs), photos)
    return 0


if __name__ == "__main__":
    sys.exit(main())
