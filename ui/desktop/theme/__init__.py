"""How the program looks: colours, type, shapes and the style sheet."""
