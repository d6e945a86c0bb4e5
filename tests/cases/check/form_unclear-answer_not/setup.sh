printf '%s\n' '指标,名称,数值,备注' 'Ⅲ-1,不适用,否,' > small/数据.csv
