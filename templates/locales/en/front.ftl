front-title = Micro-credentials live in your course
front-lead = Open a micro-credential from the course where your school offers it. Your LMS signs you in.
front-how = If you came here from a bookmark, go back to your course and open the link there.
front-administrators = Do you run an LMS and want to connect it? Ask the people who run this tool for an invitation.
