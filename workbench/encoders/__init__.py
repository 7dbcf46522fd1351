"""Pretrained encoders that lie on this machine: text, pictures and sounds become vectors."""
