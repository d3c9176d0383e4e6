## Verifying a badge

verify-title = Verify a badge
verify-lead = Is this badge genuine, who stands for it, and does it hold today? For Open Badges 3.0 and 2.0 of any issuer.
verify-yours = Your badge
verify-another = Another badge
verify-file = A file
verify-file-hint = The picture of the badge (PNG or SVG), or its JSON or JWT file.
verify-paste = Or a text
verify-paste-hint = Paste the badge as JSON or JWT, the address where it is, or the number of a certificate that was issued here.
verify-button = Verify
verify-kept = What you give is read once and not kept.
verify-nothing-title = There is nothing to verify yet
verify-nothing-text = Choose a file, or paste a text or an address.
verify-code-title = There is no badge with this code
verify-code-text = Compare it with the one on the paper, letter by letter; capitals, hyphens and blanks do not matter. Only codes of badges that were issued here are known here.

verify-holds-title = This badge is genuine and holds today
verify-holds-text = Every question has a good answer. Compare the issuer below with the one that you expect: the name alone could be anybody’s.
verify-not-title = This badge does not hold
verify-not-text = At least one question is answered with no. The answers below say which, and why.
verify-open-title = This badge could not be checked completely
verify-open-text = No answer is a no, and at least one question has no answer now. Trying again later may help.

verify-findings = What was asked
verify-yes = Yes
verify-no = No
verify-unknown = No answer
verify-not-asked = Not asked

verify-issuer = Issuer
verify-issuer-name = The issuer’s name, in its own words
verify-from = From
verify-until = Until
verify-address = Address of the badge
verify-criteria = What it took

verify-step-source = Is there a badge in it?
verify-step-structure = Is it made as badges are?
verify-step-issuer = Does the issuer stand for it?
verify-step-proof = Is it exactly what the issuer issued?
verify-step-status = Has it not been taken back?
verify-step-validity = Does it hold today?
verify-step-picture = Is the picture its own?

## What was found

verify-read-document = A badge with its proof inside.
verify-read-token = A badge as a signed token (JWT).
verify-unrecognised = This is neither a badge nor a picture or address of one.
verify-too-large = This is larger than badges are.
verify-picture-unreadable = The picture is damaged, or does more than show something.
verify-picture-empty = The picture has no badge inside.
verify-picture-twice = The picture has more than one badge inside, so nobody can say which one is meant.
verify-address-unreachable = Nothing could be fetched from the address.
verify-address-without-badge = There is no badge at the address.
verify-read-hosted = A badge of Open Badges 2.0. What counts is what its issuer shows at the badge’s own address.
verify-json-unreadable = The text is not readable as a JSON object.
verify-token-unfit = The token is not signed in a way that Open Badges allows.
verify-token-contradicts = The token says something else than the badge in it.

verify-structure-sound = It has everything that Open Badges asks for.
verify-no-badge = It is a document of another kind.
verify-contexts-wrong = It does not say that its words are those of Open Badges.
verify-member-missing = Something that every badge has is missing or of the wrong kind:
verify-older-signed = It is a signed badge of Open Badges 2.0, a kind that is not known here.
verify-structure-not-checked = There was nothing to look at.

verify-key-listed = The issuer’s own document lists the key.
verify-issuer-is-key = The issuer is known by this key alone; whose it is, the badge cannot show.
verify-hosted-by-issuer = The badge lies where its issuer keeps its badges.
verify-hosted-elsewhere = The badge lies somewhere else than its issuer keeps its badges.
verify-hosted-unreachable = The badge, what it is for or its issuer could not be fetched.
verify-issuer-missing = No issuer is named.
verify-key-of-another = The key belongs to somebody else than the issuer that the badge names.
verify-key-not-listed = The issuer’s document does not list the key for issuing.
verify-key-ended = The key had ended before it signed.
verify-key-unsupported = The key is of a kind that is not known here.
verify-issuer-unreachable = The issuer’s document could not be fetched.
verify-issuer-document-other = What was found at the issuer’s address is not that issuer’s document.
verify-issuer-unsupported = Issuers of this kind are not known here.
verify-issuer-not-asked = There was no key to ask about.

verify-proof-genuine = Nothing was changed since it was signed.
verify-hosted-same = The issuer shows this badge today.
verify-hosted-differs = The issuer shows another badge there than this one.
verify-proof-missing = It is not signed.
verify-proof-unsupported = It is signed in a way that is not known here.
verify-proof-malformed = The proof is damaged.
verify-proof-not-genuine = Something was changed after it was signed, or somebody else signed it.
verify-proof-expired = The proof itself has ended.
verify-context-unknown = It takes the meaning of its words from a place that is not known here:
verify-contexts-unfit = Its words cannot be read with the meanings that it names.
verify-word-undefined = It says something that its proof cannot cover:
verify-too-complex = It is larger or more tangled than can be checked here.
verify-proof-not-checked = Without the key this could not be asked.

verify-status-good = The issuer’s list says that it stands.
verify-status-none = The issuer keeps no list for this badge.
verify-revoked = The issuer took it back.
verify-replaced = This issue of the badge was replaced by a newer one, which holds. You find it at
verify-suspended = The issuer suspended it.
verify-status-unreachable = The issuer’s list could not be fetched, so nobody can say whether the badge was taken back.
verify-status-untrusted = The list is not signed by the issuer, not of today, or has no place for this badge.
verify-status-unsupported = The issuer tells it in a way that is not known here.
verify-status-not-asked = Without a badge this could not be asked.

verify-current = Its time has begun and not ended.
verify-not-yet-valid = Its time begins later:
verify-expired = Its time has ended:
verify-validity-not-checked = Without a badge this could not be asked.

verify-picture-same = It is the picture that the badge names.
verify-picture-not-compared = There was no picture of the issuer to compare it with; what counts is the text above.
verify-picture-differs = The issuer shows another picture for this badge; what counts is the text above.
