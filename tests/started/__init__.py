"""The program, started once and run often: a process that has read all its modules waits, and forks for each run.

To start Python and read the modules takes many times what a command does. A run is a process like any other: with its
own arguments, environment, folder, streams and session, and it ends as the program ends. What a program learns while
it starts (the locale, the colours of the terminal) is what a waiting process was started with, so there is one for each
of those; and the long form starts every program anew.
"""
