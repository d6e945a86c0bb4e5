mkdir out
rm -r small/资料/*
