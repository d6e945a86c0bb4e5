mv 'small/资料/Ⅲ-1 规章制度' 'small/资料/Ⅲ—1 制度'   # a shortened title and another dash
