## Style guide

styleguide-title = Style guide
styleguide-lead = Every component of this tool in every state. Sample people and places are invented.
styleguide-colors = Colors
styleguide-type = Type
styleguide-type-text = A participant plans three questions, tries them with a class, and writes down what came of them. Lines stay short enough to read at the end of a long day.
styleguide-buttons = Buttons
styleguide-plain = At rest
styleguide-hover = Under the pointer
styleguide-active = Pressed
styleguide-focus = In focus
styleguide-disabled = Not available
styleguide-notices = Notices and badges
styleguide-cards = Cards and lists
styleguide-fields = Fields
styleguide-field-label = Name of the school
styleguide-field-hint = As it appears in your learning platform.
styleguide-field-value = Lakeside Elementary
styleguide-field-error = Please enter a name.
styleguide-tables = Tables
styleguide-icons = Icons
styleguide-waiting = Waiting
styleguide-work = Work
