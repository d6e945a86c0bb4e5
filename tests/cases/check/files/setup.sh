mv 'small/资料/Ⅲ-1 规章制度'/* 'small/资料/Ⅲ-1 规章制度/制度 微信图片_20260915093012.txt'
mv photo.jpg 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/照片2.jpg'
cp 'small/资料/Ⅲ-3 志愿者名册/名册.txt' 'small/资料/Ⅲ-3 志愿者名册/名册 mmexport1791788400000.txt'
echo 2 >> 'small/资料/Ⅲ-3 志愿者名册/名册 mmexport1791788400000.txt'
