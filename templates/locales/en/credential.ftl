## The card

card-eyebrow = Micro-credential
card-back = All micro-credentials of this course
card-state = Where you stand
card-start = Start
card-continue = Go on with your work
card-follow = See where it is
card-answer = Read the answer
card-ended = See what you saved
card-until = You can hand in until
card-window = { $count ->
    [one] You have one month, counted from the first answer that you save. Looking around costs nothing.
   *[other] You have { $count } months, counted from the first answer that you save. Looking around costs nothing.
}
card-hand-in = What you hand in
card-details = Everything about it, with the rubric
card-choose = Choose something else for this link
card-facts = At a glance
card-test-user-title = You are in student view
card-test-user-text = Try everything out. What you do here is not assessed and no grade goes to the course.
card-instructor-title = You run this course, so you cannot earn it here
card-instructor-text = A learning platform takes results only for participants. You can read everything that participants read. To earn it yourself, open it in a course in which you take part.
card-onlooker-title = You can read everything here
card-onlooker-text = To earn it you need to take part in the course. Ask the instructor to enroll you, then open it from the course again.
closed-masquerade-title = You are acting as someone else
closed-masquerade-text = You can look at this as that person sees it. Only they can start and write.
closed-offer-title = It cannot be started at the moment
closed-offer-text = Your organization does not offer it right now. Ask your instructor when it will be offered again.
closed-coach-title = A coach comes first
closed-coach-text = Talk your last answers through with a coach. After that you can start again.
closed-tries-title = You have used all tries
closed-tries-text = What you handed in is kept. The issuer can tell you what is possible now.

## Facts

fact-minutes = Time it takes
fact-minutes-value = { $min } to { $max } minutes
fact-minutes-in-hours = { $min } to { $max } hours
fact-hours = Hours it stands for
fact-hours-hint = where hours are granted
fact-students = Students
fact-students-none = No students needed
fact-students-optional = With or without students
fact-students-required = You need a class
fact-assessed = Who assesses, and how fast
fact-readers = { $count ->
    [one] One trained assessor
   *[other] { $count } trained assessors
}
fact-days = { $count ->
    [one] within one business day
   *[other] within { $count } business days
}
fact-tries = Tries
fact-tries-any = As many as you need
fact-tries-max = { $count ->
    [one] One
   *[other] Up to { $count }
}
fact-valid = Valid
fact-valid-always = Does not expire
fact-valid-months = { $count ->
    [one] One month
   *[other] { $count } months
}
fact-languages = Your work can be in
fact-issuer = Issued by
language-en = English
language-es = Spanish

## Everything about it

details-back = Back to the card
details-version = Version
details-method = How it is done
details-components = What it is made of
details-parts = What you hand in
details-rubric = How it is judged
details-rubric-same = This is the very rubric that assessors use.
details-rules = The rules around it
details-resources = Resources that help
details-research = What it rests on
details-licence = License
captions-yes = with captions
captions-no = without captions
rule-window = { $count ->
    [one] You have one month from the first answer that you save. When the time is over, your work is kept and you can start again with it.
   *[other] You have { $count } months from the first answer that you save. When the time is over, your work is kept and you can start again with it.
}
rule-recall = { $count ->
    [one] You can take back what you handed in for one minute.
   *[other] You can take back what you handed in for { $count } minutes.
}
rule-blind-open = You and the assessor know each other’s names.
rule-blind-single = The assessor does not see your name.
rule-blind-double = The assessor does not see your name, and you do not see theirs.
rule-resubmit-whole = If the answer is “not yet”, you go on with everything that you wrote.
rule-resubmit-parts = If the answer is “not yet”, you work only on the parts that were not shown yet.
rule-coach = { $count ->
    [one] After one answer of “not yet” a coach helps before the next try.
   *[other] After { $count } answers of “not yet” a coach helps before the next try.
}
rule-ai-none = Artificial intelligence is not used for this work.
rule-ai-disclosed = You may use artificial intelligence if you say how.
rule-ai-allowed = You may use artificial intelligence.

## Limits. $noun comes from the unit texts.

range-between = { $min } to { $max } { $noun }
range-exactly = { $max } { $noun }
range-least = at least { $min } { $noun }
range-most = at most { $max } { $noun }
unit-words = { $count ->
    [one] word
   *[other] words
}
unit-characters = { $count ->
    [one] character
   *[other] characters
}
unit-files = { $count ->
    [one] file
   *[other] files
}
unit-pages = { $count ->
    [one] page
   *[other] pages
}
unit-rows = { $count ->
    [one] row
   *[other] rows
}
unit-visits = { $count ->
    [one] visit
   *[other] visits
}
unit-notes = { $count ->
    [one] note
   *[other] notes
}
unit-minutes = { $count ->
    [one] minute each
   *[other] minutes each
}
unit-length = { $count ->
    [one] min long
   *[other] min long
}
limit-block = needed
limit-cap = outside, it limits the result
limit-advice = advice

## The rubric

rubric-model-details = Each detail gives its points when it can be seen in at least one of the parts that it is looked for in.
rubric-model-levels = Each criterion is at one of these levels.
rubric-model-met = Each of these statements is met, or not yet.
rubric-points = Points
rubric-seen = What is looked for
rubric-level = Level
rubric-sought-in = Looked for in:
rubric-conditions = Demands on the whole
rubric-condition-assessor = The assessor looks at this.
rubric-condition-tool = The tool measures this.
rubric-pass = What earns it
rubric-bands = What totals mean
rubric-total = Total
rubric-result = Answer
rubric-meaning = What you read then
rubric-result-shown = Shown
rubric-result-not-yet = Not yet
pass-all-of = All of these:
pass-any-of = One of these:
pass-not = Not this:
pass-total = At least { $points } of { $max } points in all
pass-criterion = At least { $points } points for “{ $name }”
pass-every = At least { $points } points for every criterion
pass-components = Points in at least { $number } components
pass-part = Everything that is looked for in “{ $name }” is shown
pass-condition = { $name }
pass-level = “{ $name }” is at the level “{ $level }”
