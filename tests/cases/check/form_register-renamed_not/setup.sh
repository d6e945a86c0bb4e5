# The roster is registered under its own name; a line of another name has its digest, but no file.
sum=$(sha256sum 'small/资料/Ⅲ-3 志愿者名册/名册.txt' | cut -c1-64)
printf '文件名,校验码\n20261008 制度.txt,\n签到表.txt,\n照片1.png,\n名册.txt,%s\n去年的名册.txt,%s\n' "$sum" "$sum" > 'small/台账.csv'
