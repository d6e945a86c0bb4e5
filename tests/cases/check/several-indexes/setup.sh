sed -i 's|^体系:.*|体系: [{文件: 体系/2026Q4.yaml, 归档: 是}, {文件: 体系/全国.yaml, 对照: 体系/对照表.csv}]|' small/guidang.yaml
cp 全国.yaml 对照表.csv small/体系/
mkdir -p small/资料/没人用
echo 无 > small/资料/没人用/无.txt
