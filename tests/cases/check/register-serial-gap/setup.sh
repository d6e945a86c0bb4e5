printf '序号,文件名\n1,20261008 制度.txt\n2,签到表.txt\n5,照片1.png\n40,名册.txt\n' > 'small/台账.csv'
