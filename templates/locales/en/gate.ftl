## A gate of a course

gate-lead-learner = It opens when you hold what it asks for. What you earned elsewhere counts too, unless it says otherwise below.
gate-lead-instructor = It opens for everyone who holds what it asks for. Here is how your participants stand, and how your course is made to wait for it.
gate-lead-onlooker = It opens for everyone who holds what it asks for.
gate-standing = Where you stand
gate-held = { $done } of { $all } held
gate-met-title = You hold everything that is asked for here
gate-met-column = Your gradebook shows it, and whatever waits for it in your course opens. There is nothing left to do on this page.
gate-met-text = There is nothing left to do on this page.
gate-lost-title = Something that counted here no longer does
gate-lost-text = You held everything, and since then an award ended. What is listed below brings it back. Everything else that you earned stays yours.
gate-open-column = The number in your gradebook grows with each one that you earn. At the last one, whatever waits for this in your course opens by itself.
gate-open-text = With the last one that is asked for, this page says that you hold everything.
gate-missing = What is still to come
gate-some-more = { $count ->
    [one] One more of these, whichever you like:
   *[other] { $count } more of these, whichever you like:
}
gate-asks = What it asks for
gate-term-existing = What was earned before this course, or in another one, counts.
gate-term-fresh = What was earned before this course began here does not count.
gate-term-current = An award counts while it is valid. When it expires, it has to be renewed to count again.
gate-term-ever = An award keeps counting after it has expired.
gate-term-newest = Awards of earlier editions do not count.

item-held = Held
item-since = since
item-until = valid until
item-over = until
item-expired = Expired
item-not-counted = Held, does not count here
item-working = In progress
item-review = With assessors
item-revise = To be revised
item-ended = Ended
item-open = Not begun
item-elsewhere = Not placed in this course; you find it in the catalogue.

stack-met-title = You hold the whole stack
stack-met-text = It is yours, also when a later version of the stack asks for more.

## What comes before a micro-credential

first-title = Something else comes first
first-text = This one builds on what is listed here. Earn that, then come back: the start is waiting for you.

## A gate, for those who teach the course

gate-counts = How your participants stand
gate-counts-caption = Participants who have opened this page
gate-column-held = Held
gate-column-state = State
gate-column-learners = Participants
gate-nobody = Nobody has opened this page yet. Everyone is counted from the first time that they open it, with all that they hold by then.
gate-met-count = { $count ->
    [one] 1 person holds everything.
   *[other] { $count } people hold everything.
}
gate-open-count = { $count ->
    [one] 1 person is on the way.
   *[other] { $count } people are on the way.
}
gate-state-open = On the way
gate-state-met = Holds everything
gate-state-lost = Held everything before
gate-lost-list = Held everything before, and do not now
gate-lost-list-text = An award of theirs ended. In the gradebook the number went down, and what waits for it may have closed again.
gate-no-column-title = This link has no column in the gradebook
gate-no-column-text = People see here how much they hold, but a rule of your course cannot wait for it. To have a column, add the gate as an assignment or in a module.

news-gate-lost = Someone no longer holds what this asks for: { $name }

wait-title = Make your course wait for it
wait-lead = Do these once, in this order. The numbers are those of this course.
wait-numbers = The numbers for your rules
wait-numbers-text = Enter the value in bold. Keep each column at its maximum: a column that is rescaled needs another value.
wait-numbers-caption = Columns of this course
wait-column-item = Item
wait-column-score = Score at least
wait-column-maximum = Maximum
wait-no-columns = No micro-credential of this course has a column. The gate does not need one: it counts what people hold.

wait-canvas-unit = Put each micro-credential’s assignment into the module of its unit.
wait-canvas-score = In each module, choose Edit, add a requirement for that assignment, and set it to “Score at least” with the value from the table below. Do not use “Submit” or “View”: those open the next module before anything was assessed.
wait-canvas-order = Choose “Complete all requirements”; tick “move through requirements in sequential order” where the order matters, and set the earlier module as a prerequisite of the next.
wait-canvas-last = Make a last module, for example “Course completion”, with the other modules as prerequisites if people shall do everything here. Leave the prerequisites out if what was earned elsewhere shall be enough.
wait-canvas-gate = Put “{ $name }” into that last module and require “Score at least” { $number } for it. It also counts what people earned in another course, which the columns of this course do not see.
wait-canvas-posting = In the gradebook, set the grade posting policy of each of these assignments to “Automatically”. A hidden score does not open a module.
wait-canvas-attempts = Leave “Allowed attempts” of each assignment at “Unlimited”, so that revisions arrive.
wait-canvas-grade = If the course grade means something else, leave these assignments out of the final grade.

