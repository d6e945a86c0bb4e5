echo x > x.zip
