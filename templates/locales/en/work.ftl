## Where one is. seen-… says who can see the page.

stage-card = Overview
stage-details = Details
stage-checklist = Checklist
stage-part = Part { $number } of { $all }
stage-check = Self-check
stage-submit = Handing in
stage-status = Status
bearings-place = Where you are
bearings-next = What comes next
bearings-by = By
bearings-seen-by = Who can see this
place-open = You have not started yet.
place-draft = You are working on it.
place-handed-in = You have handed it in.
place-ended = Your earlier work is saved.
place-instructor = You are looking at it as the course’s instructor.
place-onlooker = You are looking at it.
place-submitted = It is handed in, and you can still take it back.
place-review = It is with us.
place-hold = It waits until a question is settled.
place-answered = There is an answer.
place-expired = The time for this try is over.
place-withdrawn = You have taken it back.
place-voided = This try was taken out.
next-open = Read what it asks for, then start.
next-draft = Go on where you stopped, then hand in.
next-handed-in = You get an answer from the assessors.
next-ended = Start again with what you saved.
next-closed = Read what it asks for.
next-first = Earn what comes first. You can read everything about this one meanwhile.
next-instructor = Read what participants read.
next-onlooker = Read what it asks for.
next-submitted = We look at it when the time to take it back is over, and you get an answer here.
next-review = Assessors read it. You get an answer here.
next-hold = You do not need to do anything. We write to you here.
next-answered = Read the answer.
next-again = You can start again with all that you saved.
next-voided = Ask the issuer what it means for you.
seen-card = Everybody in this course can read this page. Nobody sees your work.
seen-draft = Only you, until you hand it in.
seen-check = Only you. Your marks stay in this browser.
seen-submitted = You and the assessors who read it. Not your supervisor, your school or other participants.
help = Help
help-text = Questions about this micro-credential are answered by:
help-hint = Name this reference. It leads to your course and your try, and to nothing that you wrote.

## Saving

save-last = Saved
save-saved = Saved
save-saving = Saving…
save-unsaved = Not saved yet
save-offline = Kept in this browser
save-nothing = Nothing to save yet
offline-title = We cannot reach the server
offline-text = Go on writing. What you type is kept in this browser and is saved as soon as the connection is back.
ended-title = Your session has ended. Nothing is lost
ended-text = What you typed is kept here. Open this micro-credential again from the course in another tab; then it is saved.
restored-title = We put back what you typed
restored-text = It was kept in this browser while it could not be saved. It is being saved now.
unsaved-title = Something could not be saved
unsaved-text = The server does not take it as it is, perhaps because it is very long. It is kept in this browser. Make it shorter, or ask for help with the reference above.
moved-title = The work has moved on
moved-text = It was handed in, or its time is over, perhaps from another tab. What you typed since then is not part of it. Copy it from here before you close this page.
copies-title = Typed here and not saved in time
copies-text = This browser kept it. It is in no other place: copy what you want to use again.
held-title = This browser kept text from the last time
held-text = The page was closed before all of it was saved. Open it here; where something else was saved meanwhile, you see both.
conflict-title = This was also changed somewhere else
conflict-text = Another tab or device saved it while you were writing here. Both texts are here; you decide.
conflict-mine = What you wrote here
conflict-theirs = What was saved elsewhere
conflict-keep-mine = Keep what is here
conflict-keep-theirs = Take what was saved elsewhere
conflict-keep-both = Keep both
conflict-without-script = Your text is in the field below. Saving again keeps it in place of the other one.

## Checklist and workspace

