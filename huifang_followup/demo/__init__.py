"""The demo company: half a year of its life, lived through the real code.

``company.load(env)`` fills a new database; nothing of the product imports this package.
Names and texts are data, so they stand here in Chinese.

company           load everything once; who may log in
timeline, luck    the passing of time, and what happens by chance
offices, hours, people, customers, questionnaires    who and what is there
tickets, contacts, answers, rectifications, reviews, quality    what these people do
names, sayings, scenes.csv    the words for it
"""
