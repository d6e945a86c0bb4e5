rm 'small/体系/2026Q4.yaml'
