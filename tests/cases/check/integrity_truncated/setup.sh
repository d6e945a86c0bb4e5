rm 'small/资料/Ⅲ-1 规章制度'/*.txt
head -c 900 whole.pdf > 'small/资料/Ⅲ-1 规章制度/20261008 制度.pdf'
