## The desk of those who read work

desk-link = Assessment desk
desk-title = Your desk
desk-lead = Work that educators handed in and that waits for an answer.
desk-home = First page
desk-place = At your desk.
desk-next-held = Go on with what you have.
desk-next-take = Take the next piece of work.
desk-next-sides = Choose a list.
desk-seen-by = Only you. Nobody in the course sees that you read work.
desk-submitted = Your reading of { $name } is submitted
desk-submitted-then = Thank you. You cannot change it any more. The educator reads it when the result is released.
desk-sides = Other lists
desk-waiting = Waiting
desk-none-waiting = Nothing waits for you at the moment.
desk-nothing-title = Nothing is free at the moment
desk-nothing-text = What waits is with others already, or is by somebody whom you should not assess. Look in again later.
desk-waiting-count = { $count ->
    [one] One piece of work waits.
   *[other] { $count } pieces of work wait.
}
desk-overdue-count = { $count ->
    [one] One is overdue.
   *[other] { $count } are overdue.
}
desk-overdue = Overdue
desk-due-days = By day
desk-due-by = Answer due by
desk-due-count = Pieces of work
desk-next = Take the next one
desk-next-hint = You get what is due first. It stays with you for eight hours, and longer while you work on it.
desk-full = { $count ->
    [one] You have one piece of work. Finish it or give it back to take another.
   *[other] You have { $count } pieces of work. Finish one or give one back to take another.
}
desk-held = With you
desk-held-none-title = Nothing is with you
desk-held-none-text = What you take appears here, with the time that you have for it.
desk-sent-back = Sent back to you
desk-yours-until = Yours until
desk-answer-due = Answer due by
desk-go-on = Go on
desk-release = Give back
desk-about = About your work
desk-turnaround = On average you answer within
desk-turnaround-none = How fast you answer is shown here after your first readings.
desk-hours = { $count ->
    [one] one hour
   *[other] { $count } hours
}
desk-days = { $count ->
    [one] one day
   *[other] { $count } days
}
desk-qualified = You read work on
desk-qualified-none = You are not qualified for a micro-credential yet. A lead assessor can change that.
desk-qualified-active = Active
desk-qualified-paused = Paused
desk-qualified-until = until
desk-major = version { $number }

## Before reading

stage-conflict = Before you read
conflict-check-title = May you read this?
conflict-check-lead = You see no names. If you can tell who it is all the same, somebody else reads it.
conflict-place = Before the work is shown.
conflict-next = Say whether you can read it.
conflict-seen-by = Only you. The educator does not learn who reads it.
conflict-credential = Micro-credential
conflict-reading = Reading
conflict-try = Try
conflict-earlier = there is an earlier one to compare with
conflict-recording = Recording
conflict-recording-text = There is one. People in it cannot be masked, and you are asked again before it plays.
conflict-question = Go on only if none of this is so
conflict-question-know = You know who wrote it, or you think so.
conflict-question-supervise = You supervise this person, or they supervise you.
conflict-question-coach = You helped with this work.
conflict-go-on = None of this is so. Show the work
recuse-open = I should not read this
recuse-reason = Why?
recuse-knows = I know the person
recuse-supervises = I supervise this person, or they supervise me
recuse-coached = I helped with this work
recuse-other = Another reason
recuse-hint = It goes back to the others, and nothing of this person comes to you again. Nobody asks you more.
recuse-button = Give it back to others

## Reading

