printf '文件名\n签到表.txt\n' > 'small/台账.csv'; : > 'small/~$台账.csv'
