echo no > x.zip
