# The first digits alone, in capitals, in groups.
sum=$(sha256sum 'small/资料/Ⅲ-3 志愿者名册/名册.txt' | cut -c1-20 | tr a-f A-F | sed 's/..../& /g')
printf '文件名,校验码\n20261008 制度.txt,\n签到表.txt,\n照片1.png,\n名册.txt,%s\n' "$sum" > 'small/台账.csv'
