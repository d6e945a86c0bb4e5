mkdir out
sed -i 's/保管人: 王芳/保管人: ""/' small/guidang.yaml
