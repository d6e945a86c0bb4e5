rm 'small/资料/Ⅲ-1 规章制度'/*.txt
mv locked.pdf 'small/资料/Ⅲ-1 规章制度/20261008 制度.pdf'
