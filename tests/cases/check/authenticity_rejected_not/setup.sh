# Sent back, and accepted later.
printf '%s\n' '指标,文件,意见,理由,补交期限' 'Ⅲ-1,20261008 制度.txt,退回,没有盖章,2026-11-30' 'Ⅲ-1,20261008 制度.txt,认可,,' > 'small/检查意见.csv'
