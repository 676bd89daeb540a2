"""Does the card say what the raters' own answers say? (AC801 to AC822)"""
