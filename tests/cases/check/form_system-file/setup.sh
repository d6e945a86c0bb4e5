echo x > 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/Thumbs.db
echo x > 'small/资料/Ⅲ-1 规章制度'/.DS_Store
