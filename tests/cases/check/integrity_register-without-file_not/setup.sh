printf '文件,日期\n20261008 制度.txt,2026-10-08\n签到表.txt,\n照片1.png,\n名册.txt,\n' > 'small/台账.csv'
