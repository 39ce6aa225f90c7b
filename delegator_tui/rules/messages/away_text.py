"""The words of a notice to a contractor that the owner is away."""

AWAY = """Subject: Away {away}

Hi {name},

I am away {away} and back on {back}. With you are:

{things}

What do you need from me before I leave? Just reply A, B or C:

A  nothing, all is clear
B  an answer to ___
C  another date for ___, because ___

While I am away:

- If something changes neither price nor date, decide it and tell me when I am back.
- If it would change either, go on with what does not hang on it, and write down what you propose: I answer on {back}.
{urgent}

Deliver as agreed; what comes in while I am away I look at on {back}.

{sign_off}
"""
