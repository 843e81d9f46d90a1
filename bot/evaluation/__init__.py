"""How well questions are understood: measured on golden questions, on typos, on anybody's labelled questions.

Nothing here runs while the bot talks to people.
"""
