mv results.xlsx 'small/检查结果.xlsx'
