echo '<p>not a form</p>' > mine.html
echo 'not a workbook' > mine.xlsx
