sed -i 's/应有: 1次/频次: 每月1次/' 'small/体系/2026Q4.yaml'
# A folder that names the month serves it, on whatever day.
mkdir -p 'small/资料/Ⅲ-2 专题会议/20261202 11月会议' 'small/资料/Ⅲ-2 专题会议/20261203 会议'
for i in '20261202 11月会议' '20261203 会议'; do cp 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/照片1.png' 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/签到表.txt' "small/资料/Ⅲ-2 专题会议/$i"; printf "$i" >> "small/资料/Ⅲ-2 专题会议/$i/照片1.png"; printf "$i" >> "small/资料/Ⅲ-2 专题会议/$i/签到表.txt"; done
