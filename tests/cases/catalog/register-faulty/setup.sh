printf "文件名,档号,校验码,页数\n签到表.txt,1月2日,1.2E+63,2026/1/2\n名册.txt,1.30E+17,abc,3\n" > small/台账.csv
