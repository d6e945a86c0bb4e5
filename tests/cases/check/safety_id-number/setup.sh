# A roster with two numbers is a warning, a sign-in sheet with one a note; a name is read by everybody.
printf '张三\t110101199003077758\n李四\t11010519491231002X\n' > 'small/资料/Ⅲ-3 志愿者名册'/名册.txt
printf '张三 110101-19900307-7758\n' > 'small/资料/Ⅲ-2 专题会议/20261012 第一次会议'/签到表.txt
mv 'small/资料/Ⅲ-1 规章制度/20261008 制度.txt' 'small/资料/Ⅲ-1 规章制度/20261008 制度 110101199003077758.txt'
