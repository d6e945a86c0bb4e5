ln -s ../city.yaml own/city.yaml
