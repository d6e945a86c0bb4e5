printf '%s\n' '指标,名称,数值' 'Ⅲ-1,知晓率,95%' > 'small/数据.csv'
