## A badge's page, for everybody who has its address

badge-kind-credential = Micro-credential
badge-kind-stack = Stack of micro-credentials
badge-kind-course = Course
badge-picture = The badge
badge-earned-by = Earned by { $name }
badge-earned-unnamed = Earned by somebody who keeps their name to themselves. Ask them to show you the badge.

badge-active = This badge holds today
badge-active-until = It holds until
badge-active-always = It has no end date.
badge-expired = The time of this badge is over
badge-expired-at = It held until
badge-expired-text = What was shown was shown; it was not shown again since.
badge-suspended = This badge is temporarily not available
badge-suspended-text = Its issuer has a question about it that is still open. It neither holds at the moment nor was it taken back; please look again later.
badge-revoked = This badge was taken back
badge-revoked-at = It was taken back on
badge-reason-error = It had been issued by mistake.
badge-reason-integrity = A question about the origin of the work was settled that way.
badge-reason-asked = Its holder asked for it.
badge-reason-stack = Not everything that it rests on is held any more.
badge-reason-none = Its issuer gives no reason.
badge-word-suspended = Not available
badge-word-revoked = Taken back

badge-facts = How it was assessed
badge-issuer = Issued by
badge-assessed-by = Assessed by
badge-how = In which way
badge-basis-single = One trained assessor read the work and scored it against the published rubric.
badge-basis-agreed = Two trained assessors read the work independently of each other and agreed.
badge-basis-adjudicated = Trained assessors read the work, and a lead assessor decided.
badge-basis-appeal = The work was read anew after a review was asked for.
badge-basis-parts = It was issued when everything that belongs to it was held.
badge-blind-double = Neither side knew the other’s name.
badge-blind-single = The assessor did not know whose work it was.
badge-earned-at = Earned
badge-valid-until = Valid until
badge-no-end = Without an end
badge-hours = Nominal hours
badge-standards = Standards
badge-number = Number

badge-shown = What was shown
badge-criteria-text = All of this was looked for in the work:
badge-criteria-results = All of this was looked for in the work. The holder lets you see how it was shown:
badge-met = Met
badge-parts-text = It rests on these:
badge-towards = It counts towards
badge-rubric = Everything that was asked for, with the full rubric

badge-check = Is it genuine?
badge-genuine = The signature is good: this is exactly what the issuer signed. It was checked when this page was opened.
badge-not-genuine = The signature could not be confirmed. Please tell the issuer.
badge-check-text = You need not take our word for it: give the badge’s file or its address to any verifier of Open Badges.
badge-check-link = Ours is here.
badge-files = The badge as a file
badge-doubt = Is something wrong with this badge? Write to
badge-doubt-open = Please do not draw conclusions from an open question.

achievement-catalog = See it in the catalogue

## An issuer's page

issuer-title = Issuer { $name }
issuer-kind = Issuer of badges
issuer-page = Website
issuer-contact = Questions
issuer-did = Identifier
issuer-document = Keys for verifiers
issuer-keys = Keys
issuer-keys-text = These keys sign the badges of this issuer. A key that signs no more stays here, because badges that it signed stay valid.
issuer-key-from = Since
issuer-key-until = signed until
issuer-key-known = It is no longer in good hands; nothing that it signs from then on counts.

## A badge's page for its holder

holder-eyebrow = Your badge
holder-saved-title = Saved
holder-saved-text = This is what others see from now on.
holder-stopped-text = As long as that is so, there is nothing to take along or to show. Questions go to the issuer.
holder-ending = It ends soon
holder-over = Its time is over
holder-again-text = You can earn it again. The new award has a badge of its own, and this one stays where it is.
holder-again = Go to where it begins
holder-take = Take it along
holder-pdf = Certificate (PDF)
holder-pdf-hint = With your name, to print or to send. Only you can make it.
holder-png = Picture (PNG)
holder-png-hint = For backpacks, e-mails and websites. The badge is inside the picture.
holder-svg = Picture (SVG)
holder-svg-hint = The same as a drawing that stays sharp at any size.
holder-json = Badge (JSON)
holder-json-hint = For wallets and verifiers of Open Badges 3.0.
holder-jwt = Badge (JWT)
holder-jwt-hint = The same as a signed token.
holder-show = Show it to others
holder-show-text = Whoever has this address, or holds a camera to the code, sees what you have shown and that it holds today.
holder-camera = Code for cameras that leads to the badge’s page
holder-open = Open the page
holder-linked-in = Add it to LinkedIn
holder-linked-in-hint = LinkedIn opens in a new tab with everything filled in. Nothing is sent before you save it there.
holder-choose = What others see
holder-name = Show my name: { $name }
holder-name-hint = The name is on the badge’s page only, never inside the badge. You can take it away again at any time.
holder-no-name = Your learning platform gives us no name that could be shown.
holder-results = Show how each criterion was shown
holder-results-hint = The badge is issued anew with the results inside, or without them. Files and pictures that you took along before will then no longer be accepted: take new ones.
holder-save = Save
holder-not-yours = Only the holder can change this.

## A certificate on paper

certificate-heading = Certificate
certificate-certifies = This certifies that
certificate-holder = the holder of this badge
certificate-earned = has earned the micro-credential
certificate-earned-stack = has earned the stack of micro-credentials
certificate-earned-course = has earned the badge of the course
certificate-issued = Earned
certificate-number = Certificate number
certificate-verify = Verify at
certificate-continued = Continued
certificate-attachment = The badge for wallets and verifiers of Open Badges 3.0

news-award-ends = It ends soon, and can be earned again: { $name }
news-award-over = Its time is over: { $name }
news-award-stopped = A question about a badge of yours is open: { $name }
news-award-back = A badge of yours holds again: { $name }
news-award-taken = A badge of yours was taken back: { $name }
