"""What a payload is: formats, their coders, rates."""
