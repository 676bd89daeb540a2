"""The portal: pages about cards, filled into what a site generator made of the prose."""