checklist-title = Your way to handing in
checklist-lead = In any order. Everything is saved while you write.
checklist-back = Overview
checklist-next-part = Go on with “{ $name }”.
checklist-next-check = Look at what is still missing.
checklist-next-submit = Everything is there. Check it yourself, then hand in.
carried-title = Your earlier work is in here
carried-text = Everything from your last try was copied. Change what you like.
step-read = Read what it asks for
step-read-text = The method, examples and the rubric.
step-pieces = { $done } of { $all } complete
step-check = Check it yourself
step-check-text = What is missing, and the rubric to go through.
step-submit = Hand in
step-submit-text = You see first what is still missing.
step-submit-ready = Everything that is needed is there.
workspace-back = Checklist
workspace-parts = Parts
workspace-next-part = Then comes “{ $name }”.
workspace-next-check = Then you check it yourself and hand in.
workspace-save = Save
workspace-save-next = Save and go to the next part
workspace-save-check = Save and check it yourself
workspace-judged = How this part is judged
mark-ready = Ready for me
mark-changed = Ticked, then changed
mark-none = Not ticked
mark-box = This part is ready, for me
mark-hint = A note to yourself. Nobody else sees it, and you can hand in with or without it.
mark-at = Ticked:
mark-changed-title = You ticked it, and changed something here since.
mark-again = It is ready as it is now
mark-broken = This could not be kept just now. Save the part with the button below; the tick goes along.
window-left = { $count ->
    [one] One day left to hand in.
   *[other] { $count } days left to hand in.
}
window-last-days = { $count ->
    [0] Today is the last day to hand in
    [one] One day left to hand in
   *[other] { $count } days left to hand in
}
window-until = You can hand it in until
window-last-text = What you write is kept, also afterwards. If you need more time, ask for it before then.
look-masquerade-title = You are acting as someone else
look-masquerade-text = You see this as that person does. Only they can write; nothing that you change here is saved.
look-test-user-title = You are in student view
look-test-user-text = Try everything out. What you hand in here is not assessed.

## Slots

slot-required = Needed
slot-optional = If you like
slot-instead-of = In place of “{ $name }”, if you like
slot-instead-short = another way, in place of the one above
slot-limits = Asked for:
slot-components = Speaks to
remark-time = The time of note { $number } could not be read. Write it like 3:15.
remark-lines = These lines are still below, because they do not begin with a time followed by words:
remark-minutes = The minutes of visit { $number } are not a number.
remark-time-here = This time could not be read. Write it like 3:15. What you typed is still in the field.
remark-minutes-here = This is not a whole number of minutes. What you typed is still in the field.
remark-length = The length of the recording could not be read. Write it like 6:30, 12 min or 1 h 5 min. What you typed is still in the field.
remark-large = This is more than can be kept in one place. Your text is still in the field.
slot-remark = Please look at this
fill-complete = Complete
fill-partial = Begun
fill-empty = Nothing yet
counter-left = left
counter-over = over
counter-missing = to go
outside-advice = You can hand it in like this.
outside-caps = You can hand it in like this, but it limits the result.
outside-blocks = Needs a change before you hand in.
text-label = Your text
editor-tools = Formatting
editor-bold = Bold
editor-italic = Italic
editor-bullets = List
editor-numbers = Numbered list
editor-link = Link
editor-link-address = Address of the link
editor-link-set = Set the link
rows-hint = There is always one empty row at the end. Rows that stay empty are not kept.
row-title = Row
row-add = Add a row
row-copy = Copy
row-remove = Remove
visit-title = Visit
visit-add = Add a visit
visit-date = Date
visit-minutes = Minutes
visit-setting = Grade and subject, no names
visit-focus = What you looked for
visit-seen = What you saw
visit-take-away = What you take away
visit-total = Visits:
visit-total-minutes = Minutes in all:
link-url = Web address
link-description = What is to be seen there
recording-or-link = Or, in place of a file, an address where it can be seen without signing in:
recording-link = Address of the recording
recording-length = Its length, such as 6:30 or 12 min
recording-captions = Captions or a transcript: the text, or where it is
recording-transcript = Transcript: the text, or where it is
player-label = Player
player-keys = Keys: space plays and stops, arrows go five seconds back and forth, N makes a note at this moment.
note-here = Note at this moment
notes = Notes on the recording
notes-hint = Say what happens at which moment.
notes-hint-component = Say what happens at which moment, and name at least one component each time.
note-title = Note
note-add = Add a note
note-at = At (m:ss)
note-text = What happens there
note-components = Components
note-play = Play from here
note-remove = Remove
notes-paste = Paste a list of notes
notes-paste-label = One note for each line
notes-paste-hint = For example: 3:15 – A quiet student answers. A component can be named in [brackets].
notes-paste-button = Make notes of these lines
upload-label = Choose a file, or drop it here
upload-privacy-picture = Where a picture was taken, when and with what is removed as it arrives.
upload-privacy-film = The place and the device that MP4, MOV and M4A files name beside the recording are removed as they arrive. Other kinds of recordings, and places that a camera writes into the recording itself, stay: look at them before you add them.
upload-privacy-document = Author, title and company are removed from Word, Excel, PowerPoint and OpenDocument files, and from PDFs that are neither locked nor signed, up to 32 MB. Names in comments and tracked changes stay: look at them before you add the file.
upload-hint = Up to { $size }. No names or faces of students without permission.
upload-button = Upload
upload-progress = Progress of the upload
upload-sending = Uploading:
upload-done = Uploaded:
upload-broken = The upload stopped on the way. Nothing else has changed; please try it again.
upload-stopped = Stopped. Nothing was kept of this file.
upload-stop = Stop
file-checking = We are looking at it. You can go on.
file-alt = What does it show?
file-alt-hint = For those who do not see it. Needed before you hand in.
file-caption = What to know about it
file-describe = Save the description
file-describe-broken = This description could not be saved just now. It stays here; please save it again before you leave this page.
file-remove = Remove
file-remove-broken = The file could not be taken away just now. Please try it again.
attested = Confirmed
not-attested = Not confirmed
shown-rows = Rows
shown-visits = Visits

