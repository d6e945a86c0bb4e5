# SPDX-License-Identifier: Apache-2.0
"""The faults of examples/community: what is done to a complete archive, and what a check should say about it."""

import random
from dataclasses import dataclass

from PIL import Image

import formats
from content import UNIT

SHORTCUT = bytes.fromhex("4C000000 0114020000000000C000000000000046") + bytes(56) + bytes(4)
THUMBNAILS = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)


@dataclass(frozen=True)
class Fault:
    rule: str  # what a check should find
    item: str  # the leaf it touches
    cost: str  # points of that leaf that are lost on 2027-01-06, in words
    chinese: str
    english: str
    apply: object  # a function of the archive


def _missing_table(archive):
    archive.remove("Ⅲ-2", "任务分解表.xlsx")


def _missing_summary(archive):
    archive.remove("Ⅲ-8", "20261230 季度总结.docx")


def _line_without_file(archive):
    archive.remove("Ⅲ-20", "倡议书.docx", keep_line=True)


def _missing_event(archive):
    for name in ("方案.docx", "签到表.jpg", "照片1.jpg"):
        archive.remove("Ⅲ-16", f"20261215 十二月交通劝导日/{name}")


def _missing_part(archive):
    archive.remove("Ⅲ-26", "20261018 九九重阳/签到表.jpg")


def _photo_of_august(archive):
    photo = formats.jpeg("poster", "august", "2026-08-20 10:31:00")
    archive.replace("Ⅲ-17", "公益广告照片4.jpg", photo)


def _empty_file(archive):
    archive.replace("Ⅲ-31", "20261106 评选方案.docx", b"")


def _png_named_jpg(archive):
    archive.replace("Ⅲ-38", "20261110 橱窗照片.jpg", formats.png("board", "png"))


def _unknown_code(archive):
    path = "Ⅲ-77 邻里节/20261024 邻里节照片.jpg"
    photo = formats.jpeg("park", path, "2026-10-24 15:10:00")
    archive.add(path, photo, 题名="邻里节照片", 责任者="何文静", 日期="2026-10-24", 页数="1")


def _ambiguous_code(archive):
    path = "Ⅲ-22026年志愿服务/20261222 志愿服务小结.docx"
    text = formats.docx("2026年志愿服务小结", ["全年开展志愿服务活动二十一次。"])
    archive.add(path, text, 题名="2026年志愿服务小结", 责任者=UNIT, 日期="2026-12-22", 页数="2")


def _title_of_another(archive):
    archive.rename_folder("Ⅲ-37", "Ⅲ-37 宣传橱窗")


def _loose_file(archive):
    archive.add("微信图片_20261120081530.jpg", formats.jpeg("street", "chat"))


def _system_file(archive):
    archive.add(archive.path("Ⅲ-15", "20261015 十月排队推动日/Thumbs.db"), THUMBNAILS)


def _shortcut(archive):
    archive.rename("Ⅲ-4", "归档制度.docx", "归档制度.docx.lnk")
    archive.replace("Ⅲ-4", "归档制度.docx.lnk", SHORTCUT)


def _same_in_two_events(archive):
    sheet = archive.files[archive.path("Ⅲ-15", "20261015 十月排队推动日/签到表.jpg")]
    archive.replace("Ⅲ-15", "20261115 十一月排队推动日/签到表.jpg", sheet)


def _undated_photo(archive):
    archive.replace("Ⅲ-36", "对比照片2.jpg", formats.jpeg("park", "undated"))


def _file_without_line(archive):
    archive.drop_line("Ⅲ-9", "20261018 网格手册.docx")


def _no_results(archive):
    for code in ("Ⅲ-29", "Ⅲ-34", "Ⅲ-40"):
        del archive.results[code]


def _colon_in_name(archive):
    archive.rename("Ⅲ-22", "20261121 清洁家园/记录.docx", "20261121 清洁家园/记录(9:30).docx")


def _one_photo_too_many(archive):
    path = archive.path("Ⅲ-15", "20261015 十月排队推动日/IMG_20261015_103507.jpg")
    photo = formats.jpeg("activity", path, "2026-10-15 10:35:07")
    archive.add(path, photo, 题名="推动日合影", 责任者="李秋萍", 页数="1")


def _wrong_format(archive):
    archive.rename("Ⅲ-24", "20261112 传播截图2.png", "20261112 传播截图2.docx")
    archive.replace("Ⅲ-24", "20261112 传播截图2.docx", formats.docx("传播截图", ["截图粘贴在文档里。"]))


def _too_large(archive):
    noise = Image.frombytes("RGB", (320, 220), random.Random("noise").randbytes(320 * 220 * 3))
    archive.replace("Ⅲ-24", "20261020 传播截图1.png", formats.png_of(noise))


def _file_of_no_slot(archive):
    path = archive.path("Ⅲ-19", "20261029 第七期道德讲堂/茶水领用单.docx")
    text = formats.docx("茶水领用单", ["茶叶一盒,纸杯一条。"])
    archive.add(path, text, 题名="茶水领用单", 责任者="何文静", 日期="2026-10-29", 页数="1")


