mkdir 'small/资料/Ⅲ-1 2026年制度'
echo 制度 > 'small/资料/Ⅲ-1 2026年制度/20261009 制度.txt'
