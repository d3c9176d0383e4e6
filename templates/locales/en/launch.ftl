## Coming in from the LMS

new-tab-title = Let’s continue in a new tab
new-tab-lead = Your browser does not let this page remember who you are while it is shown inside your course. In a tab of its own it works.
new-tab-button = Open in a new tab
new-tab-why = Why does this happen?
new-tab-why-text = Some browsers protect your privacy by keeping pages inside other pages from remembering anything. That is a good thing, and nothing is wrong with your account. Your course stays open in this tab.

confirm-script-title = One setting keeps this page from opening
confirm-script-text = Scripts are turned off in your browser, and without cookies this step needs one. Please turn scripts on for this site, or allow cookies for it, and open the page from your course again. Nothing was changed.

## The first page

home-title = Micro-credentials
home-credentials = In this course
home-recognised = You are signed in
home-person = Name
home-no-name = Your learning platform does not share your name
home-course = Course
home-role = Role
home-platform = Came from
home-expires = Until
home-connections = LMS connections

home-test-user-title = You are in student view
home-test-user-text = This is a practice learner, so you can look around freely. Nothing done here earns a badge.
home-masquerade-title = You are acting as someone else
home-masquerade-text = Your learning platform says that you opened this course in another person’s name. What you do here counts as theirs.
home-observer-title = Only the people you follow can see their work here
home-observer-text = Observers see nothing of anyone’s micro-credentials in this tool. Please ask the person you follow to show you theirs, or ask the instructor of the course.
home-visitor-title = You have no role in this course
home-visitor-text = Your learning platform told us who you are, but not that you take part in this course. To earn micro-credentials or to run the course, ask its instructor to enroll you, then open this page from the course again.

## Choosing what to place in a course

picker-title = Add to your course
picker-lead = Choose what your participants will find.
picker-page-title = The course’s micro-credential page
picker-page-text = One page that lists every micro-credential of this course. Whatever is added later shows up there by itself.
picker-page-button = Add this page
picker-cancel = Cancel
picker-cancel-hint = You go back to your course and nothing is added.
picker-no-links-title = This place takes no links
picker-no-links-text = Your learning platform accepts other kinds of content here, but not a link to a page. Please go back and add it in a module or as an external tool.

return-title = Back to your course…
return-text = Your choice is on its way.
return-button = Continue

## Work opened from the gradebook

review-title = Work of a participant
review-title-own = Your work
review-title-named = Work of { $name }
review-empty-title = Nothing handed in yet
review-empty-text = When work is handed in for this item, you will find it here. There is nothing to do for you now.
review-empty-own-title = You have not handed in anything yet
review-empty-own-text = There is no hurry on our side. What you hand in will appear here, together with what happens next.

## What we hold about a person

privacy-title = What we hold about you
privacy-lead = This is what this tool keeps for people who come from { $platform }.
privacy-asked-by = Asked for by { $name }.
privacy-nothing-title = We hold nothing
privacy-nothing-text = This tool keeps no data about this person. There is nothing to download and nothing to delete.
privacy-held = Kept by this tool
privacy-name = Name
privacy-email = E-mail
privacy-not-shared = Not shared with us
privacy-visits = Visits
privacy-launches = { $count ->
    [one] { $count } visit from the learning platform
   *[other] { $count } visits from the learning platform
}
privacy-last = Last:
privacy-courses = Courses
privacy-no-courses = None
privacy-work = Work on micro-credentials
privacy-attempts = { $count ->
    [one] { $count } attempt
   *[other] { $count } attempts
}
privacy-work-hint = The file has what was written, confirmed and handed in, and lists the files that were added.
privacy-awards = Earned
privacy-not-held = We keep no password, and we never sell or pass on any of this.
privacy-export = Download everything
