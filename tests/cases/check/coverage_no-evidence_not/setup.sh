find 'small/资料' -type f ! -name 名册.txt -delete
