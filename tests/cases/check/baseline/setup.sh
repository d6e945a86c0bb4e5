cp -r small less; rm 'less/资料/Ⅲ-2 专题会议/20261012 第一次会议'/签到表.txt
cp -r less worse; rm worse/资料/Ⅲ-2*/*/照片1.png
