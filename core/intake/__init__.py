"""From files to source tables: recognise, read the cells, type the columns, guess their roles."""