position-first = First reading
position-second = Second reading
position-adjudication = Deciding reading
position-appeal = Reading after an appeal
reading-code = Work
reading-back = Your desk
reading-next = Look at each detail, say where you see it, then review and submit.
reading-seen-by = You, and a lead assessor when it is submitted. The educator reads your comments when the result is released, without your name.
reading-rubric = Rubric
reading-beside = The two readings beside each other
reading-pop-out = Open in a tab of its own
reading-later = Save and finish later
reading-review = Review and submit
reading-moved-title = This reading is no longer with you
reading-moved-text = The time for it is over, or it went to somebody else, or it is submitted already. What you wrote since then is kept in this browser. Copy it from here before you close this page.
reading-ended-title = Your session has ended. Nothing is lost
reading-ended-text = What you wrote is kept here. Open your desk again from the LMS in another tab and open this work there; then it is saved.
reading-conflict-text = Another tab or device saved this reading while you were writing here. Both are here; you decide.
reading-conflict-without-script = What you wrote is in the form below. Saving again keeps it in place of the other one.
reading-keep-both = Put both together
sent-back-title = A lead assessor sent this back to you
changed-note-title = What the educator changed
earlier-title = There is an earlier try
earlier-text = What changed since then is marked in the work, and what was said about it stands in the rubric.
looked = { $done } of { $all } looked at
desk-result-points = { $points } of { $max }
keys-title = Keys
keys-hint = The keys work in the rubric and in the player, and never while you type.
key-evident = Evident, or met. With levels, the number of the level
key-not-found = Not found, or not met yet
key-down = Next one
key-up = The one before
key-point = Point to what you selected in the work, or to the moment of the player
key-comment = To the comment; Esc leads back
key-mark = In the player: mark this moment for the detail that you were at
key-help = These keys
criterion-points = { $count ->
    [one] 1 point
   *[other] { $count } points
}
last-time = Last time
last-time-no-comment = There was no comment.
last-time-carry = Take over from last time
mark-evident = Evident
mark-not-found = Not found
mark-met = Met
mark-not-met = Not met yet
mark-open = Not looked at
level-choose = Which level?
none-found = I looked everywhere and it is nowhere in the work
pointers = Where it is to be seen
point-here = Point to what is selected
pointer-place = Place
pointer-nowhere = Choose a place
pointer-at = Time, such as 3:15
pointer-page = Page
pointer-quote = Words
pointer-remove = Remove this place
place-page = page { $number }
comment = Comment
comment-below-top = The educator reads this. At least { $number } words unless everything is there.
comment-always = The educator reads this. At least { $number } words.
comment-never = The educator reads this, if you write something.
conditions-title = Conditions
conditions-hint = They hold for the work as a whole. One that is not met limits the result.
condition-found = found by the tool
whole-title = For the educator
feedback-strength = What works well
strength-hint = One thing, as concrete as you can.
feedback-next-step = The next step
next-step-hint = The one change that would help most.
insufficient = Too little to go on
insufficient-hint = Needed when the total is very low.
insufficient-none = No
insufficient-off-topic = Nothing in it is about the skill
insufficient-wrong-file = It is another file than was asked for
insufficient-part-missing = A part is missing
private-title = Not for the educator
private-hint = Lead assessors and auditors can read this. The educator never does.
feedback-private = Private note
asks-second = Somebody else should read it, too

## The work

evidence-title = The work
evidence-asked = What was asked
evidence-empty = Nothing was handed in here.
evidence-same = As last time
evidence-changed = Changed
evidence-change = What changed since the last try
change-added = added:
change-removed = taken out:
evidence-notes = The educator’s notes
evidence-play = play from here
evidence-transcript = Transcript or captions
evidence-picture = Picture { $number } of { $name }
evidence-film = Film { $number } of { $name }
evidence-sound = Recording { $number } of { $name }
evidence-document = File { $number } of { $name }
evidence-alt = It shows:
known-question = Do you know a person in this recording?
known-why = Look at the first moments with that in mind. If you do, somebody else reads the work.
known-nobody = No. Show the player
known-somebody = Yes. Give it back to others
reading-player-keys = Space plays and stops, the arrows move by 5 seconds, M marks the moment.
reading-mark-here = Mark this moment

## Before submitting

stage-review = Review
review-page-title = Review and submit
review-lead = This is what you say about the work, and what the educator will read.
review-back = Back to the reading
review-next-submit = Read it once more as the educator will, then submit.
review-next-gaps = Add what is missing.
review-gaps = Still missing
missing-mark = Not looked at: { $name }
missing-score = Not scored: { $name }
missing-comment = “{ $name }” needs a comment of { $number } words. It has { $done }.
missing-evidence = “{ $name }” needs a place in the work, or that it is nowhere.
missing-condition = Not looked at: { $name }
missing-reason = Say why there was too little to go on.
missing-strength = Say what works well.
missing-next-step = Say what the next step is.
review-result = What it comes to
review-capped = A condition or the pass rule keeps it below what the points alone would say.
review-letter = What the educator reads
review-letter-hint = Word for word, when the result is released. Your name is not there.
review-letter-result = Result
review-not-sent = Not for the educator
review-rationale = Why you decide so
review-rationale-hint = Both readers and auditors can read this. The educator does not.
review-second-title = You asked for a second reading
review-second-text = Somebody else reads the work before there is a result.
review-final = When you submit, the reading is final. You cannot change it afterwards.
review-submit = Submit the reading

