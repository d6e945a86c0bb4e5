rm 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/签到表.txt'
printf '规则,指标,理由,批准人,截止日期\ncoverage/missing-part,Ⅲ-2,签到表补签中,刘洋,2026-11-26\n' > small/例外登记.csv
