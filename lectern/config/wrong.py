"""What is wrong with the environment, for whoever has written it."""


class WrongSetting(ValueError):
    """A setting that is missing or cannot be meant; the text names it and says what to write."""
