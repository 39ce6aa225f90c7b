"""What to hand over, to whom, for how much: the catalogue of activities, what each way costs, who fits, a verdict."""
