sed -i 's/应有: 1次/频次: 每月1次/' 'small/体系/2026Q4.yaml'
