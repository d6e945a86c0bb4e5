mkdir -p bag/data
printf "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" > bag/bagit.txt
printf 甲 > bag/data/甲.txt
printf 乙 > bag/data/乙.txt
(cd bag && sha256sum data/甲.txt data/乙.txt > manifest-sha256.txt)
