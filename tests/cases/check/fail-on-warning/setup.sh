echo 散落 > 'small/资料/散落的文件.txt'
