"""How long a build takes, beside other generators: a synthetic archive and its measure."""
