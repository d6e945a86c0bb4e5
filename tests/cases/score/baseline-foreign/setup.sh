cp -r small other; sed -i 's/2026Q4/2026Q5/g' other/guidang.yaml other/体系/2026Q4.yaml; mv other/体系/2026Q4.yaml other/体系/2026Q5.yaml
cp -r small changed; sed -i 's/小小细则/小小新细则/' changed/体系/2026Q4.yaml
cp -r small elsewhere; sed -i 's/小小社区/大大社区/' elsewhere/guidang.yaml
