package workload

type topic struct{ id, title, summary, why, lead string }

var topics = []topic{
	{"complaints", "How to complain", "Where a complaint goes and who reads it.", "A complaint is the cheapest advice there is.", "Write to us in your own words. A complaint has one owner from the first line to the last."},
	{"changes", "How we change things", "What happens before, during and after a change.", "Most faults we caused ourselves came from a change.", "A change has a reason, a date, a way back and a person who watches."},
	{"who-may-see", "Who may see your data", "Who opens what, and what is written down.", "You lend us the keys to the house.", "Nobody opens a file of yours without a reason that you could read."},
	{"who-goes-first", "Who goes first", "How we choose when two customers need us.", "The loudest voice should not decide.", "We go by what has stopped, and for how many people. The levels are on the page about how we count."},
	{"bills", "Bills and refunds", "What is on a bill and how to get money back.", "A bill is the letter of ours that you read most closely.", "One bill, one page, one person who can explain each row."},
	{"bad-news", "How we tell bad news", "Who is told, in which order, and what the message holds.", "Bad news keeps badly.", "You hear it from us, with what we know and with what we do not know yet."},
	{"leaving", "When you leave us", "What you take with you and what we keep.", "A door that opens both ways is easier to walk through.", "Everything that is yours goes with you, in a form that the next firm can read."},
	{"old-equipment", "Old equipment", "What becomes of disks, screens and batteries.", "A disk in a skip is a letter to a stranger.", "What you hand over is counted, wiped, and then sold, given away or taken apart."},
}

var exceptions = [][2]string{
	{"Somebody's health depends on it", "Do it first and talk about money later"},
	{"The fault was ours", "Waive the charge without being asked"},
	{"A small firm would have to close for the day", "Lend equipment from our own desks"},
	{"The person who decides cannot be reached", "Take the decision of the deputy and write it down"},
	{"A school is in its exam weeks", "Move our own work and not theirs"},
	{"A customer has waited twice for the same thing", "Send a second engineer"},
}
var internalExceptions = [][2]string{
	{"A customer of more than ten years asks for a favour", "Give it once a year and log it as a gift"},
	{"The bill is disputed for less than a day's wage", "Strike the row and keep the peace"},
	{"A rival made the mess we are asked to clean", "Clean it and say nothing about them"},
}
