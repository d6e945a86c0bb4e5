mkdir out lost
head -c 40000 /dev/zero > "small/资料/Ⅲ-1 规章制度/20261009 扫描.bin"
head -c 60000 /dev/zero > "small/资料/Ⅲ-3 志愿者名册/扫描.bin"
