## For each reason code: the check that a launch ended at, and what an LMS administrator changes, and where

reason-accepted-check = Every check passed
reason-accepted-remedy = Nothing. The person was let in.

# The request to log in

reason-login-parameter-missing-check = The LMS’s request to log in left out something required
reason-login-parameter-missing-remedy = The LMS must send iss, login_hint and target_link_uri to the login address. In the LMS’s settings for this tool, check that the login address (OIDC initiation URL) is this tool’s /lti/login and that the link is an LTI 1.3 link, not a plain web link.
reason-login-parameter-duplicate-check = The LMS sent the same value twice in its request to log in
reason-login-parameter-duplicate-remedy = In the LMS’s settings for this tool, remove parameters such as iss, client_id or login_hint from the login address and from the custom parameters. The LMS adds them itself.
reason-platform-unknown-check = No connection exists for this LMS
reason-platform-unknown-remedy = Compare issuer and client ID under “What arrived” with the LMS connections page here. If the LMS is new, make an invitation there and register it. If it is known, copy the client ID from the LMS’s settings for this tool into the connection.
reason-platform-ambiguous-check = Several connections fit this LMS
reason-platform-ambiguous-remedy = The LMS sent no client ID and more than one connection has its issuer. In the LMS’s settings for this tool, use the login address that belongs to one connection (/lti/login/ followed by its id), or have the LMS send client_id.
reason-platform-pending-check = The connection with this LMS waits for approval
reason-platform-pending-remedy = Open the LMS connections page here and press Approve next to this LMS.
reason-platform-disabled-check = The connection with this LMS is switched off
reason-platform-disabled-remedy = If people should come in from there, open the LMS connections page here and press Switch on again.
reason-registration-mismatch-check = The login address belongs to another connection
reason-registration-mismatch-remedy = The id at the end of the login address and the issuer or client ID that arrived belong to different connections. In the LMS’s settings for this tool, replace the login address with the one shown for this LMS’s own connection.

# The LMS's answer

reason-form-unreadable-check = What the LMS sent could not be read as a form
reason-form-unreadable-remedy = The LMS must post a form (application/x-www-form-urlencoded) with id_token and state to /lti/launch. Check in its settings that this address is the redirect URI and that no proxy in between changes the request.
reason-token-missing-check = The LMS’s answer held no id_token
reason-token-missing-remedy = The launch address must not be opened directly. In the LMS, make the link an LTI 1.3 link of this tool, so that it starts at the login address (/lti/login).
reason-token-too-large-check = The id_token is larger than we accept
reason-token-too-large-remedy = In the LMS’s settings for this tool, remove custom parameters that grow with the course or the person, such as lists of all groups or all sections.
reason-not-lti-message-check = What arrived is not an LTI message
reason-not-lti-message-remedy = The id_token must be a signed JWT with LTI 1.3 claims. In the LMS, check that the tool was set up as LTI 1.3, not as LTI 1.1 and not as plain OpenID Connect sign-in.
reason-duplicate-member-check = The id_token says the same thing twice
reason-duplicate-member-remedy = A member appears twice in the token, so its meaning is open. In the LMS’s settings for this tool, remove custom parameters that share a name; if there are none, report it to the maker of the LMS.

# Is it the browser and the login that it answers?

reason-state-missing-check = The LMS’s answer held no state
reason-state-missing-remedy = The LMS must send back the state that it received, unchanged. Check that no proxy removes form fields; otherwise report it to the maker of the LMS.
reason-state-unknown-check = The answer belongs to no login that we began
reason-state-unknown-remedy = Open the link from the course again. If it happens each time, check that the LMS’s link starts at the login address of this very host and not of a test system.
reason-state-expired-check = The login took longer than we wait
reason-state-expired-remedy = Open the link from the course again. If it happens often, the LMS is slow to answer between login and launch, or shows a sign-in page in between: have people sign in to the LMS first.
reason-state-replayed-check = The same answer arrived a second time
reason-state-replayed-remedy = Usually somebody went back or reloaded the page: open the link from the course again. If it happens on every launch, look for a proxy or a link scanner that sends requests twice.
reason-browser-mismatch-check = The answer came from another browser than the login
reason-browser-mismatch-remedy = Open the link from the course again, in one browser and one tab. If it happens for everybody, let the LMS open this tool in a new window, or allow cookies for this tool’s host in the browsers that you manage.
reason-platform-mismatch-check = The answer came from another LMS than the login
reason-platform-mismatch-remedy = Issuer and client ID of login and launch must belong to one connection. In the LMS’s settings for this tool, compare the client ID with the LMS connections page here, and remove leftovers of an earlier installation.
reason-ticket-invalid-check = The last step of the launch came too late or twice
reason-ticket-invalid-remedy = Open the link from the course again. If it happens often, the page is held up between two steps: look for a content filter that delays scripts from this tool’s host.
reason-storage-mismatch-check = The LMS’s storage did not return what was left there
reason-storage-mismatch-remedy = Open the link from the course again. If it happens for everybody, allow cookies for this tool’s host in the browsers that you manage, or let the LMS open this tool in a new window.
reason-login-required-check = The LMS says that nobody is signed in to it
reason-login-required-remedy = Sign in to the LMS and open the link again. If people are signed in, their browser hides the LMS’s cookie inside the frame: let the LMS open this tool in a new window.
reason-launch-no-longer-valid-check = The launch was withdrawn while it was under way
reason-launch-no-longer-valid-remedy = The connection, the place in the LMS or the person’s access changed between two steps. Look at the LMS connections page here, then open the link from the course again.
reason-platform-error-check = The LMS answered with an error of its own
reason-platform-error-remedy = “What arrived” shows the LMS’s error. In most cases the redirect URI or the client ID in its settings for this tool differs from what we sent: the redirect URI must be this tool’s /lti/launch, letter by letter.

