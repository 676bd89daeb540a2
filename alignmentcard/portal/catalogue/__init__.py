"""The catalogue of a collection, its index, comparisons, and files about all cards for machines."""
