printf '%s\n' '指标,文件,意见,理由' 'Ⅲ-1,制度.txt,认可,' > 'small/检查意见.csv'
