rm 'small/资料/Ⅲ-1 规章制度'/*.txt
mv broken.docx 'small/资料/Ⅲ-1 规章制度/20261008 制度.docx'
mv broken.pdf 'small/资料/Ⅲ-1 规章制度/20261009 制度.pdf'
