mkdir out
mkfifo small/资料/管道
