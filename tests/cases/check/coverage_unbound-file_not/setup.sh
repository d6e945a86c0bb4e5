mkdir 'small/资料/规章制度'
echo 只有名称的文件夹也认得 > 'small/资料/规章制度/20261009 制度补充.txt'
