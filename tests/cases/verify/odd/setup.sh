# Everything in one bag that RFC 8493 advises against, and what md5sum writes.
mkdir -p bag/data
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: windows-1252\n' > bag/bagit.txt
printf 'Bagging-Date: 12/11/2026\nBag-Count: 1\nBag-Count: 1 of 2\nContact-Name: Ren\351\n' > bag/bag-info.txt
printf 1 > bag/data/a
printf 2 > bag/data/A
printf 3 > 'bag/data/CON.txt'
printf 4 > 'bag/data/x\y'
printf 5 > bag/data/there
(cd bag && sha256sum ./data/a 'data/x\y' && sha256sum -b data/A data/CON.txt && sha256sum data/there data/there) > manifest
printf '%064d  data/gone\n%064d  data/..\\..\\x\n%064d  ~/x\n\n' 0 0 0 >> manifest
mv manifest bag/manifest-SHA256.txt
printf 'https://example.org/gone 12 data/gone\nhttps://example.org/there 12 data/there\nhttps://example.org/x - C:\\x\nno url\n' > bag/fetch.txt
