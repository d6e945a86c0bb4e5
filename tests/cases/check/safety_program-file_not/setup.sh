printf 'ELF 不在开头' > 'small/资料/Ⅲ-1 规章制度'/'20261009 制度补充.txt'
