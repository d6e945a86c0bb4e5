mkdir -p bag/data
printf "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" > bag/bagit.txt
printf 甲 > bag/data/甲.txt
printf 乙 > bag/data/乙.txt
(cd bag && sha256sum data/甲.txt data/乙.txt > manifest-sha256.txt)
printf 'BagIt-Profile-Identifier: urn:p\n' > bag/bag-info.txt
(cd bag && sha256sum bagit.txt bag-info.txt manifest-sha256.txt > tagmanifest-sha256.txt)
cat > p.json <<'END'
{
  "BagIt-Profile-Info": {
    "BagIt-Profile-Identifier": "urn:p",
    "Source-Organization": "archive",
    "External-Description": "bags",
    "Version": "1"
  },
  "Accept-BagIt-Version": ["1.0"],
  "Manifest-Required": ["sha512"],
  "Bag-Info": {"Bagging-Date": {"recommended": true}}
}
END
