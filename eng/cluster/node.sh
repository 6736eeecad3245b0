node_down() { :; }