wait-moodle-pass = Open the settings of each micro-credential’s activity and enter the value from the table below as “Grade to pass”.
wait-moodle-completion = Under “Completion conditions” choose “Add requirements”, then “Receive a grade” and “Passing grade”.
wait-moodle-restrict = Where the next activity or section shall wait, add “Restrict access” → “Activity completion” and choose the activity before it, “must be complete and passed”.
wait-moodle-gate = For “{ $name }” enter { $number } as “Grade to pass”, with the same completion conditions. It also counts what people earned in another course.
wait-moodle-course = Under “Course completion” choose “{ $name }” as the one condition, unless people shall do everything in this course.

wait-other-rule = For each micro-credential, set the rule of your platform that waits for a grade to “at least” the value from the table below. Do not use a rule that waits for a visit or for something handed in: those open before anything was assessed.
wait-other-order = Where one comes after the other, let each unit wait for the one before it.
wait-other-gate = Let the end of the course wait for “{ $name }” with at least { $number }. It also counts what people earned in another course.
wait-other-posting = See to it that grades are shown to participants as they arrive. A hidden grade often opens nothing.

## Making a gate

picker-gate-title = A course gate
picker-gate-text = One item that completes when a participant holds what you choose: all of several micro-credentials, or some of them. What they earned elsewhere counts too.
picker-gate-button = Make a gate
gate-form-title = A course gate
gate-form-lead = Choose what has to be held, and how much of it. The item in your course counts from nothing to that number.
gate-form-name = Name of the item
gate-form-name-hint = As your course and its gradebook show it.
gate-form-name-default = Course completion
gate-form-how-many = How much has to be held
gate-form-all = All that is ticked
gate-form-some = Some of what is ticked
gate-form-number = How many
gate-form-number-hint = Only for “some”: a number from 1 to as many as are ticked.
gate-form-number-error = Enter a number from 1 to as many as are ticked.
gate-form-number-unfit-title = The number does not go with what is ticked
gate-form-number-unfit-text = Enter a number from 1 to as many as are ticked, or choose “All that is ticked”.
gate-form-too-much-title = That is more than one gate holds
gate-form-too-much-text = Tick 25 at most. For more, make a stack of some of them and tick the stack.
gate-form-counts = Which awards count
gate-form-existing = Awards from before this course
gate-form-existing-text = Whoever earned one earlier or in another course need not earn it again.
gate-form-current = Only awards that are valid
gate-form-current-text = When an award expires, the number goes down until it is renewed. What waited for it in your course may close again.
gate-form-newest = Only awards of the newest edition
gate-form-newest-text = An award of an earlier edition, in which other things were asked, does not count.
gate-form-column = The gradebook gets one column. Its maximum is the number that has to be held.
gate-form-place = Add this gate
gate-form-back = Back to everything that can be added

## What somebody holds

mine-title = My credentials
mine-lead = What you hold, what you are working on, and what it adds up to.
mine-held = Held
mine-none-title = Nothing held yet
mine-none-text = When you earn a micro-credential, you find it here. There is no hurry.
mine-none-now = Nothing in this section at the moment.
mine-ending = Ending soon
mine-ending-hint = Within 90 days. There is time to earn them again.
mine-over = Time is over
mine-over-hint = What you showed stays yours; you can earn it again.
mine-stopped = Stopped or taken back
mine-stopped-hint = You earned these, and they do not hold at the moment. Nothing that you handed in was touched.
mine-suspended-text = A question about it is still open. Until it is answered the badge is not available, and nothing is decided.
mine-stopped-ask = Ask
mine-begun = Begun
mine-gates = Gates of this course
mine-stacks = Stacks
mine-always = does not expire

## What a course gives to who meets its gate

course-award-eyebrow = Given with the last one
course-award-own = Your badge
course-award-set = What the course gives
course-award-set-text = Everyone who holds all that is asked for here can be given a badge of the course, once. Who holds all of it already is given it as well, within minutes.
course-award-title = Title
course-award-title-hint = As it stands on the badge.
course-award-title-error = Give it a title of up to { $count } characters.
course-award-claim = What it took
course-award-claim-hint = One or two sentences for whoever sees the badge and was not there.
course-award-claim-error = Say in up to { $count } characters what it took.
course-award-save = Give this badge
course-award-none = Give no badge any more
course-award-stays = Badges that were given stay, whatever you change here. A change counts for those who come after it.
course-award-saved-title = Saved
course-award-saved-text = This is what the course gives from now on.
