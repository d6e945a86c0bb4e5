mv 'small/资料/Ⅲ-1 规章制度/20261008 制度.txt' 'small/资料/Ⅲ-1 规章制度/20261008 制度 Übersicht größer.txt'
