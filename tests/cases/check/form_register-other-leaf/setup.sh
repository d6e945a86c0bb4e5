printf '%s\n' '文件名,指标,材料' '20261008 制度.txt,Ⅲ-3,' '名册.txt,,' '照片1.png,,' '签到表.txt,,' > 'small/台账.csv'
