# GBK that an archiver on another system read as code page 437, and as Windows-1252
mv 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/签到表.txt 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/'╟⌐╡╜▒φ.txt'
mv 'small/资料/Ⅲ-1 规章制度/20261008 制度.txt' 'small/资料/Ⅲ-1 规章制度/20261008 ÖÆ¶È.txt'
mv 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片1.png 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片�1.png
