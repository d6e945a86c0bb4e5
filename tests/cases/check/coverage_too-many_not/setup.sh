for n in 2 3; do cp 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片1.png 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片$n.png; printf $n >> 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/照片$n.png; done
