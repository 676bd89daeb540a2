"""Rules and a profile of an organisation called Acme."""
