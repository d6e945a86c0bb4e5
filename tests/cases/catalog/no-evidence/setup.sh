rm -r small/资料/Ⅲ*
