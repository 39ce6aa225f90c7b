"""What people of many trades write on their lists, with no mark in it: every word is of the title."""

from __future__ import annotations

_TITLES = """
Buy a P1 lens
Order P2 part number
Raise price to $30
Buy stamps for $5
Read chapter 3/4
Call the sun
Email @ the office
Fix bug #12
C# course
Renew 24/7 contract
meet at 5 guys
watch 24
order may flowers
march on
sat nav update
# bakery
Order 25 kgs of rye flour
Ask the mill about the price of spelt
Bake test batch 2/3 rye
Proof the croissants at 26°C overnight
Raise the price of cinnamon buns to €3.20
Move the sourdough class to Friday
Write the sign: open every day
Find out why the Monday loaves were flat
Wedding cake tasting for Ann and Tom
Buy 2 cup measures
Check best before on the yeast
New shelf label for the 5 seed loaf
Ask Ann who works on Sunday
Sugar order from Tate & Lyle
Swap Thursday, Friday
Photos of the hot cross buns
Put prices up by 5%
Sell yesterday's bread at half price
Is the second oven 24/7 or timer
Cupcakes in the order of the 3rd
# plumber
Order 3/4 copper pipe
Order pipe 3/4
Order copper elbow 1/2
Fit the P2 trap under the sink
Replace 15mm valve at no. 12
Quote for the bathroom at #4
Call Mrs Sun about the boiler
Unblock drain at flat 3/4
Buy P1 washers
Return the 1/2 coupling
Find a spare for the model P3
Service boiler, serial #A4471
Charge the call-out at $90
Invoice Mr Hill $240
Refund Mrs Patel $20
Get the van to pass the MOT
Check the spec of the 24/7 pump
Book a skip to go at the back
Torque wrench 5/8
Meter reading to the water board
# electrician
Buy 50 m of 2.5 mm cable
Cable 12 awg
Order RCD type A
Test the sockets on ring 3
Ask for a key to the meter cupboard
Label the board, circuits 1 to 12
Upgrade to 100 A supply
Look at the light that flickers now and then
Ask why it trips every so often
Fit sensor lights at Dr May's
# dentist
Call patients from the waiting list
Order size 2 x-ray film
Ask the lab about crown #14
Write post on sensitive teeth
Sterilizer log, part 2/3
New chair for room 3
Thank Dr Friday for the referral
Move Mr March to the afternoon
Train Sat on the new software
Set the recall to 6 months
Reply to the review by April
Change the toner in the P1 printer
Ring May about her denture
Update the price list for implants
# photographer
Shoot in the morning sun
Clean the P1 sensor
Post reel with #goldenhour
Tag @northlight in the post
Reply to @maria on Instagram
Edit the shots from Sunday
Album for the Mays
Model release for Dawn and Tom
Retouch 3/4 portraits
Portrait at 3/4 length
Sort the photos of Friday
Look for a venue with full sun
Back up cards 1 to 4
Pitch to the Sunday Times
Book June for the engagement shoot
Buy a used 24-70
Prepare for Black Friday
Rent a 85mm for under $50
Sell the old body for at least $400
# etsy shop
Make 12 mugs for the P.O. box
Restock #1 seller
Rewrite the title of the May mug
Find boxes for less than $1
Try ads with a $200 cap
Free shipping over $35
Raise mug price to $38
Print labels 4 x 6
List 3 of the wed signs
Add "made to order" to all
Reply to the buyer from Sunday
Packing slip for order #A-1001
Refund order #X200
Answer @potterlover in the comments
Use #handmade in every caption
Sell 2 for $30
Gift card of $25
Track parcel #RM44GB
Make the July drop
Send a coupon worth $10
Ship from Monday to Thursday
Cyber Monday banner
Write the Cyber Monday mail
Photos against the setting sun
# lawyer
Read the lease, clause 3/4
Draft clause 12 of the NDA
File under #B12
Reply to the court by post
Chase signature page 2/5
Call counsel on the Monday matter
Check the due diligence list
Note due process in the memo
Filing fee of $350
Settle for $5,000
Offer of €12.000
Ask for costs of £800
Research Sunday trading law
Read Marbury v Madison
Brief on May v Hill
Write to the May Foundation
Ask the clerk who sat
Read part 2/3 of the bundle
Ask when the rent falls due
Rent arrears due to illness
Send the due date list to Ann
# developer
Fix #123
Close ticket #AB12
Merge PR #418
Upgrade to Python 3.12
Bump version to 2.0
Write test for every page
Look at the p99 latency
Triage P1 bugs
Fix P1 incident template
Post-mortem of the P1
Move to C# 12
Remove @deprecated in utils
Use @dataclass for the config
Cache for 24/7 uptime
Read about /dev/null
Run cron every so often
Learn F# and C#
Ask why CI fails every 3rd run
Rename the due field
Parse "due fri" in the form
Change the label: to a span
Support >5k rows
Handle a -> b
Check if x > 5
Set ~/.config rights
Delete ~5% of the rows
Try !important in CSS
Add to: header to the mail
Email is sent to the wrong @
# gardener
Move the fern out of the sun
Plants for full sun
Bed in part sun
Find a rose that likes sun
Prune the May tree
Order may blossom
Plant garlic before the frost
March the wheelbarrow back
Sow in March or April
Mow the lawn at no. 3
Hedge for Mrs March
Buy 20 l of compost for under £10
Cut back the sun roses
Greenhouse in the sun
Turn the compost every now and then
Divide hostas 1/2
Water butt at #9
Ask Sunny about bulbs
# hairdresser
Order toner #7
Colour 6/3 for Ann
Mix 1/2 tube with 20 vol
Train Wed on the till
Ask who has Saturday
Raise cut and dry to $45
Tips from Friday
Swap with May
Towels for chair 3
Thank June for the flowers
Buy foils for less than £9
# accountant
Explain box 3/4 of the return
Explain box 2/3
Read the P2 form
File the P11D
Ask about the 1 April rate
VAT on the May invoice
Reconcile from 1 jan
Accrual of $1,200
Depreciate over 3 years
Find the missing $40
Fine of €60
Look for the $12.50
Pay $30
Charge $80
Draw up the March accounts
Query on invoice #INV-204
Receipt #R17
# music teacher
Learn 3/4 time
Waltz in 3/4
Practise track 2/3
Order the March scores
Study Sunday Bloody Sunday
Buy size 1/2 cello
Rent a violin 1/4
Learn Friday I'm in Love
Sheet music for a march
Scales in D
Song called Tomorrow
Sing Good Day Sunshine
Copy of Blue Monday
Play Ruby Tuesday
Find the chords to Sunday
# cleaner
Bin bags for block 2/3
Key #B7 to the office
Bleach, 5 l
Ask for Sunday off
Do the windows at 24/7 Gym
Keys for the sun room
Windows at Sat's
Hoover bags size 3
# caterer
Menu for the May ball
Menu for tables 1/2
Ask how many on table 2/3
Buy sun dried tomatoes
Fridge at the hall
Ask for half of the $600
Sauce 1/2 and 1/2
Lunch with Tom
Chef for Mr Friday
Cost per head under $20
Order from Saturday Kitchen
Prep the dish of the day
# physio
Ask who sat out
Tape, 5 cm x 5 m
Room 2/3
Mr May's exercises
Write a plan for week 3/4
Ring Mr Monday
Stretch at the end of each day
Form #P45
Rehab in the sun
# tailor
Take 3d glasses back
Take in the waist by 1/2
Cut 3/4 sleeves
Hem at 3/4
Buttons, size 24
Order silk for under €40
Dress for May's wedding
Suit for when they wed
Dress for a newly wed
# tutor
Book for the SAT
Prepare Ann for the SAT
Study for SAT
Read unit 2/3
Mark exercise 1/2
Explain fractions: 3/4
Past paper for June
Chapter 9 for Tom
Verbs with to be
Reading age of 9
# event planner
Hall for up to 120
DJ for less than $500
Ask about Good Friday
Plan Easter Monday
Compare Friday and Saturday
Open from Friday to Sunday
Is the hall free on the Friday
Change the date from Monday to Tuesday
Plan next week
Cancel Friday
Celebrate Pancake Tuesday
Find a band for Shrove Tuesday
Bank Holiday Monday
Advertise in USA Today
Band plays until Sunday, maybe
Send save the dates
Write "see you tomorrow" on the card
Around the World in 80 Days
# writer
Write about tomorrow
Essay on a better today
Interview the man from Friday
Plot act 2/3
Scene 3/4
Title: The Day After Tomorrow
Tuesdays with Morrie
Read Saturday by McEwan
Read The Man Who Was Thursday
Notes for part 1/2
Read 1984
Finish book #2
Poem called Sunday
Cut to 500 words
Pay per word of $0.11
Pitch worth $400
# builder
Timber 2/3
Screws 5 x 50
Board 1/2
Order plywood, 3/4
Ask for sheets at $28
Beam at the rear of #22
Price for the roof, about £9,000
Deposit of $150
Skip for plot 2/3
Dig to 900 mm
Sand, 3 t
Windows with u-value of 1.2
Bring bay 7/11
# shopkeeper
Open on the Sunday
Closed on a Monday
Order bags at €0,10
Sign "back in 5 min"
Till 2/3
Float of $100
Door code #A12
Card fee up to 2%
Special for the first of May
Sale from Black Friday
Change the hours to 9-5
Give May the keys
Ask Tom
Call Tom
Rename scan 2020-11-01
Invoice 2019-12-01
See what's due today
Check what is due today
Meet @maria
Ping @maria
Share #goldenhour
Launch #bowls campaign
Offer ends Friday
Sale starts friday
Draw in 3d
Model in 2D
Seize today
Book flights for June
Minutes of last week
Reply to last week's mail
Staff Mon-Fri
Rota Sat/Sun
Valid until 3 dec
Score 3-1
Bus w48 to town
"""

TITLES = [line for line in _TITLES.strip().splitlines() if line and not line.startswith("# ")]
