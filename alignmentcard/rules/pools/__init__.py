"""Who answered, and can they carry what the card says? (AC401 to AC420)"""
