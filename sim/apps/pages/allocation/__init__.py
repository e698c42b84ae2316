"""The page 怎么花 Allocation: a budget and rules in, a list of villages out, with why and with a proof."""
