## Connecting an LMS

registration-title = Connect { $platform }
registration-lead = This connects your LMS to { $name }. Have a look, then connect.
registration-known-title = This LMS is connected already
registration-known-text = Going on updates the connection. Courses, people and their work stay as they are.
registration-platform = Your LMS
registration-name = Name
registration-product = Product
registration-host = Address
registration-key-host = Address of its keys
registration-issuer = Issuer
registration-host-hint = Go on only if this is the address of your own LMS.
registration-scopes = What this tool may do there
registration-connect = Connect
registration-update = Update the connection
registration-leave = To leave it, close this window. Nothing has been set up so far.

scope-offered = Offered
scope-not-offered = Not offered
scope-lineitem = Add columns to the gradebook
scope-lineitem-without = Without it, columns have to be made in the LMS by hand.
scope-lineitem-readonly = See the columns of the gradebook
scope-lineitem-readonly-without = Without it, we cannot check that a column is still there.
scope-result-readonly = See the results that arrived
scope-result-readonly-without = Without it, we cannot show whether a result arrived.
scope-score = Send results to the gradebook
scope-score-without = Without it, no result reaches the gradebook.
scope-contextmembership-readonly = See who takes part in a course
scope-contextmembership-readonly-without = Without it, we know only those who have opened this tool.
scopes-missing-title = The LMS left something out
scopes-missing-text = You can turn these on in the LMS’s settings for this tool at any time.

registered-title = { $platform } is registered
registered-pending-title = One step is left: approval
registered-pending-text = The administrator of this tool has been shown the new connection. Once it is approved, people can come in from your LMS.
registered-active-title = Ready to use
registered-active-text = Your LMS may still ask you to turn the tool on. After that, instructors can add it to their courses.
close-window = Close this window
close-window-hint = If it stays open, you may close it yourself. Everything is saved.

## All connections of an organization

connections-title = LMS connections
connections-lead = The learning platforms that people come in from.
connections-home = Micro-credentials
connections-waiting = { $count ->
    [one] One connection is waiting for you
   *[other] { $count } connections are waiting for you
}
connections-settled = Your connections
connections-empty-title = No LMS is connected yet
connections-empty-text = Make an invitation below and hand it to whoever looks after your LMS. It takes them a few minutes, and the new connection then shows up here for your approval.
connections-last-launch = Last visit
connections-no-launch = None so far
connections-hosts = Its servers
connections-hosts-hint = Approve it only if these servers are that LMS’s own. Several schools may share one issuer.
connections-deployments = Installed in
connections-no-deployments = Nowhere so far. Each place in the LMS shows up here on the first visit from it.
connections-first-seen = First seen
connections-inspector = When someone cannot get in
connections-inspector-text = Every visit from an LMS is recorded with the check that it ended at and what to change.
connections-inspector-link = Look at recent launches

status-pending = Waiting for approval
status-active = Connected
status-disabled = Switched off
approve = Approve
switch-on = Switch on again
switch-off-open = Switch off…
switch-off-text = Nobody can come in from there until it is switched on again. Work, results and badges stay as they are.
switch-off = Switch off

invite-title = Connect another LMS
invite-text = An invitation is an address that connects one LMS, once. Its administrator pastes it where the LMS registers new tools.
invite-button = Make an invitation
invite-new-title = Your invitation is ready
invite-new-text = Hand this address to the administrator of the LMS:
invite-new-once = It works once and is not shown again. If it gets lost, make another.

## Recent launches

inspector-title = Recent launches
inspector-lead = Each line is one visit from an LMS and the check that it ended at.
inspector-show-stopped = Show only those that were stopped
inspector-show-all = Show all
inspector-empty-title = No launches yet
inspector-empty-text = As soon as someone opens this tool from an LMS, it shows up here.
inspector-empty-stopped-title = Nothing was stopped
inspector-empty-stopped-text = Every recent visit got in.
inspector-accepted = Let in
inspector-stopped = Stopped
inspector-remedy = What to change
inspector-arrived = What arrived
inspector-arrived-nothing = Nothing that could be read.
