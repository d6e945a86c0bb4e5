printf '文件,日期\n名册.txt,2026年13月1日\n' > 'small/台账.csv'
