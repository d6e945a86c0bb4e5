# the folder as init makes it, with a few papers and figures
mkdir -p 某社区/体系
cat > 某社区/guidang.yaml <<'Y'
guidang: project/1
单位: 某社区
年度: 2026
语言: zh
体系:
  - {文件: 体系/2026.yaml, 版次: "2026"}
Y
one='某社区/资料/Ⅰ-1 组织机构'
mkdir -p "$one/1 成立平安创建领导小组" "$one/3 台账资料齐全"
echo '领导小组名单' > "$one/1 成立平安创建领导小组/20260110 领导小组.txt"
echo '计划' > "$one/3 台账资料齐全/20260112 工作计划.txt"
echo '台账' > "$one/3 台账资料齐全/20261130 台账.txt"
for month in 03 06; do
  meeting="$one/2 每季度召开1次平安工作会议/2026${month}15 会议"
  mkdir -p "$meeting"
  echo "${month}月会议" > "$meeting/会议记录.txt"
done
printf '%s\n' '指标,名称,数值,日期' '4,安全感,72%,2026-11-30' '5,发案率上升,7%,2026-11-30' \
  '8,调解成功率,93.5%,2026-11-30' '9,越级上访,1,2026-11-30' '11,满意率,91%,2026-11-30' > 某社区/数据.csv
printf '%s\n' '指标,问题数,日期,检查人' '7,3,2026-12-01,街道' > 某社区/检查结果.csv