# Is the token signed by the LMS?

reason-algorithm-refused-check = The id_token is signed in a way that we do not accept
reason-algorithm-refused-remedy = Set the LMS to sign with RS256 for this tool. Unsigned tokens and tokens signed with a shared secret are never accepted.
reason-critical-header-refused-check = The id_token demands an extension that we do not know
reason-critical-header-refused-remedy = The token’s header has a crit member. Switch off the extension that it names where the LMS is set up to sign tokens.
reason-kid-missing-check = The id_token does not say which key signed it
reason-kid-missing-remedy = The LMS must name its signing key (kid) in the header of the token. If its keys were entered by hand, replace them with keys that have an id, then try again.
reason-kid-unknown-check = The key that signed the id_token is not among the LMS’s keys
reason-kid-unknown-remedy = We asked for the LMS’s keys again and this one was not there. Compare the key set address (JWKS URL) of this connection with the one that the LMS shows; test and production systems have different ones.
reason-key-set-unavailable-check = The LMS’s keys could not be fetched
reason-key-set-unavailable-remedy = Open the key set address (JWKS URL) of this connection from the outside: it must answer over https with JSON. Correct the address in the connection, or let this tool’s host through the LMS’s firewall.
reason-signature-invalid-check = The signature of the id_token does not match
reason-signature-invalid-remedy = The token was changed on the way or signed with another key of the same name. Compare the key set address (JWKS URL) of this connection with the one that the LMS shows. If the LMS’s keys were replaced just now, try again in ten minutes.

# Is the token meant for us, and now?

reason-claim-missing-check = The id_token lacks required claims
reason-claim-missing-remedy = “What arrived” lists the missing claims. In the LMS’s settings for this tool, set it up as LTI 1.3 and raise its privacy level if people’s ids are held back.
reason-claim-malformed-check = A claim of the id_token has the wrong form
reason-claim-malformed-remedy = “What arrived” names the claim. If it comes from a custom parameter, correct it in the LMS’s settings for this tool; otherwise report it to the maker of the LMS.
reason-sub-missing-check = The id_token does not say who the person is
reason-sub-missing-remedy = Micro-credentials are earned by a person, so anonymous launches are not possible. In the LMS’s settings for this tool, raise the privacy level so that the person’s id is sent, and sign in instead of using a public or preview link.
reason-issuer-mismatch-check = The issuer of the id_token is not that of the connection
reason-issuer-mismatch-remedy = The two must be equal letter by letter, with or without a slash at the end. Compare “What arrived” with the connection here and correct the connection’s issuer.
reason-audience-mismatch-check = The id_token is meant for another tool
reason-audience-mismatch-remedy = The audience must be our client ID. Compare “What arrived” with the client ID on the LMS connections page; if the tool was installed a second time in the LMS, remove the old installation or register the new one.
reason-audience-untrusted-check = The id_token is also meant for others
reason-audience-untrusted-remedy = The audience names receivers besides this tool. In the LMS’s settings for this tool, leave only this tool’s client ID as audience.
reason-azp-mismatch-check = The id_token was issued to another client
reason-azp-mismatch-remedy = The azp claim must equal our client ID. Compare “What arrived” with the LMS connections page, and remove a second installation of this tool in the LMS if there is one.
reason-expired-check = The id_token had already run out when it arrived
reason-expired-remedy = Open the link from the course again. If it happens each time, set the clock of the LMS’s server by a time service (NTP).
reason-not-yet-valid-check = The id_token is not valid yet
reason-not-yet-valid-remedy = The clock of the LMS’s server is ahead. Set it by a time service (NTP).
reason-iat-out-of-window-check = The id_token was made too long ago, or in the future
reason-iat-out-of-window-remedy = Open the link from the course again. If it happens each time, set the clock of the LMS’s server by a time service (NTP).
reason-nonce-missing-check = The id_token holds no nonce
reason-nonce-missing-remedy = The LMS must put the nonce that it received into the token. Check that the tool is set up as LTI 1.3; otherwise report it to the maker of the LMS.
reason-nonce-mismatch-check = The nonce of the id_token belongs to another login
reason-nonce-mismatch-remedy = Open the link from the course again, in one tab. If it happens each time, the LMS answers from a cache: switch caching off for its LTI authorization address.

