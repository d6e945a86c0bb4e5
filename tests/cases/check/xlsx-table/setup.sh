printf PK > 'small/台账.xlsx'
