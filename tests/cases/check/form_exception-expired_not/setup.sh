# Its last day is the day of the run.
rm 'small/资料/Ⅲ-1 规章制度/20261008 制度.txt'
printf '%s\n' '规则,指标,文件,理由,批准人,截止日期' 'coverage/missing-slot,Ⅲ-1,,街道同意缓交,李敏,2026-11-20' > 'small/例外登记.csv'
