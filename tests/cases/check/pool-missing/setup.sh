rm -r 'small/资料'
