"""Models that know items by what they hold, not by who met them."""
