cp small/体系/2026Q4.yaml index.yaml
mkdir 旧社区
echo 已经填好的 > 旧社区/分工表.csv
