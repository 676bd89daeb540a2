"""Where does the data stand, and does the rest of the card agree? (AC201 to AC214, AC220; more in stance.py)"""
