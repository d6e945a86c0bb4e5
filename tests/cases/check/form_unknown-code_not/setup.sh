mkdir 'small/资料/III-3 志愿者名册二'
echo 名册 > 'small/资料/III-3 志愿者名册二/名册2.txt'
