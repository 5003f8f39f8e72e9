"""The faces: what people read and open."""
