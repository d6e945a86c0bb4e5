mkdir less; cp -r small less; rm 'less/small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/签到表.txt less/small/资料/Ⅲ-3*/名册.txt
