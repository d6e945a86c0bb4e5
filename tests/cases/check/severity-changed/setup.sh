sed -i '2i 严重程度: {coverage/unbound-file: 错误}' 'small/体系/2026Q4.yaml'
echo 散落 > 'small/资料/散落的文件.txt'
