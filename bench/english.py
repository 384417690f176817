"""English as it is said in a chat: words by subject, and sentences with places for them (see bench/korean.py)."""

THINGS = {
    "software": (
        "the deploy|the log|search|the login page|the cache|the database|the test run|the new build|the backup|"
        "the upload|the timeline|the settings page|the migration|the error text|the shortcut|the index|the server|"
        "the retry|the release notes|the notification"
    ),
    "design": (
        "the colour|the spacing|the font|the icon|the button|the first screen|the sketch|dark mode|the bubble|the list|"
        "the shadow|the menu|the empty state|the animation|the banner|the logo|the contrast|the wording|"
        "the profile picture|the margin"
    ),
    "food": (
        "lunch|the noodle place|coffee|the bakery|the dumplings|the soup|the salad|the curry|breakfast|the green tea|"
        "the sandwich|the pancake|dessert|the lemon cake|the rice bowl|the tomato pasta|the market stall|the barbecue|"
        "the kimchi|the ice cream"
    ),
    "trips": (
        "the train ticket|the hotel|the beach|the walk|the island|the passport|the suitcase|the map|the museum|"
        "the night view|the rental car|the campsite|the hot spring|the lookout|the flight|the ferry|the old town|"
        "the mountain path|the photo album|the bus pass"
    ),
    "stories": (
        "the novel|the film|the series|the comic|the essay|the library|the ending|the hero|the translation|the poem|"
        "the exhibition|the concert|the album|the book club|the short story|the documentary|the cinema|"
        "the last chapter|the soundtrack|the interview"
    ),
    "home": (
        "the plant|the cat|the dog|the move|the balcony|the laundry|the blanket|the tomato seedling|the window|"
        "the lamp|the desk|the chair|the heater|the parcel|the shopping|the shelf|the wallpaper|the garden|"
        "the kitchen tap|the neighbour"
    ),
    "health": (
        "the run|swimming|yoga|the bike|stretching|sleep|my back|my knee|the cold|the walk|the check-up|badminton|"
        "basketball|the gym|water|the nap|my new glasses|the running shoes|the long hike|the morning routine"
    ),
    "work": (
        "the meeting|the schedule|the report|the day off|the interview|the talk|the contract|the budget|the deadline|"
        "the minutes|the trip|the handover|the survey|the draft|the estimate|the quarterly plan|the notice|"
        "the training|the form|the slide deck"
    ),
}

WORDS = {
    "when": (
        "today|yesterday|earlier|just now|this week|last week|on the weekend|this morning|after lunch|last night|"
        "a few days ago|after the meeting|on Monday|on Friday afternoon|an hour ago|last month|on my way home"
    ),
    "later": (
        "tomorrow|later|in a minute|next week|this afternoon|by tonight|this month|when there is time|by Friday|"
        "before the meeting|on Monday morning|after that|over the weekend"
    ),
    "very": "a bit|quite|really|very|surprisingly|still|oddly|almost too|pretty|rather|more or less",
    "is": (
        "good|fine|slow|fast now|complicated|comfortable|strange|fun|tidy|hard|important|light|quiet|expensive|"
        "easy now|confusing|different|thin|amazing|ordinary|broken|ready|late"
    ),
    "did": (
        "fixed|tidied up|looked at|started with|postponed|looked into|picked|finished|changed|wrote down|prepared|"
        "checked|compared|missed|showed somebody|rebuilt|forgot about|asked about|measured|tried"
    ),
    "do": (
        "fix|tidy up|look at|prepare|look into|ask about|write down|take care of|share|compare|check|try|finish|draw|"
        "measure"
    ),
    "because": (
        "because there was no time|since it rained|because I changed my mind|as everybody was busy|"
        "because I slept badly|since the road was blocked|because the text was too short|as it was my first time|"
        "because it got cold|since it failed twice|because the deadline is close|as there were too many people|"
        "since prices went up|because nobody asked"
    ),
    "if": (
        "if that is fine|if there is time|if everybody agrees|if it stays dry|once the numbers are in|"
        "if we finish early|if there is a seat|if nothing breaks|if you are curious|unless it is urgent"
    ),
    "who": (
        "they|my sister|a friend|my neighbour|the new colleague|the owner|the kids|somebody here|my old teacher|"
        "the whole team|the people next door"
    ),
    "where": (
        "at work|at home|in the café|near the school|in the library|on the train|in the park|in the market|"
        "in the office|by the station|on the roof|down by the river"
    ),
    "first": (
        "Hm,|By the way,|Oh right,|Actually,|So|For now|Honestly,|Well,|Anyway,|Maybe|Luckily,|I think|To be fair,"
    ),
    "number": "two|three|four|five|six|ten|twenty|a few",
}