## Lead assessors

lead-title = Lead desk
lead-lead = Where readings differ, what waits to go out, and what takes too long.
lead-next = Settle differences first; they hold up an educator.
lead-seen-by = You and other lead assessors. Educators’ names are not shown before the decision.
lead-back = Lead desk
lead-differing = Readings that differ
lead-differing-none = There is no difference to settle.
lead-begun = Begun
lead-compare = Compare the readings
lead-decided = Decided, not released
lead-decided-none = Nothing waits to go out.
lead-look = Look at it
lead-overdue = Overdue or nearly
lead-overdue-none = Everything is in time.
lead-soon = Due soon
lead-with = With an assessor since
lead-with-nobody = With nobody
lead-assign-to = Give it to
lead-assign = Give
lead-take-over = Take it over
lead-begun-other = Somebody has begun
lead-settle = Take it and compare
lead-barred = You have read this work, so somebody else settles it.
lead-under-way = Under way
case-title = Readings
case-next = Read what was written. What is not clear can go back to its author.
case-no-readings = Nobody has submitted a reading yet.
case-words-title = Say it in a few words
case-words-text = Whoever gets it back has to know what to change.
adjudication-title = Settling a difference
adjudication-lead = Two assessors came to different results. You read the work yourself, and your reading decides.
adjudication-next = Compare, then read and decide.
adjudication-begin = Read it and decide
return-both = Return both readings with a clarification
return-both-hint = Both assessors read it beside their own reading, and may change that once or leave it as it is. Neither sees the other’s. If they still differ, it comes back to you.
return-both-comment = What the rubric means here
adjudication-hint = You score everything yourself and say why you decide so.
adjudication-differences = Where they differ
adjudication-no-differences = Every mark is the same; the difference is in the comments.
adjudication-what = What
adjudication-reading = Reading { $number }
decided-title = Decided
decided-lead = It goes to the educator and to the gradebook when you release it.
decided-next = Release it, or say what has to change first.
decided-release = Release the result
decided-send-back = Send the reading back
decided-send-back-hint = The assessor gets it back with your words. Both versions are kept.
decided-comment = What should change?
decided-hold = Have it looked at again
decided-hold-hint = A lead assessor reads the work before anything goes out.
decided-reason = Why?

## Looking work through

screenings-title = To look through
screenings-lead = Before work is read: is it whole, can it be opened, and does it keep students private?
screenings-none-title = Nothing to look through
screenings-none-text = New work appears here when the time to take it back is over.
screenings-since = Handed in
screening-title = Looking it through
screening-lead = You do not score anything here.
screening-next = Pass it on, or give it back with what is missing.
screening-back = To look through
screening-look-at = Look at
screening-look-whole = Is there something in each place, and is it what was asked for?
screening-look-open = Does each file open, and can each recording be heard?
screening-look-people = Is there a student’s name or face without need?
screening-look-template = Is the form the one that was asked for?
screening-pass = All is well. Pass it on
screening-return = Give it back
screening-return-hint = It does not count as a try, and the educator gets at least 14 more days.
screening-reasons = What has to change?
screening-reasons-needed = Choose at least one.
return-missing = Something that was asked for is missing
return-unreadable = Something cannot be opened or read
return-no-sound = A recording cannot be heard
return-student-data = A student can be recognised
return-wrong-template = It is on another form than was asked for
return-broken-link = A link leads nowhere
screening-note = A word to the educator
screening-note-hint = Which file, which page, which minute? The educator reads this.
screening-return-button = Give it back to the educator

## When the time is over

over-title = The time for this reading is over
over-text = It went back to the others so that the educator does not wait. If nobody has taken it yet, you can go on.
over-gone = Somebody else has it now, or it cannot be given to you.
over-resume = Go on with it
over-written = What you wrote
over-written-hint = Nobody else sees it. It is kept for you for 30 days.
over-nothing-title = You had not written anything yet
over-nothing-text = Nothing is lost. Take the next one from your desk.
reading-over-title = The time for this reading is over. What you write is kept
reading-over-text = Take it again to submit it. That works as long as nobody else has taken it.
