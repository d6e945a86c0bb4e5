printf '%s\n' '指标,得分' '特别加分项目,1' > small/检查结果.csv
