#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes an archive folder with many leaves and many small files, for measuring how time grows.

    scale.py FOLDER LEAVES FILES [BYTES]

With BYTES each file has so many, of noise that does not pack. Every tenth leaf asks for events; the rest ask for papers. Files are spread evenly over the leaves. The same arguments
give the same bytes.
"""

import os
import random
import sys

SETTINGS = """guidang: project/1
单位: 示例社区
年度: 2026
体系: [{文件: 体系/2026Q4.yaml, 版次: 2026Q4}]
"""
HEAD = """guidang: index/1
编号: scale
名称: 规模
版次: 2026Q4
考核期: {{从: 2026-10-01, 到: 2026-12-31}}
报送: 2027-01-05
总分: {total}
指标:
"""
PAPERS = """      - {{编号: Ⅲ-{n}, 名称: 指标{n}, 分值: 1, 材料: [{{名称: 记录, 数量: {count}份}}], 评分: [每缺1份材料扣0.1分, {figure}]}}
"""
EVENTS = """      - {{编号: Ⅲ-{n}, 名称: 指标{n}, 分值: 1, 活动: {{应有: {count}次, 每次: [记录1份]}}, 评分: 每缺1次活动扣0.1分}}
"""
# Sentences about figures, in turn; what they speak of is nowhere, so that they are pending.
FIGURES = ["知晓率95%以上A、80%以上B、其余C#", "占比不低于13%、每低1个百分点扣0.1分", "整改率80%以下不得分", "按整改率得分", "有通道堵塞不得分"]


def index(leaves, each):
    lines = [HEAD.format(total=leaves)]
    for n in range(leaves):
        if n % 50 == 0:
            lines.append(f"  - 编号: Ⅰ-{n // 50 + 1}\n    名称: 项目{n // 50 + 1}\n    指标:\n")
        lines.append((EVENTS if n % 10 == 9 else PAPERS).format(n=n + 1, count=max(1, each), figure=FIGURES[n % len(FIGURES)]))
    return "".join(lines)


def content(leaf, number, size):
    text = f"第{leaf + 1}项第{number + 1}份记录\r\n".encode()
    if not size:
        return text
    return (text + random.Random(f"{leaf}.{number}").randbytes(size))[:size]


def main(folder, leaves, files, size=0):
    each = files // leaves
    os.makedirs(os.path.join(folder, "体系"))
    with open(os.path.join(folder, "guidang.yaml"), "w", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    with open(os.path.join(folder, "体系/2026Q4.yaml"), "w", encoding="utf-8") as yaml:
        yaml.write(index(leaves, each))
    for n in range(leaves):
        below = os.path.join(folder, "资料", f"Ⅲ-{n + 1} 指标{n + 1}")
        for k in range(each):
            day = f"2026{10 + k % 3}{k % 28 + 1:02}"
            place = os.path.join(below, f"{day} 第{k}次") if n % 10 == 9 else below
            os.makedirs(place, exist_ok=True)
            with open(os.path.join(place, f"{day} 记录{k}.txt"), "wb") as record:
                record.write(content(n, k, size))


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    main(sys.argv[1], *(int(number) for number in sys.argv[2:]))
