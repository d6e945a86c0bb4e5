#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a large archive folder for measuring: what a community has, with as many bytes as asked for.

    corpus.py EXAMPLE FOLDER MEGABYTES [real]

Copies EXAMPLE (an archive folder) to FOLDER and fills its leaves: by bytes about 60 % photos, 20 % video, 12 % scans,
5 % Word documents and 3 % tables and texts. The same arguments give the same bytes.

With `real`, photos, films and documents can be opened to their end, as their programs made them: half a dozen photos from
ImageMagick and a few films from ffmpeg, each file with a mark of its own, so that no two are the same.
"""

import io
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile

MEGABYTE = 1_000_000
WORDS = "社区 文明 创建 志愿 服务 活动 记录 会议 通知 签到 网格 楼栋 居民 宣传 整治 走访 巡查 台账 2026 10 11 12".split()


def text(rng, size):
    """Sentences of a few words: packs about as well as real minutes and tables do."""
    parts, length = [], 0
    while length < size:
        line = "".join(rng.choices(WORDS, k=rng.randint(5, 30))) + f",{rng.randint(0, 99999)}\r\n"
        parts.append(line)
        length += len(line.encode())
    return "".join(parts).encode()


def photo(rng, size):
    head = bytes.fromhex("ffd8ffe000104a46494600010100000100010000")
    return head + rng.randbytes(size - len(head) - 2) + b"\xff\xd9"


def video(rng, size):
    head = bytes.fromhex("000000186674797069736f6d0000020069736f6d6d703432")
    return head + (size - len(head)).to_bytes(4, "big") + b"mdat" + rng.randbytes(size - len(head) - 8)


def scan(rng, size):
    """A PDF of one page that shows a picture, as scanners make them."""
    content = b"q 595 0 0 842 0 0 cm /Im0 Do Q"
    image = rng.randbytes(size)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Image /Width 1654 /Height 2339 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(image), image),
    ]
    out, table = bytearray(b"%PDF-1.4\n"), b"0000000000 65535 f \n"
    for number, body in enumerate(objects, start=1):
        table += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    end = b"xref\n0 6\n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))
    return bytes(out) + end


def document(rng, size, path):
    """A Word file: deflated text and a picture."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        words = b'<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
        relation = b'<Relationship Id="rId1" Type="x/officeDocument" Target="word/document.xml"/>'
        for name, data in [
            ("[Content_Types].xml", b'<?xml version="1.0" encoding="UTF-8"?><Types/>'),
            ("_rels/.rels", b"<Relationships>" + relation + b"</Relationships>"),
            ("word/document.xml", words % text(rng, size // 2)),
            ("word/media/image1.jpeg", photo(rng, size // 2)),
        ]:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


class Real:
    """Makes files that can be opened: a few pictures and films made once, and a mark in each copy."""

    PHOTOS, FILMS = 6, 2

    def __init__(self):
        self.photos, self.films = [], []
        with tempfile.TemporaryDirectory() as folder:
            for number in range(self.PHOTOS):
                self.photos.append(self.made(folder, ".jpg", self.photo_command(number)))
            for number in range(self.FILMS):
                self.films.append(self.made(folder, ".mp4", self.film_command(number)))

    @staticmethod
    def photo_command(number):
        return ["convert", "-seed", str(number), "-size", "1008x756", "plasma:green-blue", "-resize", "400%", "-attenuate", "0.25",
                "+noise", "Gaussian", "-quality", str(80 + number), "-sampling-factor", "4:2:0", "-strip"]

    @staticmethod
    def film_command(number):
        source = f"testsrc2=size=1280x720:rate=25:duration={20 + 10 * number},noise=alls=20"
        return ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-f", "lavfi", "-i", "sine=duration=20", "-c:v", "mpeg4",
                "-q:v", "6", "-c:a", "aac", "-bitexact"]

    @staticmethod
    def made(folder, suffix, command):
        path = os.path.join(folder, "made" + suffix)
        subprocess.run(command + [path], check=True)
        with open(path, "rb") as file:
            data = file.read()
        os.remove(path)
        return data

    def photo(self, rng, _size, number):
        """A photo with the time it was taken (Exif) and a comment that no other one has."""
        taken = f"2026:11:{number % 28 + 1:02} {rng.randint(8, 17):02}:{rng.randint(0, 59):02}:{rng.randint(0, 59):02}".encode() + b"\0"
        tiff = b"MM" + struct.pack(">HI", 42, 8) + struct.pack(">HHHIII", 1, 0x8769, 4, 1, 26, 0)
        tiff += struct.pack(">HHHIII", 1, 0x9003, 2, len(taken), 44, 0) + taken
        exif = b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff
        mark = f"{number:08}".encode()
        comment = b"\xff\xfe" + struct.pack(">H", len(mark) + 2) + mark
        data = self.photos[number % self.PHOTOS]
        return data[:2] + exif + comment + data[2:]

    def film(self, _rng, _size, number):
        mark = f"{number:08}".encode()
        return self.films[number % self.FILMS] + struct.pack(">I", 8 + len(mark)) + b"free" + mark

    def scan(self, rng, size, number):
        """A PDF with a scanned page or two."""
        pages = 1 + number % 2
        objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
                   b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, b" ".join(b"%d 0 R" % (3 + 3 * p) for p in range(pages)))]
        for page in range(pages):
            own = 3 + 3 * page
            picture = self.photo(rng, size, number + page)
            objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /XObject << /P %d 0 R >> >> >>" % (own + 1, own + 2))
            objects.append(b"<< /Length 26 >>\nstream\n595 0 0 842 0 0 cm /P Do  \nendstream")
            objects.append(b"<< /Type /XObject /Subtype /Image /Width 4032 /Height 3024 /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                           b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture))
        out, places = io.BytesIO(), []
        out.write(b"%PDF-1.4\n")
        for place, body in enumerate(objects, 1):
            places.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (place, body))
        table = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places))
        out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
        return out.getvalue()

    def document(self, rng, size, number):
        """A Word file with its text and, in every tenth one, a photo."""
        paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text(rng, size).decode().split("\r\n"))
        types = "http://schemas.openxmlformats.org/package/2006/"
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{types}content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{types}relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
            'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{paragraphs}</w:body></w:document>",
        }
        if number % 10 == 0:
            parts["word/media/image1.jpeg"] = self.photo(rng, size, number)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return out.getvalue()


