"""The loop that trains any torch module over histories: batches, losses, schedule, early stopping."""
