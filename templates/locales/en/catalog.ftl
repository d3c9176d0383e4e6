## The public catalogue

catalog-title = Micro-credentials
catalog-lead = What each one asks for and how it is assessed, in full and for everyone.
catalog-tag = Topic: { $name }
catalog-all = Show all topics
catalog-tags = Topics
catalog-back = All micro-credentials
catalog-pages = Pages
catalog-page = Page { $number } of { $all }
catalog-page-before = Page before
catalog-page-after = Next page
catalog-version = Version

## An entry in a list

entry-credential = Micro-credential
entry-stack = { $count ->
    [one] Stack of one micro-credential
   *[other] Stack of { $count } micro-credentials
}
entry-hours = hours of learning
entry-students = Needs students
entry-hand-in = What is handed in

evidence-writing = Writing
evidence-file = Documents
evidence-image = Pictures
evidence-audio = Sound recording
evidence-video = Video
evidence-table = Table
evidence-observation-log = Visits to classrooms
evidence-link = Link
evidence-attestation = Confirmation

## Choosing from the catalogue

shelf-search = Find a micro-credential
shelf-search-hint = A word from its title, its claim or its topics.
shelf-search-button = Search
shelf-all = Micro-credentials and stacks
shelf-kept = Chosen so far
shelf-found = { $count ->
    [one] 1 found
   *[other] { $count } found
}
shelf-more = { $count ->
    [one] One more was found. Another word in the search brings it here.
   *[other] { $count } more were found. Another word in the search brings them here.
}
shelf-none-title = Nothing found
shelf-none-text = Try fewer or other words.
shelf-nothing-chosen-title = Nothing is chosen yet
shelf-nothing-chosen-text = Tick what you want to add, then press the button at the end of the list again.
shelf-add = Add
shelf-add-chosen = Add what is ticked
shelf-preview = Preview with the full rubric
shelf-members = What belongs to it
shelf-maximum = { $count ->
    [one] The rubric gives 1 point at most.
   *[other] The rubric gives { $count } points at most.
}
shelf-score-at-least = For a rule such as “score at least”, use { $count }.

grade-legend = What the gradebook shows
grade-points-title = The points of the rubric
grade-points-text = Everyone whose work was assessed has a number. Whoever passed reaches the value for “score at least”, and nobody else does.
grade-pass-only-title = Passed, or nothing
grade-pass-only-text = Whoever passed has one point out of one. Everyone else has no number at all.
grade-none-title = No column
grade-none-text = The gradebook does not change. Results are found here.
grade-passed = Passed
grade-not-yet = Not yet
grade-at-work = At work
grade-empty = empty
grade-unavailable-title = There is no gradebook column at this place
grade-unavailable-text = Your learning platform takes links here without a column. To have one, add the micro-credential as an assignment or in a module.

## What a link shows

choose-title = Choose what this link shows
choose-lead = Everyone who opens the link from your course will find what you choose here.
choose-back = Back
choose-again = Let this link show something else
choose-in-use-title = People already work here
choose-in-use-text = What this link shows stays as it is, so that nobody’s work loses its place in the gradebook. For something else, add a new link to your course.

unbound-choose = This link shows nothing of its own yet
unbound-choose-hint = Choose a micro-credential, a stack, or the page of the whole course. People who open the link now find what else is in the course.
unbound-choose-button = Choose now
unbound-ask-title = Nothing has been chosen for this link yet
unbound-ask-text = Please let the instructor of the course know: they can choose what it shows. You have not missed anything.

## A stack

stack-all = All of these:
stack-one = One of these:
stack-some = { $count ->
    [one] One of these:
   *[other] { $count } of these:
}
stack-sequential-title = One after the other
stack-sequential-text = Each one can be started when the one before it is held.
stack-member-missing = is not offered at the moment
