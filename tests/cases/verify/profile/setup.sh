mkdir -p bag/data
printf "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" > bag/bagit.txt
printf 甲 > bag/data/甲.txt
printf 乙 > bag/data/乙.txt
(cd bag && sha256sum data/甲.txt data/乙.txt > manifest-sha256.txt)
cat > bag/bag-info.txt <<'END'
BagIt-Profile-Identifier: https://archive.example/profile-1.0.json
Source-Organization: 秀水社区
Contact-Name: 李敏
END
(cd bag && sha256sum bagit.txt bag-info.txt manifest-sha256.txt > tagmanifest-sha256.txt)
cat > p.json <<'END'
{
  "BagIt-Profile-Info": {
    "BagIt-Profile-Identifier": "https://archive.example/profile-1.0.json",
    "BagIt-Profile-Version": "1.4.0",
    "Source-Organization": "街道档案室",
    "External-Description": "社区移交的档案",
    "Version": "1.0"
  },
  "Bag-Info": {
    "Source-Organization": {"required": true, "values": ["秀水社区", "临江社区"]},
    "Contact-Name": {"required": true, "repeatable": false}
  },
  "Manifests-Required": ["sha256"],
  "Tag-Manifests-Required": ["sha256"],
  "Allow-Fetch.txt": false,
  "Serialization": "optional",
  "Accept-Serialization": ["application/zip"],
  "Accept-BagIt-Version": ["1.0"],
  "Payload-Files-Allowed": ["data/*.txt"]
}
END