FAULTS = (
    Fault(
        "coverage/missing-slot",
        "Ⅲ-2",
        "−1",
        "没有任务分解表(10月31日到期)",
        "the task table is missing, due 31 October",
        _missing_table,
    ),
    Fault(
        "coverage/missing-slot",
        "Ⅲ-8",
        "−2",
        "没有季度总结(报送日到期)",
        "the quarter's summary is missing, due on the day of submission",
        _missing_summary,
    ),
    Fault(
        "integrity/register-without-file",
        "Ⅲ-20",
        "−1",
        "台账有倡议书一行,文件不在(同时是缺材料)",
        "the register has a line for 倡议书.docx, the file is gone (so the slot is missing too)",
        _line_without_file,
    ),
    Fault(
        "coverage/missing-event",
        "Ⅲ-16",
        "−1",
        "十二月的交通劝导日整个没有",
        "the December event is missing as a whole",
        _missing_event,
    ),
    Fault(
        "coverage/missing-part",
        "Ⅲ-26",
        "−0.25",
        "重阳活动缺签到",
        "the event lacks its sign-in sheet",
        _missing_part,
    ),
    Fault(
        "authenticity/outside-window",
        "Ⅲ-17",
        "−0.5",
        "公益广告照片4.jpg 的拍摄日期是2026-08-20,不在考核期",
        "a photo was taken before the period (EXIF)",
        _photo_of_august,
    ),
    Fault(
        "integrity/empty-file",
        "Ⅲ-31",
        "−1",
        "20261106 评选方案.docx 是空文件(0字节)",
        "a document of 0 bytes",
        _empty_file,
    ),
    Fault(
        "usability/wrong-extension",
        "Ⅲ-38",
        "0",
        "20261110 橱窗照片.jpg 其实是PNG",
        "a PNG picture named .jpg",
        _png_named_jpg,
    ),
    Fault(
        "form/unknown-code",
        "",
        "0",
        "文件夹“Ⅲ-77 邻里节”的编号不在细则里",
        "a folder with a code that the index does not have",
        _unknown_code,
    ),
    Fault(
        "form/ambiguous-code",
        "",
        "0",
        "文件夹“Ⅲ-22026年志愿服务”编号和年份连写,分不清是Ⅲ-2还是Ⅲ-22",
        "code and year run together: Ⅲ-2 or Ⅲ-22?",
        _ambiguous_code,
    ),
    Fault(
        "form/code-title-mismatch",
        "Ⅲ-37",
        "0",
        "文件夹写成“Ⅲ-37 宣传橱窗”,而宣传橱窗是Ⅲ-38",
        "code of one leaf, title of another",
        _title_of_another,
    ),
    Fault(
        "coverage/unbound-file",
        "",
        "0",
        "资料/微信图片_20261120081530.jpg 不在任何指标下,也没有登记",
        "a loose file that belongs to no leaf (and has no register line)",
        _loose_file,
    ),
    Fault(
        "form/system-file",
        "Ⅲ-15",
        "0",
        "十月排队推动日里有Thumbs.db",
        "a thumbnail cache among the evidence",
        _system_file,
    ),
    Fault(
        "safety/shortcut",
        "Ⅲ-4",
        "−0.5",
        "归档制度放的是快捷方式.lnk,不是文件本身",
        "a shortcut instead of the file itself",
        _shortcut,
    ),
    Fault(
        "authenticity/same-file-two-events",
        "Ⅲ-15",
        "0",
        "十月和十一月排队推动日用的是同一张签到表",
        "the same sign-in sheet in two events",
        _same_in_two_events,
    ),
    Fault(
        "authenticity/undated",
        "Ⅲ-36",
        "待定0.5",
        "对比照片2.jpg 没有拍摄日期,看不出是否在考核期内",
        "a photo without any date; half a point is open",
        _undated_photo,
    ),
    Fault(
        "integrity/unregistered-file",
        "Ⅲ-9",
        "0",
        "20261018 网格手册.docx 没有登记到台账",
        "a file without a line in the register",
        _file_without_line,
    ),
    Fault(
        "(待评 pending)",
        "Ⅲ-29、Ⅲ-34、Ⅲ-40",
        "待定6",
        "检查结果里没有这三项",
        "no result of site visit or survey yet; six points are open",
        _no_results,
    ),
    Fault(
        "form/name-not-portable",
        "Ⅲ-22",
        "0",
        "记录(9:30).docx 名称里有冒号,Windows存不下",
        "a colon in a name, which Windows cannot hold",
        _colon_in_name,
    ),
    Fault(
        "coverage/too-many",
        "Ⅲ-15",
        "0",
        "十月排队推动日有四张照片,要求1-3张",
        "four photos where one to three are asked for",
        _one_photo_too_many,
    ),
    Fault(
        "usability/format-not-allowed",
        "Ⅲ-24",
        "−0.5",
        "20261112 传播截图2.docx 应是png或jpg",
        "a document where a picture is asked for; it does not count",
        _wrong_format,
    ),
    Fault(
        "usability/too-large",
        "Ⅲ-24",
        "0",
        "20261020 传播截图1.png 超过200KB",
        "a picture over the size limit",
        _too_large,
    ),
    Fault(
        "form/unassigned-file",
        "Ⅲ-19",
        "0",
        "茶水领用单.docx 对不上任何一件材料",
        "a file that fits no slot of its leaf",
        _file_of_no_slot,
    ),
)
