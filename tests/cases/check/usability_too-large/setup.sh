head -c 1025 /dev/zero | tr '\0' a > 'small/资料/Ⅲ-3 志愿者名册'/名册.txt
