## The result, and its revision

stage-result = Result
place-earned = You have earned it.
place-question = You have earned it, and a question is open.
place-over = You had earned it. Its time is over.
place-revise = There is a result, and the way goes on from here.
next-earned = There is nothing more to do here.
next-renew = You can earn it again.
next-question = You do not need to do anything.
next-revise = Read the comments, then revise your work.
next-begun = Go on with your revision.
next-coach = Talk it through with a coach, then go on.
next-none-left = Read the comments. They are yours to keep.
seen-result = You. The instructors of your course see the result, not the comments and not your work.
result-pass-title = You have earned this micro-credential
result-revise-title = Not yet – here is what leads on
result-changed-title = This result has changed after a review
result-changed-text = It takes the place of what you read here before.
result-next = What comes next
result-earned-text = You have shown the skill. The comments below are yours to keep.
result-valid-until = It is valid until
result-was-valid-until = It was valid until
result-renew-text = Earn it again with a copy of all your work. The new award has a badge of its own, and this one stays where it is.
result-renew = Earn it again
result-question-title = A question about your badge is open
result-question-text = Until it is settled, the badge says so to whoever looks at it. You will read here how it ends.
result-taken-back-title = Your badge was taken back
result-taken-back-text = Its page says so to whoever looks at it. The issuer can tell you why, and what you can do.
result-badge-text = Your badge is there: to take along, to show, or to keep to yourself.
result-badge = Go to your badge
result-revise-text = Start a revision with a copy of all your work. The comments stand beside each part while you write.
result-revise-parts = Start a revision with a copy of all your work. What was shown already can stay as it is; the comments stand beside the other parts while you write.
result-revise-until = You have time until
result-revise-button = Start the revision
result-cool-off = You can hand it in again from
result-cool-off-hint = You can work on it before then.
result-tries-left = { $count ->
    [one] You have one more try.
   *[other] You have { $count } more tries.
}
result-begun-text = The next try has begun with a copy of this work.
result-begun-button = Go to the next try
result-little-title = There was too little to go on
result-little-off-topic = What you handed in speaks of something else than what is asked for.
result-little-wrong-file = One of the files seems to be another one than you meant.
result-little-part-missing = A part that is asked for could not be found.
result-strength = What your work does well
result-step = A next step
result-facts = The result in figures
result-try = Try
result-at = Told
result-points = Points
result-gradebook = Gradebook of the course
result-gradebook-none = This course has no gradebook column for it. Your result stands all the same.
result-gradebook-moved = The number differs a little, so that a rule of the course opens the way for those who have earned it and for nobody else.
result-unlocks = What it leads to
result-criteria = What was seen
result-condition-met = – met
result-condition-open = – not met yet
result-others = Your other results
result-other = Try { $number }
result-print = Print this page
told-points = { $points } of { $max }
told-shown = Shown
told-not-yet = Not yet
told-evident = Shown:
told-not-found = Not found yet
told-comment = From the assessors
told-play-from = play from { $time }
told-page = page { $number }
revise-title = You are revising
revise-text = Everything from your last try is here. The comments stand beside each part.
revise-text-parts = Everything from your last try is here. Parts that were shown can stay as they are; the comments stand beside the others.
revise-all = Read the whole result again
revise-said = What was said about this part
revise-said-nothing = Nothing was said about this part alone.
revise-part-shown = Everything in this part was shown. It can stay as it is. Open it to change something.
revise-shown = Shown last time
revise-look = Read the comments
submit-change-note-hint = A sentence or two. Your assessors read it first.
hand-over-text = If you are sure, you need not wait: the assessors can have it at once. You cannot take it back then.
hand-over-button = Hand it over to the assessors now

## What somebody is told when they come in

news-title = News
news-result = There is a result: { $name }
news-window-ends = A reminder of the time to hand in: { $name }
news-window-over = The time for this try is over: { $name }
news-window-over-text = Your work is saved, and you can start again with a copy of it.
news-more-time = You have more time: { $name }
news-window-until = You can hand it in until
news-on-hold = A question has to be settled before it goes on: { $name }
news-goes-on = It goes on: { $name }
news-taken-out = This try was taken out: { $name }
news-assigned = A lead gave you work to read: { $name }
news-sent-back = A reading of yours came back with a question: { $name }
news-lease-ends = Your time for this work ends within the hour: { $name }
news-differ = Two readings differ: { $name }
news-incomplete = Something is missing: { $name }
news-incomplete-text = It has not been read yet, and it does not count as a try. Complete it and hand it in again.
lack-missing = Something that is asked for is not there.
lack-unreadable = Something cannot be opened or read.
lack-no-sound = A recording cannot be heard.
lack-student-data = A student can be seen or is named.
lack-wrong-template = It is made on another form than asked for.
lack-broken-link = A link leads nowhere.

## The gradebook, for the educator

gradebook-on-its-way = On its way to the gradebook of the course.
gradebook-arrived = The gradebook of the course has it.
gradebook-person = Somebody in the course gave a grade, and that stands in the gradebook.
gradebook-stuck = It could not be written into the gradebook yet. Your instructor sees why. Your result stands all the same.
