rm 'small/资料/Ⅲ-1 规章制度'/*
