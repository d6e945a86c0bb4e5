printf '序号,文件名\n3,20261008 制度.txt\n1,签到表.txt\n4,照片1.png\n2,名册.txt\n' > 'small/台账.csv'
