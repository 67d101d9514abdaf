"""Who people are: the account in SQL, the profile in MongoDB, their tokens and roles."""
