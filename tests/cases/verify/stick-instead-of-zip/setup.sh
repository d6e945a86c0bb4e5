mkdir stick
echo x > stick/包.zip
