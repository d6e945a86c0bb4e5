printf '%s\n' '指标,等级' 'Ⅲ-1,D' > 'small/检查结果.csv'
