rm -r small/资料
mkdir small/资料
sed -i '2i 严重程度: {coverage/no-evidence: 提示}' small/体系/2026Q4.yaml
