mkdir -p bag/data
printf "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n" > bag/bagit.txt
printf 甲 > bag/data/甲.txt
printf 乙 > bag/data/乙.txt
(cd bag && sha256sum data/甲.txt data/乙.txt > manifest-sha256.txt)
touch bag/目录.xml
cat > bag/bag-info.txt <<'END'
BagIt-Profile-Identifier: https://archive.example/profile-0.9.json
Source-Organization: 清水社区
Contact-Name: 李敏
contact-name: 王芳
END
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
    "Contact-Name": {"required": true, "repeatable": false},
    "Contact-Phone": {"required": true},
    "Bagging-Date": {"recommended": true}
  },
  "Manifests-Required": ["sha512"],
  "Manifests-Allowed": ["sha512"],
  "Tag-Manifests-Required": ["sha256"],
  "Fetch.txt-Required": true,
  "Data-Empty": true,
  "Serialization": "required",
  "Accept-Serialization": ["application/zip"],
  "Accept-BagIt-Version": ["0.97"],
  "Tag-Files-Required": ["说明.txt"],
  "Tag-Files-Allowed": ["*.txt"],
  "Payload-Files-Required": ["data/照片/"],
  "Payload-Files-Allowed": ["data/甲*", "data/照片/*"]
}
END
