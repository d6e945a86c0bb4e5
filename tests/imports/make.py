#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the published tables that tests/cases/index/import_* read. The files it writes are kept with the cases.

Each table follows the structure of a sheet described in public sources (columns, blocks, points, the sort of rules);
the words are ours."""
import csv
import pathlib
import zipfile
from xml.sax.saxutils import escape

CASES = pathlib.Path(__file__).resolve().parent.parent / "cases" / "index"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text):
    runs = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def cell(text, span=1, merge=None):
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge == "restart":
        properties += '<w:vMerge w:val="restart"/>'
    elif merge:
        properties += "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(rows):
    """A cell is a text, (text, span), or None: merged with the cell above."""
    lines = []
    for number, row in enumerate(rows):
        cells = ""
        for column, one in enumerate(row):
            below = number + 1 < len(rows) and len(rows[number + 1]) == len(row) and rows[number + 1][column] is None
            if one is None:
                cells += cell("", merge="continue")
            elif isinstance(one, tuple):
                cells += cell(one[0], span=one[1])
            else:
                cells += cell(one, merge="restart" if below else None)
        lines.append(f"<w:tr>{cells}</w:tr>")
    return "<w:tbl>" + "".join(lines) + "</w:tbl>"


def package(path, parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)


def docx(path, body):
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'
    package(path, [("word/document.xml", document)])


def xlsx(path, rows, merged):
    lines = ""
    for number, row in enumerate(rows, 1):
        cells = ""
        for column, value in enumerate(row):
            name = f"{chr(65 + column)}{number}"
            if isinstance(value, int):
                cells += f'<c r="{name}"><v>{value}</v></c>'
            elif value is not None:
                cells += f'<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        lines += f'<row r="{number}">{cells}</row>'
    spans = "".join(f'<mergeCell ref="{span}"/>' for span in merged)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    package(path, [
        ("_rels/.rels", f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
                        'Target="xl/workbook.xml"/></Relationships>'),
        ("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="Sheet1" sheetId="1" '
                            'r:id="r1"/></sheets></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
                                       f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData>'
                                     f'<mergeCells count="{len(merged)}">{spans}</mergeCells></worksheet>'),
    ])


def csv_file(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def county():
    """A provincial sheet for civil counties, one block of 90: all or nothing, samples, points below a target."""
    rows = [
        ["某省文明县（市、区）测评体系分值表 Ⅶ 创建活动（2013年）"] + [None] * 5,
        ["测评项目", "测评内容", "测评标准", "评分标准", "测评方式", "分值"],
        ["Ⅶ-1 组织推动", "Ⅶ-1-1 专题会议", "县委、县政府每年召开专题会议研究创建工作", "不符合标准的，本项即不得分。", "材料审核", 8],
        [None, "Ⅶ-1-2 规划计划", "1) 有创建规划；2) 有年度计划；3) 列入年度目标考核", "有一项不符合标准的，本项即不得分。", "材料审核", 12],
        [None, "Ⅶ-1-3 机构人员经费", "有工作机构、有专职人员、有专项经费", "机构、人员、经费缺一项，本项即不得分。", "材料审核", 10],
        [None, "Ⅶ-1-4 乡镇（街道）力量", "乡镇（街道）有专人负责", "随机抽查4个乡镇（街道），有1个无专人负责的，本项不得分。", "实地考察", 12],
        ["Ⅶ-2 基层创建", "Ⅶ-2-1 文明社区", "县级以上文明社区占比达到80%", "占比每低于80%一个百分点扣1分，扣完为止。", "材料审核", 8],
        [None, "Ⅶ-2-2 星级文明市场", "星级文明市场占比达到40%",
         "占比低于40%的，每低1个百分点扣1分；随机抽查4个市场，每发现1个不合格扣2分。", "材料审核、实地考察", 10],
        [None, "Ⅶ-2-3 文明单位", "县级以上文明单位占比达到60%", "占比60%以上得10分，50%以上得6分，50%以下不得分。", "材料审核", 10],
        [None, "Ⅶ-2-4 志愿服务", "注册志愿者占常住人口的13%", "占比每低于13%一个百分点扣0.5分，不足一个百分点不扣。", "材料审核", 10],
        [None, "Ⅶ-2-5 公益广告", "主要路口公益广告不少于10处", "少于10处的，每少1处扣1分。", "实地考察", 10],
        ["合计", None, None, None, None, 90],
    ]
    xlsx(CASES / "import_county" / "文明县测评分值.xlsx", rows, ["A1:F1", "A3:A6", "A7:A11", "A12:E12"])


def safe_community():
    """A sheet for safe communities: pass at 90, bands of deductions, a veto; columns that people fill in."""
    rows = [
        ["序号", "考核项目", "考核内容", "分值", "评分标准", "考核方式", "自评分", "考评得分"],
        ["1", "组织机构（20分）", "成立平安创建领导小组，有专人负责", "5", "未成立领导小组的，不得分。", "查看资料", "", ""],
        ["2", None, "每季度召开1次平安工作会议，有会议记录", "5", "每少1次扣1分。", "查看资料", "", ""],
        ["3", None, "台账资料齐全", "10", "每缺1项扣2分，扣完为止。", "查看资料：工作计划、总结、台账", "", ""],
        ["4", "治安防控（40分）", "群众安全感达到80%以上", "8", "安全感60%至80%的扣4分，60%以下的扣8分。", "问卷调查", "", ""],
        ["5", None, "刑事案件发案率下降", "10", "发案率上升超过6%扣3分，超过7%扣6分，超过8%扣10分。", "查看资料", "", ""],
        ["6", None, "每周开展巡逻不少于2次", "12", "巡逻每少1次扣1分，扣完为止。", "查看资料、实地查看", "", ""],
        ["7", None, "重点部位安装监控", "10", "每发现1处未安装扣2分。", "实地查看", "", ""],
        ["8", "矛盾化解（20分）", "矛盾纠纷调解成功率95%以上", "10", "调解成功率每低于95%一个百分点扣1分。", "查看资料", "", ""],
        ["9", None, "无越级上访", "10", "每发生1起越级上访扣5分，扣完为止。", "查看资料", "", ""],
        ["10", "宣传与评价（20分）", "每年开展平安宣传活动不少于4次", "15", "每缺1次活动扣2分；无活动照片扣1分。", "查看资料", "", ""],
        ["11", None, "群众满意率90%以上", "5", "满意率低于90%扣1分，低于80%扣5分。", "问卷调查", "", ""],
        ["", "合计", "", "100", "", "", "", ""],
        ["12", "一票否决", "发生有人员死亡的火灾或者重大治安案件", "", "取消参评资格。", "查看资料", "", ""],
    ]
    body = paragraph("某区平安社区创建考核表") + paragraph("（满分100分，90分以上为合格）") + table(rows)
    docx(CASES / "import_safe-community" / "平安社区考核表.docx", body)


def village():
    """A town's quarterly contest of new villages: six blocks of 10/25/35/10/10/10, points in the headings only."""
    rows = [
        ["某镇新村管理季度交叉评比表（2018年第二季度）", "", ""],
        ["评比项目", "评比内容", "扣分办法"],
        ["一、组织管理（10分）", "1.管理小组（5分）", "未成立管理小组扣5分"],
        ["", "2.例会制度（5分）\n每季度召开例会不少于1次", "每缺1次会议扣5分"],
        ["二、环境卫生（25分）", "1.垃圾清运（10分）", "每发现1处垃圾扣1分，扣完为止"],
        ["", "2.房前屋后（15分）", "每发现1处乱堆乱放扣0.5分，最多扣15分"],
        ["三、建设秩序（35分）", "1.违章搭建（20分）", "每发现1处违章搭建扣5分，扣完为止"],
        ["", "2.公共设施（15分）", "每损坏1处扣2分，扣完为止"],
        ["四、文化活动（10分）", "1.村民活动（10分）\n每季度开展文体活动不少于2次", "每缺1次活动扣5分"],
        ["五、档案资料（10分）", "1.六簿一册（10分）", "每缺1本或者不完整的扣2分，扣完为止"],
        ["六、群众评价（10分）", "1.满意度测评（10分）", "满意度90%以上得10分、80%以上得5分、其余不得分"],
        ["总分", "100分", ""],
    ]
    csv_file(CASES / "import_village" / "新村评比.csv", rows)


def hostile():
    """Documents that are no table, and one that unpacks to much more than it is."""
    docx(CASES / "import_no-header" / "通知.docx", paragraph("关于开展检查的通知") + table([["时间", "地点"], ["周五", "社区"]]))
    docx(CASES / "import_merge-without-start" / "表.docx",
         table([["测评内容", "分值", "评分标准"], [None, "2", "每缺1份材料扣1分"], ["活动阵地", "3", "每缺1份材料扣1分"]]))
    deep = "x"
    for _ in range(120):
        deep = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p>{deep}</w:tc></w:tr></w:tbl>"
    docx(CASES / "import_too-deep" / "表.docx", deep)
    docx(CASES / "import_bomb" / "表.docx", "<w:p>" + " " * (70 << 20) + "</w:p>")


county()
safe_community()
village()
hostile()
