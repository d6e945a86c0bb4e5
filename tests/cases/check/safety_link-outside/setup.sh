ln -s /etc/passwd 'small/资料/Ⅲ-1 规章制度'/'20261009 制度.txt'
