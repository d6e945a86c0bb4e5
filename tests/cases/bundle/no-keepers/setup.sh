sed -i 's/保管人: [^}]*/保管人: ""/' small/guidang.yaml
mkdir out
