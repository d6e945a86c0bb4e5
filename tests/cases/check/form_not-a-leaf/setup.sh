printf '指标,得分\nⅠ-1,3\n' > 'small/检查结果.csv'
