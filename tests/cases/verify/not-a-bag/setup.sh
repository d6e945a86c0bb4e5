mkdir folder
echo x > folder/x
