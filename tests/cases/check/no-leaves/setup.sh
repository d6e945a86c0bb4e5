sed -i '/^指标:/,$d' 'small/体系/2026Q4.yaml'
echo '指标: []' >> 'small/体系/2026Q4.yaml'
