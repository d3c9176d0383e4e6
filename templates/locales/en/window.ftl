## More time, for those who run a programme.

windows-title = More time
windows-lead = Whose time to hand in ends when, the first to end first. Nothing that anyone wrote is shown.
windows-search = Part of a name or a title
windows-found = { $count ->
    [one] One draft
   *[other] { $count } drafts
}
windows-end = Last day
windows-left = { $count ->
    [0] The last day
    [one] One day left
   *[other] { $count } days left
}
windows-more = There are more. Search for a name to find others.
windows-action = What you can do
windows-give = Give more time
windows-give-to = More time for { $name }
windows-given = { $name } has more time and is told
windows-none-title = No open draft was found
windows-none-text = Drafts in which something was saved are listed here until they are handed in. Try another part of a name.
windows-over = A try whose time is over stays over. Nothing in it is lost: the earner starts again with a copy.
windows-back = All drafts
windows-until = Last day to hand in
windows-until-hint = A day after the present end, two years from now at most. It ends with that day in your organisation’s time zone.
windows-until-odd = Choose a day after the present end, two years from now at most.
windows-reason = Why
windows-reason-hint = It is kept in the audit log. Name no illness and no family matter; “accommodation” is enough.
windows-reason-odd = Say why, in a few words.
windows-told-title = The earner is told
windows-told-text = They see the new day when they come in the next time. The reason is not shown to them or to assessors.
