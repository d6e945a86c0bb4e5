rm 'small/资料/Ⅲ-1 规章制度'/*.txt
mv large.docx 'small/资料/Ⅲ-1 规章制度/20261008 制度.docx'
