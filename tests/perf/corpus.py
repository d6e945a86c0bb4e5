#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes a large archive folder for measuring: what a community has, with as many bytes as asked for.

    corpus.py EXAMPLE FOLDER MEGABYTES

Copies EXAMPLE (an archive folder) to FOLDER and fills its leaves: by bytes about 60 % photos, 20 % video, 12 % scans,
5 % Word documents and 3 % tables and texts. The same arguments give the same bytes.
"""

import os
import random
import shutil
import sys
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


# kind: share of the bytes, smallest and largest file
KINDS = {
    ".jpg": (0.60, 1_500_000, 5_000_000),
    ".mp4": (0.20, 15_000_000, 60_000_000),
    ".pdf": (0.12, 200_000, 2_000_000),
    ".docx": (0.05, 20_000, 400_000),
    ".csv": (0.03, 2_000, 200_000),
}
MAKERS = {".jpg": photo, ".mp4": video, ".pdf": scan, ".csv": text}


def fill(folders, budget):
    rng = random.Random(20270106)
    for suffix, (share, least, most) in KINDS.items():
        left, number = int(budget * share), 0
        while left >= least:
            size = min(left, rng.randint(least, most))
            path = os.path.join(rng.choice(folders), f"202611{number % 30 + 1:02} 材料{number:04}{suffix}")
            if suffix == ".docx":
                document(rng, size, path)
            else:
                with open(path, "wb") as file:
                    file.write(MAKERS[suffix](rng, size))
            left -= size
            number += 1


def main():
    if len(sys.argv) != 4 or not sys.argv[3].isdigit():
        sys.exit(__doc__)
    example, folder, megabytes = sys.argv[1:]
    shutil.copytree(example, folder)
    pool = os.path.join(folder, "资料")
    leaves = sorted(where for where, folders, files in os.walk(pool) if files and not folders)
    fill(leaves, int(megabytes) * MEGABYTE)


if __name__ == "__main__":
    main()
