printf x > "$(printf 'small/资料/a\033[31m\nb\342\200\256gpj.txt')"
