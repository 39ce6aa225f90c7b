"""The account of work that is out: whose move it is, what is late and by how much, who is quiet, who is to be asked."""
