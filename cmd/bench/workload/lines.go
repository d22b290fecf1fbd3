package workload

var expectations = []func(*agreement) line{
	promiseLine("first-answer", "", "I don't want to chase anyone.|If I write, somebody writes back.|Silence is the worst thing.",
		"$f hears from a person within %s about ~."),
	promiseLine("first-answer", "", "Pick up and tell me your name.|I need a person, not a number.", "A person answers $f within %s on ~."),
	promiseLine("plain-note", "", "No computer words in the notes, please.|Write it as for my mother.", "$f gets a plain note after a change to ~."),
	promiseLine("told-first", "", "Tell me before my own staff.|I must not hear it last.", "If work on ~ is late, $f hears it within %s."),
	plainLine("yes", "I want one name, not a queue.|Who do I call? One person.", "$O is the one to call."),
	plainLine("yes", "One meeting a month is plenty.|Keep the meetings short.", "One meeting a month, first on $X."),
	plainLine("yes-if", "Nothing changes during our stocktake.|Leave us alone when we count.", "No planned change in the $M days from $X.", "$f confirms the dates $K weeks before."),
	plainLine("no", "Ring me on Sunday if it breaks.|We work weekends, so should you.", "You would like a call on Sunday if $N people stop.",
		"Our $M engineers work Monday to Friday.", "$f has a mobile number, answered from 07:00 on weekdays."),
	plainLine("yes", "One bill, and one I understand.|Your last bill had four pages.", "One bill a month for $p, with $M rows at most."),
	plainLine("yes-if", "Come and see us now and then.|You should know the place.", "$o visits $K times a year, first on $X.", "$f keeps one parking space free."),
	plainLine("no", "The others gave us money off.|What do we get for signing today?", "You would like $M% off for 12 months.",
		"The price leaves us $M%.", "The price stands for 12 months, with $K hours of training."),
	plainLine("yes", "Say it back to me.|I have explained this three times.", "$o sends $d what was decided, first on $X."),
}

var priorities = []func(*agreement) line{
	promiseLine("done-in", "", "I order it, it comes that week.|Two months for a laptop? No.", "$f has what was ordered from ~ within %s."),
	promiseLine("finished", "", "Finish things.|Half done is not done.", "Work on ~ is finished within %s."),
	promiseLine("put-right", ".p1", "When the tills stop, we stop.|An hour down costs me real money.", "A level 1 fault with ~ is put right within %s."),
	exclusionLine(0),
	exclusionLine(1),
	measuredLine("yes-if", "Don't mend the same thing twice.|It broke again, the same way.", "Fewer than %d faults in 100 come back in 30 days.", "A part that failed $K times may be replaced.", "faults that came back / faults closed"),
	measuredLine("yes", "New laptops that don't start, no thanks.|Half of the last lot came faulty.", "Fewer than %d new laptops in 100 have a fault.", "", "faulty laptops / laptops delivered"),
	plainLine("yes", "Only I say who gets in.|Nobody gets a key without me.", "No new sign-in without a yes from $D."),
	plainLine("yes-if", "We are opening a second site.|There is a new building next year.", "$N more people at $U from $X, on these terms.", "We see the building $K weeks before."),
	plainLine("yes", "Our files stay in this country.|I don't want our data abroad.", "All $M folders stay on disks in the United Kingdom."),
	plainLine("no", "Keep the old server going.|It works, so leave it.", "You would like the $Y server kept for $N weeks.", "Its maker has sold no parts since $Y.", "We copy its $M programs to a new one by $X."),
	plainLine("yes", "No restarts while we work.|Last time it restarted at noon.", "Restarts at $T happen between 18:00 and 20:00."),
	plainLine("yes", "I want a spare on the shelf.|One breaks, the next one is there.", "$K spare laptops stand at $T."),
}
