mkdir 'small/资料/Ⅲ-9 志愿者名册'
echo 名册 > 'small/资料/Ⅲ-9 志愿者名册/名册.txt'
