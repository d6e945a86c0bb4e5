rm 'small/资料/Ⅲ-1 规章制度'/*.txt
mv bomb.docx 'small/资料/Ⅲ-1 规章制度/20261008 制度.docx'
