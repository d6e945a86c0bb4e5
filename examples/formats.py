# SPDX-License-Identifier: Apache-2.0
"""Writers of the file formats that the example archives hold; each returns the whole file as bytes.

The same arguments give the same bytes: no clock, no zone, no locale, no random seed of the machine.
"""

import io
import os
import random
import subprocess
import tempfile
import zipfile
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw

PHOTO_SIZE = (480, 320)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"


# Text and tables


def txt(title, lines, encoding="utf-8"):
    """A plain text with Windows line ends, as the editors of offices write it."""
    return "".join(line + "\r\n" for line in [title, "", *lines]).encode(encoding)


def md(title, lines):
    """A Markdown text: a heading and a list."""
    return (f"# {title}\n\n" + "".join(f"- {line}\n" for line in lines)).encode("utf-8")


def csv(rows):
    """A table as spreadsheet programs save it: UTF-8 with BOM, commas, Windows line ends."""
    return ("\ufeff" + "".join(",".join(map(_csv_cell, row)) + "\r\n" for row in rows)).encode("utf-8")


def _csv_cell(value):
    text = str(value)
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


# Office Open XML


def docx(title, lines):
    """A word-processor document: a centred title and paragraphs."""
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    body = "".join(_word_paragraph(*part) for part in [(title, centred), *((line, "") for line in lines)])
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    document = f'{XML}<w:document xmlns:w="{WORD}"><w:body>{body}{page}</w:body></w:document>'
    main = ("word/document.xml", f"{OFFICE_TYPE}.wordprocessingml.document.main+xml", document)
    return _office_package(main, [])