## Self-check and handing in

matters-blocking = Before you hand in
matters-advice = Worth a look
check-title = Check it yourself
check-lead = Look at your work as an assessor will.
check-matters = What is still missing
check-nothing-title = Nothing is missing
check-nothing-text = Everything that is asked for is there and inside its limits.
check-next-submit = Go through the rubric, then hand in.
check-next-matters = Complete what is missing, then hand in.
check-marked = What you called ready
check-marked-text = Your own ticks. They are for you alone, and you can hand in with or without them.
check-rubric = The rubric, to go through
check-private = Tick what you find in your own work. Assessors never see these marks; they stay in this browser.
check-where = Look in:
check-students = Students’ privacy
check-students-text = Read once more for full names, on papers, in file names and on screens, too. Write “Student A” instead. Faces need the permission that your district asks for.
hints-none = No word in your texts looks like a name, an address or a telephone number. What is in pictures and recordings was not looked at, nor the end of very long texts.
hints-found = { $count ->
    [one] One place looks like a name, an address or a number
   *[other] { $count } places look like names, addresses or numbers
}
hints-private = Only a hint: perhaps it is none. This list is made for you now. It is kept nowhere, and assessors never see it.
hints-name = If it is a student, write “Student A” instead; for someone else, what they are, such as “a colleague”.
hints-email = Leave the address out, if it is someone’s.
hints-phone = Leave the number out, if it is someone’s.
hints-times = { $count ->
    [one] Once
   *[other] { $count } times here
}
hints-pointer = Look once more before you confirm. Only you see this.
check-go-on = Go on to handing in
submit-title = Hand in
submit-lead = What goes, who sees it, and when you get an answer.
submit-summary = What you hand in
submit-next = Confirm and hand in.
submit-next-matters = Complete what is missing.
submit-unconfirmed-title = Something is not confirmed yet
submit-unconfirmed-text = Please read and confirm each of the statements below. Nothing that you wrote has changed.
submit-window-title = The time for this try is over
submit-window-text = Everything that you wrote is kept. On the card you can begin another try, which starts with a copy of it.
submit-cool-off-title = It is a little early to hand in again
submit-cool-off-text = Some days lie between an answer and the next try, for going over what it says. Nothing that you wrote has changed; please hand in later.
submit-change-note = What did you change since the last try?
submit-confirm = Please confirm
submit-then = What happens then
submit-then-answer = You get an answer by { $date }.
submit-then-recall = { $count ->
    [one] For one minute you can take it back.
   *[other] For { $count } minutes you can take it back.
}
submit-then-seen = Only you and the assessors who read it can see it.
submit-button = Hand in
attest-own-work = This is my own work, and what I say about my practice is true.
attest-student-privacy = No student can be recognized, or I have the permission that my district asks for.
attest-consent-obtained = Every adult who can be seen, heard or recognized has agreed to that.
attest-ai-disclosure = How did you use artificial intelligence? Write “not at all” if you did not.
attest-ai-none = I did not use artificial intelligence for this work.
attest-shared = With whom did you make what colleagues hand in, too? Say what your own part in it was. Leave it empty if nobody else hands it in.

