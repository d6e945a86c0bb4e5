cp small/体系/2026Q4.yaml index.yaml
