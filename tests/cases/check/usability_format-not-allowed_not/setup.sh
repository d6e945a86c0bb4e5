mv 'small/资料/Ⅲ-3 志愿者名册'/名册.txt 'small/资料/Ⅲ-3 志愿者名册'/名册.csv
