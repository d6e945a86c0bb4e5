mv 'small/资料/Ⅲ-1 规章制度'/* 'small/资料/Ⅲ-1 规章制度'/制度.txt
