rm -r 'small/资料'
mkdir 'small/资料'
