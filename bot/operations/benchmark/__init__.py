"""An Sinh and a stock Rasa project measured side by side, in one run, on one machine.

sample, stock, projects, training    the same sentences for both; the stock project; how long training takes
talk, doors, load                    what is said, and a load generator over HTTP in a process of its own
sides, memory, serving               both systems started, asked, walked along a dialogue, weighed
readings, labelled, engine_alone     what each system reads in labelled questions
agreement, foreign, turns            how far that agrees; what is not ours; the same over the chat's API
front                                the language front alone
figures, bars, report                what came out, against what was wanted, for people and for programs
run, command                         the whole of it; what `ansinh bench` prints
"""
