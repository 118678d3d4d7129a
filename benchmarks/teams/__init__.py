"""Team formation measured on instances of one public form, with a neutral scorer."""
