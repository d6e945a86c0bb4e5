printf '规则,指标,理由,批准人,截止日期\ncoverage/mising-slot,Ⅲ-1,改到1月,刘洋,2027-01-31\n没有的规则,,改到1月,刘洋,2027-01-31\n' > small/例外登记.csv
