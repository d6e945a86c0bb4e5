printf '指标,得分\nⅢ-1,2\nⅢ-2,1\n' > 'small/检查结果.csv'
