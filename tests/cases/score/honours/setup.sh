mkdir a/资料
