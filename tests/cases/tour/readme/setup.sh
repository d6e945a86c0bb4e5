mkdir examples
mv tour examples/