SAID = [
    "{thing} is {very} {is}.",
    "I {did} {thing} {when}.",
    "{first} {thing} is {very} {is}",
    "I {did} {thing} {because}.",
    "I will {do} {thing} {later}.",
    "{who} said something about {thing}, and it was {very} {is}.",
    "{who} {did} {thing} {where}.",
    "{when} I {did} {thing} {where}",
    "{thing} and {thing} belong together.",
    "{first} {thing} matters more than {thing}.",
    "{if}, I can {do} {thing} {later}.",
    "I thought about {thing} for a long time {when}.",
    "{thing} is {very} {is}, but let's leave {thing} alone.",
    "{who} told me {thing} was {is}, I am not so sure.",
    "After {number} tries I understand {thing}.",
    "{first} I have not seen {thing} yet {because}.",
    "cannot stop thinking about {thing}",
    "{thing} is done, only {thing} is left.",
    "It took {very} long, but I finally {did} {thing}!",
    "Since we changed {thing}, {thing} is {is} too.",
    "There are {number} ways to {do} {thing}; the first one is {very} {is}.",
    "{first} we moved {thing} to next week {because}.",
    "{first} I'll {do} {thing}.",
    "We do not all agree about {thing}.",
    "I did not expect {thing} to be {very} {is}.",
    "What we said about {thing} {when} had to do with {thing}.",
    "Let's {do} {thing} first this time.",
    "without {thing} it feels {very} empty",
    "{thing}: {number} people asked me about it {when}.",
    "I'll put up some pictures of {thing} {later}.",
]

ASKED = [
    "What happened to {thing}?",
    "Can we {do} {thing} {later}?",
    "Has anybody tried {thing}?",
    "Does anyone know why {thing} is {very} {is}?",
    "Which is better, {thing} or {thing}?",
    "How do you feel about {thing}?",
    "When do we have to decide about {thing}?",
    "Where do I find {thing}?",
    "Who knows {thing} well?",
    "{first} is {thing} fine with everybody?",
    "Would you {do} {thing} with me {later}?",
]

ANSWERED = [
    "Yes, I {did} {thing} {when}.",
    "I liked {thing} more than {thing}.",
    "Not yet. It will take {very} long {because}.",
    "I'll tell you about {thing} {later}.",
    "{who} would know that best.",
    "I wondered too, but {thing} is {very} {is}.",
    "No, {thing} is as it was.",
    "{if}, let's {do} it together {later}!",
    "I tried it {number} times and it was {very} {is}.",
    "I can {do} that {later}.",
    "I saw it {where} {when}.",
    "Start with {thing} and it becomes clear.",
]

LINKED = [
    "a good read about {thing}: {link}",
    "{link} explains {thing} {very} well",
    "{first} did you see this? {link}",
    "{link}",
    "notes on {thing}: {link}",
]

CODED = [
    "Is this how we {do} {thing}?",
    "I {did} it {when}",
    "this part is {very} {is}",
    "{thing} looks like this now.",
]

SHORT = (
    "ok|okay|yes|yep|no|nope|sure|thanks|thank you!|nice|great|cool|wow|oh|hm|haha|lol|same here|agreed|exactly|true|"
    "done|got it|one sec|on it|brb|back|good night|good morning|hello|welcome!|sounds good|makes sense|fair|maybe|"
    "me too|why not|👍|👏|😂|🎉|🙏|no worries|take your time|looks good|+1"
)

TAILS = "🙂|😅|🎉|🙏|🌿|☕|👀|💪|😂|🔥|✨|haha|:)|!!"
