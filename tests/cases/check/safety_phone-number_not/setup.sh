# Masked, a serial number, a time in milliseconds, a sum of money and a fixed telephone.
printf '138****5678\n2026-13812345678-01\n1790000000123\n13812345678元\n0755-88888888\n' > 'small/资料/Ⅲ-3 志愿者名册'/名册.txt
