"""What a model looked at: attention records and their pictures."""