# Is it a message that we understand?

reason-version-missing-check = The id_token does not say which version of LTI it follows
reason-version-missing-remedy = In the LMS, set the tool up as LTI 1.3. The version claim must be 1.3.0.
reason-version-unsupported-check = The version of LTI is not 1.3.0
reason-version-unsupported-remedy = In the LMS, set the tool up as LTI 1.3. A link that was made for LTI 1.1 has to be made anew.
reason-message-type-missing-check = The id_token does not say what kind of launch it is
reason-message-type-missing-remedy = The LMS must send a message type. In its settings for this tool, choose one of the placements that this tool lists in its configuration.
reason-message-type-unsupported-check = This kind of launch is not offered by this tool
reason-message-type-unsupported-remedy = “What arrived” shows the message type. In the LMS’s settings for this tool, switch off the placement that sends it; supported are resource links, deep linking, submission review and data privacy.
reason-deployment-missing-check = The id_token does not say where in the LMS the tool is installed
reason-deployment-missing-remedy = Install the tool in an account or a course of the LMS, so that it has a deployment ID, and launch it from there.
reason-deployment-mismatch-check = Login and launch name different places in the LMS
reason-deployment-mismatch-remedy = The deployment IDs of the two steps differ. In the LMS, remove the second installation of this tool in the same account, or open the link from the account that it was made in.
reason-deployment-pending-check = This place in the LMS waits for approval
reason-deployment-pending-remedy = Open the LMS connections page here, find the deployment ID under this LMS, and press Approve next to it.
reason-deployment-disabled-check = This place in the LMS is switched off
reason-deployment-disabled-remedy = If people should come in from there, open the LMS connections page here, find the deployment ID under this LMS, and press Switch on again.
reason-roles-missing-check = The id_token holds no list of roles
reason-roles-missing-remedy = The LMS must send the roles claim, even when the list is empty. In its settings for this tool, allow roles to be shared.
reason-target-link-missing-check = The id_token does not say which page to open
reason-target-link-missing-remedy = In the LMS’s settings for this tool, enter this tool’s /lti/launch as target link URI (sometimes called tool URL or launch URL).
reason-target-link-foreign-check = The page to open is not on this tool’s host
reason-target-link-foreign-remedy = In the LMS’s settings for this tool and in the link itself, correct the target link URI: it must begin with this tool’s own address. Links copied from a test system have to be made anew.
reason-resource-link-missing-check = The launch does not say which link was opened
reason-resource-link-missing-remedy = The resource_link claim with its id is required. In the LMS, delete the link and add it again through the content picker of this tool.
reason-settings-missing-check = The request to pick content does not say how to answer
reason-settings-missing-remedy = The deep_linking_settings claim with a return address is required. In the LMS, open the picker from a place that supports deep linking, and check that placement in its settings for this tool.
reason-for-user-missing-check = The launch does not say whose work to show
reason-for-user-missing-remedy = Open the work from the LMS’s gradebook. If it was opened there, report to the maker of the LMS that the for_user claim is missing.
reason-line-item-missing-check = The launch does not say which gradebook column it belongs to
reason-line-item-missing-remedy = Open the work from its column in the LMS’s gradebook, and let the tool use the assignment and grade services in the LMS’s settings for it.
reason-review-not-allowed-check = This person may not see that work
reason-review-not-allowed-remedy = Work is shown to the person whose it is and to instructors of the course. If the person teaches the course, give them the role of instructor in that course of the LMS.
reason-privacy-not-allowed-check = This person may not ask for another person’s data
reason-privacy-not-allowed-remedy = Data is shown to the person whose it is and to administrators. If the person should ask for others, give them the administrator role in the LMS.
