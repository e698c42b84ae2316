"""What a year does to every village: equations, luck, who gets what, and the compiled loop over them."""