def plain_document(rng, size, _number):
    out = io.BytesIO()
    document(rng, size, out)
    return out.getvalue()


def numbered(maker):
    return lambda rng, size, _number: maker(rng, size)


# kind: share of the bytes, smallest and largest file
KINDS = {
    ".jpg": (0.60, 1_500_000, 5_000_000),
    ".mp4": (0.20, 15_000_000, 60_000_000),
    ".pdf": (0.12, 200_000, 2_000_000),
    ".docx": (0.05, 20_000, 400_000),
    ".csv": (0.03, 2_000, 200_000),
}


def makers(real):
    if real:
        made = Real()
        return {".jpg": made.photo, ".mp4": made.film, ".pdf": made.scan, ".docx": made.document, ".csv": numbered(text)}
    return {".jpg": numbered(photo), ".mp4": numbered(video), ".pdf": numbered(scan), ".docx": plain_document, ".csv": numbered(text)}


def fill(folders, budget, real):
    rng = random.Random(20270106)
    making = makers(real)
    for suffix, (share, least, most) in KINDS.items():
        left, number = int(budget * share), 0
        while left >= least:
            size = min(left, rng.randint(least, most))
            path = os.path.join(rng.choice(folders), f"202611{number % 30 + 1:02} 材料{number:04}{suffix}")
            data = making[suffix](rng, size, number)
            with open(path, "wb") as file:
                file.write(data)
            left -= len(data) if real else size
            number += 1


def main():
    real = sys.argv[4:] == ["real"]
    if len(sys.argv) != 4 + real or not sys.argv[3].isdigit():
        sys.exit(__doc__)
    example, folder, megabytes = sys.argv[1:4]
    shutil.copytree(example, folder)
    pool = os.path.join(folder, "资料")
    leaves = sorted(where for where, folders, files in os.walk(pool) if files and not folders)
    fill(leaves, int(megabytes) * MEGABYTE, real)


if __name__ == "__main__":
    main()
