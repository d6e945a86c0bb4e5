# A workbook that another program wrote.
main=http://schemas.openxmlformats.org/spreadsheetml/2006/main
doc=http://schemas.openxmlformats.org/officeDocument/2006/relationships
rel=http://schemas.openxmlformats.org/package/2006/relationships
mkdir -p book/_rels book/xl/_rels book/xl/worksheets
echo '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' > 'book/[Content_Types].xml'
echo "<Relationships xmlns='$rel'><Relationship Id='r1' Type='$doc/officeDocument' Target='xl/workbook.xml'/></Relationships>" > book/_rels/.rels
echo "<Relationships xmlns='$rel'><Relationship Id='r1' Type='$doc/worksheet' Target='worksheets/sheet1.xml'/></Relationships>" > book/xl/_rels/workbook.xml.rels
echo "<workbook xmlns='$main' xmlns:r='$doc'><sheets><sheet name='台账' sheetId='1' r:id='r1'/></sheets></workbook>" > book/xl/workbook.xml
cell() { echo "<c r='$1' t='inlineStr'><is><t>$2</t></is></c>"; }
echo "<worksheet xmlns='$main'><sheetData><row r='1'>$(cell A1 文件名)$(cell B1 题名)</row><row r='2'>$(cell A2 签到表.txt)$(cell B2 专题会签到)</row></sheetData></worksheet>" > book/xl/worksheets/sheet1.xml
(cd book && zip -q -X -r ../small/台账.xlsx .)
