cp 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片1.png 'small/资料/Ⅲ-3 志愿者名册'/名册.png
printf x >> 'small/资料/Ⅲ-3 志愿者名册'/名册.png
rm 'small/资料/Ⅲ-3 志愿者名册'/名册.txt
