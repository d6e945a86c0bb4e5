mkdir 'small/资料/Ⅲ-1 规章制度'/空文件夹
