## Words that appear on many pages

product-name = microcred
product-line = Micro-credentials for educators

part-happened = What happened
part-kept = What was kept
part-next = What to do now
reference-label = Reference
code-label = code
back-to-course = Back to your course
client-id = Client ID

unanswered-title = We cannot reach the server just now
unanswered-text = You are still on the same page, with everything in it. Please try it again in a moment.
step-waiting-title = One moment…
step-waiting-text = We are opening your page.

## Times. $month comes from the month keys, $day and $year are numbers, $time is 24-hour.

moment = { $month } { $day }, { $year }, { $time } UTC
day = { $month } { $day }, { $year }
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

## Roles in a course

role-instructor-name = Instructor
role-instructor-lead = You run this course. Here is what your participants can earn in it.
role-instructor-empty-title = Nothing to earn here yet
role-instructor-empty-text = Micro-credentials that are added to this course are listed here for you and your participants. Nothing is waiting for you.

role-earner-name = Participant
role-earner-lead = Here is what you can earn in this course, at your own pace.
role-earner-empty-title = Nothing to earn here yet
role-earner-empty-text = Your course has no micro-credentials so far. When your instructor adds one, you will find it here. Nothing is waiting for you.

role-observer-name = Observer
role-observer-lead = You are following this course.

role-visitor-name = Visitor
role-visitor-lead = You are looking in on this course.
role-visitor-empty-title = Nothing to earn here yet
role-visitor-empty-text = Micro-credentials that are added to this course are listed here.

role-why = Why am I seen as “{ $role }”?
role-why-text = Only your role in this course counts here, not what you do elsewhere. Your learning platform sent:
role-why-none = Your learning platform sent no role in this course for you.
