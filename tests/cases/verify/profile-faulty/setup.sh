mkdir -p bag/data
printf "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" > bag/bagit.txt
printf 甲 > bag/data/甲.txt
printf 乙 > bag/data/乙.txt
(cd bag && sha256sum data/甲.txt data/乙.txt > manifest-sha256.txt)
cat > p.json <<'END'
{
  "BagIt-Profile-Info": {
    "BagIt-Profile-Version": "2.0.0",
    "Source-Organization": "街道档案室",
    "Version": 1
  },
  "Manifests-Required": ["sha512"],
  "Manifests-Allowed": "sha256",
  "Serialization": "optinal",
  "Payload-Files-Required": ["照片/"]
}
END
printf '{\n  "BagIt-Profile-Info": {,\n' > broken.json