def _word_paragraph(text, properties):
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def xlsx(title, rows):
    """A workbook of one sheet; the first row holds the title, the second the header words."""
    cells = "".join(_sheet_row(number, row) for number, row in enumerate([[title], *rows], start=1))
    sheet = f'{XML}<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'
    workbook = (
        f'{XML}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE_RELS}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    rels = _relationships("rId1", f"{OFFICE_RELS}/worksheet", "worksheets/sheet1.xml")
    types = f"{OFFICE_TYPE}.spreadsheetml"
    main = ("xl/workbook.xml", f"{types}.sheet.main+xml", workbook)
    return _office_package(
        main,
        [
            ("xl/_rels/workbook.xml.rels", None, rels),
            ("xl/worksheets/sheet1.xml", f"{types}.worksheet+xml", sheet),
        ],
    )


def _sheet_row(number, row):
    cells = "".join(
        f'<c r="{chr(ord("A") + column)}{number}" t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
        for column, value in enumerate(row)
    )
    return f'<row r="{number}">{cells}</row>'


def _relationships(name, kind, target):
    return (
        f'{XML}<Relationships xmlns="{PACKAGE_RELS}">'
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/></Relationships>'
    )


def _office_package(main, parts):
    """Zips parts (name, content type or None, text); `main` is the part that a program opens first."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind, _ in [main, *parts] if kind
    )
    types = (
        f'{XML}<Types xmlns="{PACKAGE_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    rels = _relationships("rId1", f"{OFFICE_RELS}/officeDocument", main[0])
    entries = [("[Content_Types].xml", types), ("_rels/.rels", rels), (main[0], main[2])]
    entries += [(name, text) for name, _, text in parts]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in entries:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


# PDF


def pdf(title, lines):
    """A PDF of one A4 page; its Chinese font is one that readers bring along, so nothing is embedded."""
    text = [f"BT /F1 18 Tf 72 760 Td <{_utf16(title)}> Tj ET"]
    for number, line in enumerate(lines):
        text.append(f"BT /F1 12 Tf 72 {720 - 24 * number} Td <{_utf16(line)}> Tj ET")
    content = "\n".join(text)
    return _pdf_file(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
            " /DescendantFonts [6 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 7 0 R"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
            "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880]"
            " /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
            f"<< /Title <FEFF{_utf16(title)}> >>",
        ]
    )


def _utf16(text):
    return text.encode("utf-16-be").hex().upper()


def _pdf_file(objects):
    """Numbers the objects from 1 (the catalogue first, the information dictionary last) and adds the table of places."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += "".join(f"{place:010} 00000 n \n" for place in places).encode("ascii")
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    out += f"trailer\n{trailer}\nstartxref\n{table}\n%%EOF\n".encode("ascii")
    return bytes(out)


# Pictures and film


def jpeg(scene, seed, taken=None):
    """A drawn photo. `taken` ("2026-10-15 09:30:12", time of Shanghai) goes into its EXIF data; none: no EXIF data."""
    out = io.BytesIO()
    exif = _exif(taken) if taken else b""
    draw_scene(scene, seed).save(out, "JPEG", quality=60, exif=exif)
    return out.getvalue()


def png(scene, seed):
    """A drawn picture without a date."""
    return png_of(draw_scene(scene, seed))


def png_of(image):
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _exif(taken):
    moment = taken.replace("-", ":")
    exif = Image.Exif()
    exif[0x010F] = "GUIDANG"  # Make
    exif[0x0110] = "EXAMPLE"  # Model
    exif[0x0132] = moment  # DateTime
    exif[0x8769] = {0x9003: moment, 0x9011: "+08:00"}  # DateTimeOriginal, OffsetTimeOriginal
    return exif.tobytes()


def mp4():
    """A film of two seconds: a moving test picture, without sound or date."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "film.mp4")
        source = "testsrc2=size=160x120:rate=10:duration=2"  # drawn in YUV at once: nothing is converted
        coder = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "34", "-pix_fmt", "yuv420p"]
        same = ["-threads", "1", "-x264-params", "threads=1:cpu-independent=1", "-fflags", "+bitexact"]
        same += ["-flags:v", "+bitexact", "-map_metadata", "-1"]
        command = ["ffmpeg", "-v", "error", "-nostdin", "-f", "lavfi", "-i", source, *coder, *same, path]
        subprocess.run(command, check=True)
        with open(path, "rb") as film:
            return film.read()


def draw_scene(scene, seed):
    """Draws one of SCENES; `seed`, any text, varies it."""
    dice = random.Random(seed)
    image = Image.new("RGB", PHOTO_SIZE)
    SCENES[scene](ImageDraw.Draw(image), dice)
    return image


def _sky(draw, dice, horizon):
    top = [dice.randint(90, 170), dice.randint(140, 200), dice.randint(200, 240)]
    for y in range(horizon):
        draw.line((0, y, 479, y), fill=tuple(min(255, c + y * 60 // horizon) for c in top))
    x, y, r = dice.randint(30, 450), dice.randint(20, 60), dice.randint(10, 26)
    draw.ellipse((x - r, y - r, x + r, y + r), fill=(255, 240, dice.randint(140, 220)))


def _person(draw, dice, x, foot, height):
    head = height // 7
    shirt = dice.choice([(200, 40, 40), (230, 80, 40), (40, 90, 180), (60, 60, 70), (240, 240, 235), (40, 140, 90)])
    draw.rectangle((x - head, foot - height // 2, x + head, foot), fill=(50, 50, dice.randint(60, 110)))
    draw.rectangle((x - head - 2, foot - height + 2 * head, x + head + 2, foot - height // 2), fill=shirt)
    draw.ellipse((x - head, foot - height, x + head, foot - height + 2 * head), fill=(232, 196, 165))


def _crowd(draw, dice, foot, height, most):
    for _ in range(dice.randint(2, most)):
        _person(draw, dice, dice.randint(30, 450), foot + dice.randint(-12, 12), height + dice.randint(-15, 15))


def _strokes(draw, dice, box, colour):
    """Handwriting that nobody can read."""
    left, top, right, bottom = box
    points = [(dice.randint(left, right), dice.randint(top, bottom)) for _ in range(dice.randint(5, 9))]
    draw.line(points, fill=colour, width=2)


def _street(draw, dice):
    horizon = dice.randint(170, 220)
    _sky(draw, dice, horizon)
    draw.rectangle((0, horizon, 479, 319), fill=(dice.randint(110, 140),) * 3)
    x = -dice.randint(0, 60)
    while x < 480:
        width, height = dice.randint(60, 130), dice.randint(60, 150)
        shade = dice.randint(120, 210)
        draw.rectangle((x, horizon - height, x + width, horizon), fill=(shade, shade - 20, shade - dice.randint(0, 60)))
        for row in range(horizon - height + 10, horizon - 20, 24):
            for column in range(x + 8, x + width - 12, 22):
                draw.rectangle((column, row, column + 10, row + 12), fill=(70, 90, dice.randint(100, 150)))
        x += width + dice.randint(2, 24)
    for stripe in range(dice.randint(0, 30), 480, 44):
        draw.polygon(((stripe, 300), (stripe + 22, 300), (stripe + 30, 270), (stripe + 12, 270)), fill=(235, 235, 230))
    _crowd(draw, dice, 290, 90, 6)


def _meeting(draw, dice):
    wall = dice.randint(190, 230)
    draw.rectangle((0, 0, 479, 319), fill=(wall, wall - dice.randint(0, 12), wall - 25))
    left = dice.randint(90, 160)
    draw.rectangle((left, 20, left + 220, 110), fill=(dice.randint(30, 70), 70, dice.randint(90, 150)))
    for row in range(3):
        _strokes(draw, dice, (left + 10, 30 + row * 24, left + 200, 40 + row * 24), (235, 235, 235))
    for _ in range(dice.randint(4, 8)):
        _person(draw, dice, dice.randint(20, 460), dice.randint(230, 260), dice.randint(90, 120))
    draw.polygon(((40, 240), (440, 240), (479, 319), (0, 319)), fill=(dice.randint(130, 170), 96, 60))


def _activity(draw, dice):
    ground = dice.randint(200, 235)
    _sky(draw, dice, ground)
    draw.rectangle((0, ground, 479, 319), fill=(dice.randint(150, 190), dice.randint(150, 180), 140))
    left, top = dice.randint(30, 90), dice.randint(60, 100)
    draw.rectangle((left, top, left + 330, top + 40), fill=(200, dice.randint(20, 50), 40))
    for column in range(left + 20, left + 300, 34):
        _strokes(draw, dice, (column, top + 8, column + 22, top + 30), (255, 230, 120))
    _crowd(draw, dice, dice.randint(280, 300), dice.randint(95, 130), 9)


def _poster(draw, dice):
    _street(draw, dice)
    left, top = dice.randint(60, 200), dice.randint(30, 70)
    width, height = dice.randint(150, 220), dice.randint(110, 160)
    colour = tuple(dice.randint(120, 250) for _ in range(3))
    draw.rectangle((left, top, left + width, top + height), fill=colour, outline=(90, 90, 90), width=6)
    for _ in range(dice.randint(4, 8)):
        x, y, r = dice.randint(left + 30, left + width - 30), dice.randint(top + 30, top + height - 30), dice.randint(8, 24)
        draw.ellipse((x - r, y - r, x + r, y + r), fill=tuple(dice.randint(60, 255) for _ in range(3)))
    draw.rectangle((left + width // 2 - 6, top + height, left + width // 2 + 6, 300), fill=(100, 100, 100))


def _board(draw, dice):
    draw.rectangle((0, 0, 479, 319), fill=(dice.randint(150, 190), 150, 130))
    draw.rectangle((24, 24, 455, 270), fill=(240, 240, 236), outline=(120, dice.randint(30, 90), 40), width=8)
    for column in range(44, 420, 102):
        colour = tuple(dice.randint(150, 245) for _ in range(3))
        draw.rectangle((column, 44, column + 86, 44 + dice.randint(60, 200)), fill=colour)
        for row in range(56, 44 + 60, 12):
            draw.line((column + 8, row, column + dice.randint(40, 78), row), fill=(80, 80, 80))


def _sheet(draw, dice):
    tone = dice.randint(225, 250)
    draw.rectangle((0, 0, 479, 319), fill=(tone, tone, tone - dice.randint(2, 18)))
    for column in range(60, 241, 30):
        _strokes(draw, dice, (column + 60, 14, column + 82, 34), (40, 40, 40))
    for row in range(48, 300, 28):
        draw.line((30, row, 450, row), fill=(90, 90, 90))
    for column in (30, 90, 240, 450):
        draw.line((column, 48, column, 300), fill=(90, 90, 90))
    for row in range(52, 48 + 28 * dice.randint(5, 9), 28):
        _strokes(draw, dice, (100, row + 2, 190, row + 20), (30, 30, dice.randint(100, 160)))


def _park(draw, dice):
    ground = dice.randint(170, 220)
    _sky(draw, dice, ground)
    draw.rectangle((0, ground, 479, 319), fill=(dice.randint(80, 120), dice.randint(140, 180), 80))
    for _ in range(dice.randint(3, 7)):
        x, r = dice.randint(20, 460), dice.randint(24, 50)
        draw.rectangle((x - 5, ground - 30, x + 5, ground + 20), fill=(110, 80, 50))
        draw.ellipse((x - r, ground - 40 - 2 * r, x + r, ground - 20), fill=(40, dice.randint(100, 150), 60))
    _crowd(draw, dice, 290, 100, 5)


def _map(draw, dice):
    draw.rectangle((0, 0, 479, 319), fill=(250, 250, 245))
    columns, rows = [10, 120, 200, 330, 470], [10, 90, 200, 310]
    for left, right in zip(columns, columns[1:]):
        for top, bottom in zip(rows, rows[1:]):
            colour = tuple(dice.randint(180, 250) for _ in range(3))
            draw.rectangle((left, top, right - 6, bottom - 6), fill=colour, outline=(120, 120, 120))


def _screen(draw, dice):
    draw.rectangle((0, 0, 479, 319), fill=(245, 245, 247))
    draw.rectangle((0, 0, 479, 28), fill=(dice.randint(30, 80), dice.randint(90, 140), dice.randint(150, 200)))
    for row in range(48, 190, 18):
        draw.rectangle((24, row, 24 + dice.randint(180, 430), row + 7), fill=(190, 190, 195))
    draw.rectangle((24, 200, 24 + dice.randint(160, 300), 300), fill=tuple(dice.randint(100, 230) for _ in range(3)))


SCENES = {
    "street": _street,
    "meeting": _meeting,
    "activity": _activity,
    "poster": _poster,
    "board": _board,
    "sheet": _sheet,
    "park": _park,
    "map": _map,
    "screen": _screen,
}
