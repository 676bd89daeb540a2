"""Do the stated statistics say what they are taken to say? (AC701 to AC712)"""
