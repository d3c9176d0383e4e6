## Refusals and errors: a title, what happened, what was kept, what to do now

failure-relaunch-title = Please open this page from your course again
failure-relaunch-happened = The way in from your course could not be finished. It may have taken too long, or the page was loaded a second time.
failure-relaunch-kept = Everything you did earlier is safe. Nothing was changed just now.
failure-relaunch-next = Go back to your course and open the page there once more. That starts fresh and usually works right away.

failure-lms-setup-title = Your learning platform needs a small change
failure-lms-setup-happened = Your learning platform and this tool do not agree on a setting, so we could not let you in safely. You did nothing wrong.
failure-lms-setup-kept = Everything you did earlier is safe. Nothing was changed just now.
failure-lms-setup-next = Please send the reference below to whoever looks after your learning platform. With it they can see which setting to change.

failure-awaiting-approval-title = This connection is waiting for approval
failure-awaiting-approval-happened = Your learning platform is set up, and the administrator of this tool has yet to approve it.
failure-awaiting-approval-kept = Everything in your course stays as it is.
failure-awaiting-approval-next = Please try again later today. If you look after the learning platform, ask the administrator of this tool to approve the connection.

failure-disconnected-title = This connection is switched off
failure-disconnected-happened = Your organization’s administrator switched off the connection between this tool and your learning platform.
failure-disconnected-kept = Everything you did earlier is safe, and earned badges stay valid.
failure-disconnected-next = Please ask your organization’s administrator, and give them the reference below.

failure-no-access-title = This page is for someone else
failure-no-access-happened = You are signed in, and this page belongs to another role or another course.
failure-no-access-kept = You are still signed in, and nothing was changed.
failure-no-access-next = Go back to your course and open the page from there. If you think that you should see it, ask your instructor which role you have in the course.

failure-not-supported-title = This tool cannot do that
failure-not-supported-happened = Your learning platform asked for something that this tool does not offer.
failure-not-supported-kept = Nothing was changed, here or in your course.
failure-not-supported-next = Go back to your course. If you were adding something to it, choose another place for it and send the reference below to whoever looks after your learning platform.

failure-session-expired-title = Welcome back – please open this page again
failure-session-expired-happened = You were away for a while, or your browser no longer remembers this visit, so we closed it to keep your work private.
failure-session-expired-kept = Everything that was saved is still there.
failure-session-expired-next = Open this page from your course again. You will come back to where you were.

failure-sign-in-at-lms-title = Please sign in to your learning platform first
failure-sign-in-at-lms-happened = Your learning platform did not tell us who you are. You may have been signed out there, or your browser keeps it from recognizing you inside this page.
failure-sign-in-at-lms-kept = Everything you did earlier is safe. Nothing was changed just now.
failure-sign-in-at-lms-next = Sign in to your learning platform, go to your course and open this page again. If you are signed in already, opening it in a new tab helps.

failure-not-found-title = There is no page here
failure-not-found-happened = The address leads nowhere, or it is not yours to open. It may have been copied in part.
failure-not-found-kept = Nothing was changed.
failure-not-found-next = Go back to your course and open the page from there.

failure-no-badge-title = There is no badge here
failure-no-badge-happened = Nothing is known at this address: no badge, no issuer, nothing that can be earned. It may have been copied in part.
failure-no-badge-kept = Nothing was changed.
failure-no-badge-next = Ask whoever gave you the address for it once more, or verify the badge’s file or picture on the page for that.

failure-badge-gone-title = This badge does not hold at present
failure-badge-gone-happened = The award behind it was taken back, or a question about it is still open, so there is no picture to take along.
failure-badge-gone-kept = The badge’s page is still there and says how things stand.
failure-badge-gone-next = Open the badge’s page. Questions go to its issuer, whose address is there.

failure-method-not-allowed-title = This address works in another way
failure-method-not-allowed-happened = The page was asked for in a way that it does not answer, for example by typing the address of a form.
failure-method-not-allowed-kept = Nothing was changed.
failure-method-not-allowed-next = Go back to your course and open the page from there.

failure-too-large-title = That was too much at once
failure-too-large-happened = More was sent than we take in one go.
failure-too-large-kept = What was saved before is still there. What you just sent was not taken.
failure-too-large-next = Go back one page and send a smaller part. If you did not send anything large, send the reference below to whoever looks after your learning platform.

failure-unreadable-title = We could not read what was sent
failure-unreadable-happened = Something was missing from what your browser sent, or the page had been open for too long.
failure-unreadable-kept = What was saved before is still there. What you just sent was not taken.
failure-unreadable-next = Go back one page, load it again and try once more.

failure-typed-title = What you wrote
failure-typed-text = It could not be saved. Please copy it from here before you go on.
failure-moved-on-title = This has moved on
failure-moved-on-happened = What you asked for does not go with where your work stands now. Perhaps you did it already, in another tab, or its time is over.
failure-moved-on-kept = Everything that was saved is still there.
failure-moved-on-next = Open your work again from the course page. It shows where things stand and what you can do next.

failure-too-many-title = Let’s take a short break
failure-too-many-happened = Very many requests came from your address within a short time. When a whole school shares one address, that can happen without your doing.
failure-too-many-kept = Everything that was saved is still there.
failure-too-many-next = Wait a minute, then load the page again.

failure-too-many-codes-title = Codes are not looked up for a moment
failure-too-many-codes-happened = Within a minute, many codes were typed here that belong to no badge. So that nobody finds one by trying, codes rest for a moment.
failure-too-many-codes-kept = Nothing was changed. Addresses, files and pictures of badges can be verified as usual.
failure-too-many-codes-next = Wait a minute and type the code again, or open the badge’s address.

failure-busy-title = Very busy right now
failure-busy-happened = Many people are here at this moment and we could not get to your request in time.
failure-busy-kept = Everything that was saved is still there. What you just sent was not taken.
failure-busy-next = Wait half a minute, then try once more.

failure-internal-title = Something went wrong on our side
failure-internal-happened = A mistake of ours kept this page from opening. It was recorded, and you did nothing wrong.
failure-internal-kept = Everything that was saved is still there. What you just sent may not have been taken.
failure-internal-next = Try once more in a minute. If it happens again, send the reference below to your support team.

# Registering an LMS

failure-invitation-title = This invitation is not valid any more
failure-invitation-happened = The invitation in this address was used before, has run out, or was copied in part.
failure-invitation-kept = Nothing was registered or changed.
failure-invitation-next = Ask the person who sent it for a new one. An invitation holds for seven days and for one registration.
failure-registration-title = The registration was not finished
failure-registration-happened = Your learning platform and this tool could not agree on the registration. What was said is below.
failure-registration-kept = The invitation still holds, and nothing was connected.
failure-registration-next = Change what is said below in your learning platform, then start the registration again with the same address.
