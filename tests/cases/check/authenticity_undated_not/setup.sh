mv 'small/资料/Ⅲ-3 志愿者名册'/* 'small/资料/Ⅲ-3 志愿者名册'/志愿者名册.txt   # no window, so no date is needed