## What there is to look at. $number counts from 1, $time is a moment of a recording.

finding-missing = nothing is here yet.
finding-unfinished = something is still missing.
finding-file-not-ready = file { $number } is not ready yet. Wait a moment, or remove it.
finding-alt-missing = say what picture { $number } shows.
finding-transcript = add captions or a transcript.
finding-link-not-taken = upload the recording; a link is not enough here.
finding-upload-not-taken = give the address of the recording in place of a file.
finding-several-recordings = keep one recording and remove the others.
finding-address = the web address cannot be opened. It begins with https://.
finding-length-not-stated = say how long the recording is.
finding-length-unknown = we cannot tell how long the recording is. An assessor will look.
finding-few-notes = { $number } of at least { $bound } notes are there.
finding-many-notes = there are { $number } notes, and at most { $bound } can be read.
finding-note-empty = the note at { $time } says nothing yet.
finding-note-component = the note at { $time } names no component yet.
finding-note-after-end = the note at { $time } is after the end of the recording.
finding-note-long = the note at { $time } is longer than asked for.
finding-row = row { $number } is not complete yet.
finding-visit = visit { $number } is not complete yet.
finding-over = { $value }, and { $bound } { $noun } are the most.
finding-under = { $value }, and { $bound } { $noun } are the least.

## Afterwards

status-submitted-title = You have handed it in
status-submitted-text = Thank you. Your receipt is below.
status-review-title = It is being read
status-review-text = You do not need to do anything.
status-hold-title = A question has to be settled first
status-hold-text = The time that this takes does not count against you.
status-answered-title = There is an answer
status-answered-text = Your work has been read.
status-expired-title = Your work is saved
status-expired-text = The time for this try is over. Nothing is lost, and it does not count as a try.
status-withdrawn-title = You have taken it back
status-withdrawn-text = Everything is still here, and it does not count as a try.
status-voided-title = This try was taken out
status-voided-text = The issuer can tell you why, and what you can do.
again-text = Start again with a copy of all that you wrote. The earlier work stays as it is.
again-button = Start again with this work
status-way = The way to the answer
way-handed-in = Handed in
way-recall = Time to take it back is over
way-screening = Looked through for completeness
way-assessors = With the assessors
way-answer = Answer by
receipt = Receipt
receipt-id = Number
receipt-at = Handed in
receipt-fingerprint = Fingerprint
receipt-hint = The fingerprint (SHA-256) shows that what is assessed is what you handed in.
recall-title = Take it back
recall-text = You can go on working on it. This is possible until
recall-button = Take it back and go on working
withdraw-title = Withdraw this try
withdraw-text = Nobody reads it then. What you wrote stays, it does not count as a try, and you can start again with it.
withdraw-button = Withdraw
status-work = What is in it
status-work-empty = Nothing was written yet.
