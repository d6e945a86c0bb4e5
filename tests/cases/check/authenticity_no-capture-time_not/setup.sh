rm 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/签到表.txt'
mv photo.jpg 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/照片2.jpg'
mv sheet.jpg 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议/签到表.jpg'
