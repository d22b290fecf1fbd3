package check

import (
	"fmt"
	"strings"
	"testing"
)

// saying is a policy of these words, which begin on line 8 in the first column.
func saying(words string) string {
	return "---\ntitle: Returns\nsummary: When nobody is in.\nwhy: A van waits.\nreview_by: 2027-01-05\nexceptions: [{when: We came late, do: We come again, decides: any driver}]\n---\n" + words + "\n"
}

func TestPlaceholder(t *testing.T) {
	const help = " | Write it, or take it out until you know."
	expectRule(t, "placeholder", []ruleCase{
		{name: "in a sentence", site: site{policy: saying("We come again within XX days, and ring you first.")},
			want: []string{`returns.md:8:22+2 warning: "XX" stands where something was to be written` + help}},
		{name: "a page that says todo", site: site{policy: saying("Todo")},
			want: []string{`returns.md:8:1+4 warning: "Todo" stands where something was to be written` + help}},
		{name: "the firm's name", site: site{policy: saying("The drivers of [Company] come again the next day.")},
			want: []string{`returns.md:8:16+9 warning: "[Company]" stands where something was to be written` + help}},
		{name: "an address", site: site{policy: saying("Write to help@yourdomain.example before the next working day.")},
			want: []string{`returns.md:8:14+10 warning: "yourdomain" stands where something was to be written` + help}},
		{name: "in a field", site: site{capability: promising("    says: We come TBD.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:19+3 warning: "TBD" stands where something was to be written` + help}},
		{name: "hardly a word", site: site{policy: saying("We come.")},
			want: []string{`returns.md:2:8+7 warning: "Returns" has no rule in it yet: its text is 2 words long | Write what you do, and for whom, or write visibility: internal until you have.`}},
		{name: "a blank before a unit", site: site{policy: saying("We come again within ___ hours.")},
			want: []string{`returns.md:8:22+9 warning: "___ hours" stands where something was to be written` + help}},
		{name: "a price", site: site{policy: saying("A visit costs £___ on working days.")},
			want: []string{`returns.md:8:15+4 warning: "£___" stands where something was to be written` + help}},
		{name: "question marks", site: site{policy: saying("We come again within ?? working days.")},
			want: []string{`returns.md:8:22+15 warning: "?? working days" stands where something was to be written` + help}},
		{name: "in braces", site: site{policy: saying("The drivers of {Company Name} come again.")},
			want: []string{`returns.md:8:16+14 warning: "{Company Name}" stands where something was to be written` + help}},
		{name: "an order to insert, in a field", site: site{capability: promising("    says: We ring <insert number> first.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:19+15 warning: "<insert number>" stands where something was to be written` + help}},
		{name: "an order to insert, in prose, of which whoever reads HTML tells", site: site{policy: saying("<insert text>"), excused: "html-dropped"}},
		{name: "a hyphen behind it", site: site{policy: saying("Our XX-day rule holds for every pallet.")},
			want: []string{`returns.md:8:5+2 warning: "XX" stands where something was to be written` + help}},
		{name: "under construction", site: site{policy: saying("## Parcels\n\nUnder construction.\n\n## Pallets\n\nWe come again.")},
			want: []string{`returns.md:10:1+19 warning: "Under construction." stands where something was to be written` + help}},
		{name: "a task that is done", site: site{policy: saying("- \\[x\\] We rang you.\n- [x] We came again.")}},
		{name: "in code", site: site{policy: saying("Call the file `[date]`, and write `TODO` or `XX` into it.")}},
		{name: "in the name of a file", site: site{policy: saying("You find it in report-[date] or backup-[date].zip, or at [customer].northlane.example.")}},
		{name: "what a form has", site: site{policy: saying("The form has a field [address] and one [phone] to fill in.")}},
		{name: "words that somebody says", site: site{policy: saying("The driver says: “You are [customer], I hope?”")}},
		{name: "no blank", site: site{policy: saying("The XX chromosome, the XX century, Article XX, Louis XX, size XX-large and version 2.XX are none.")}},
		{name: "a word of another language", site: site{policy: saying("ASUME TODO EL RIESGO. El MÉTODO es MÉTODO. We come again.")}},
		{name: "a heading above what is to be done", site: site{policy: saying("## To do\n\nWe ring you before we come again.")}},
		{name: "a line to sign on", site: site{policy: saying("Signed: ____________ on ______ by both of us.")}},
		{name: "five words", site: site{policy: saying("We come again next day.")}},
		{name: "to do, as people say it", site: site{policy: saying("There is nothing for you to do until the van comes.")}},
		{name: "in a quotation", site: site{policy: saying("> We come again TBD.\n\nThat is what another firm wrote.")}},
		{name: "for staff", site: site{policy: strings.Replace(saying("We come within XX days, TBD."), "title:", "visibility: internal\ntitle:", 1)}},
	})
}

func TestHeadingEmpty(t *testing.T) {
	const help = ` | Write the time, or name the promise that says it, such as {{ promise "capability.promise" }}.`
	expectRule(t, "heading-empty", []ruleCase{
		{name: "no time", site: site{policy: saying("## Response time\n\nWe take every message seriously.")},
			want: []string{`returns.md:8:4+13 warning: "Response time" has no time below it` + help}},
		{name: "Response targets", site: site{policy: saying("## Response targets\n\nThat depends.")},
			want: []string{`returns.md:8:4+16 warning: "Response targets" has no time below it` + help}},
		{name: "Turnaround", site: site{policy: saying("## Turnaround\n\nThat depends.")},
			want: []string{`returns.md:8:4+10 warning: "Turnaround" has no time below it` + help}},
		{name: "When will I get a reply?", site: site{policy: saying("## When will I get a reply?\n\nThat depends.")},
			want: []string{`returns.md:8:4+24 warning: "When will I get a reply?" has no time below it` + help}},
		{name: "Time to respond", site: site{policy: saying("## Time to respond\n\nThat depends.")},
			want: []string{`returns.md:8:4+15 warning: "Time to respond" has no time below it` + help}},
		{name: "When do we answer?", site: site{policy: saying("## When do we answer?\n\nThat depends.")},
			want: []string{`returns.md:8:4+18 warning: "When do we answer?" has no time below it` + help}},
		{name: "When does my parcel arrive?", site: site{policy: saying("## When does my parcel arrive?\n\nThat depends.")},
			want: []string{`returns.md:8:4+27 warning: "When does my parcel arrive?" has no time below it` + help}},
		{name: "How much time does a repair take?", site: site{policy: saying("## How much time does a repair take?\n\nThat depends.")},
			want: []string{`returns.md:8:4+33 warning: "How much time does a repair take?" has no time below it` + help}},
		{name: "When should you call us?", site: site{policy: saying("## When should you call us?\n\nThat depends.")}},
		{name: "When do we need your address?", site: site{policy: saying("## When do we need your address?\n\nThat depends.")}},
		{name: "the time is below another heading", site: site{policy: saying("## How long does it take?\n\nThat depends.\n\n## Prices\n\nA visit is £40.")},
			want: []string{`returns.md:8:4+22 warning: "How long does it take?" has no time below it` + help}},
		{name: "a time", site: site{policy: saying("## Response time\n\nWe answer within four hours.")}},
		{name: "a time below a smaller heading", site: site{policy: saying("## Response time\n\n### Of the desk\n\nWithin four hours.\n\n## Prices\n\nAsk the desk for them.")}},
		{name: "a table", site: site{policy: saying("## Delivery times\n\n| To | Days |\n|---|---|\n| Leeds | 1 |")}},
		{name: "the heading has it", site: site{policy: saying("## Response time: 4 hours\n\nThat is when we are open.")}},
		{name: "a heading of two sentences, and one that is a picture", site: site{policy: saying("# ![](b.png)\n\n## Late? How we tell you\n\nBy phone.\n\n## Turnaround\n\nAsk the desk."), excused: "asset-missing"},
			want: []string{`returns.md:14:4+10 warning: "Turnaround" has no time below it` + help}},
		{name: "a heading of two sentences, and a time", site: site{policy: saying("## How long does it take? We say it.\n\nTwo days.")}},
		{name: "a link to a capability", site: site{capability: onTime(""), policy: saying("## Response times\n\nSee [what we do](../capabilities/delivery.yaml).")}},
		{name: "a link to something else", site: site{capability: onTime(""), policy: saying("## Response times\n\nSee [the map](https://a.example/map).")},
			want: []string{`returns.md:8:4+14 warning: "Response times" has no time below it` + help}},
		{name: "the link is in another section", site: site{capability: onTime(""), policy: saying("## Response times\n\nThat depends.\n\n## More\n\nSee [our promises](../capabilities/delivery.yaml).")},
			want: []string{`returns.md:8:4+14 warning: "Response times" has no time below it` + help}},
		{name: "a picture", site: site{policy: saying("## Response times\n\n![A chart](chart.png)"), excused: "asset-missing"}},
		{name: "a promise", site: site{capability: promising("    says: We come when you ring.\n    commitment: best-effort\n"), policy: saying("## Response times\n\n{{ promise \"delivery.on-time\" }}")}},
		{name: "at once", site: site{policy: saying("## How soon do you see it?\n\nStraight away, as you type.")}},
		{name: "another heading", site: site{policy: saying("## When nobody is in\n\nWe leave a card at the door.")}},
	})
}

func TestLevelWord(t *testing.T) {
	const levels = "levels:\n  - {id: p1, name: Stopped, when: Nobody can work}\n  - {id: high, name: Slowed, when: Somebody cannot work}\n"
	const three = "levels:\n  - {id: critical, name: Critical, when: Nobody can work}\n  - {id: high, name: High, when: Somebody cannot work}\n  - {id: normal, name: Normal, when: Anything else}\n"
	const reversed = "levels:\n  - {id: normal, name: Normal, when: Anything else}\n  - {id: high, name: High, when: Somebody cannot work}\n  - {id: critical, name: Critical, when: Nobody can work}\n"
	const forgotten = ` | Say where High belongs too, or say of each level when it holds.`
	const help = ` | Write one of your levels: p1, high. Or declare it below levels: in site.yaml, with when: it applies.`
	expectRule(t, "level-word", []ruleCase{
		{name: "no levels at all", site: site{policy: saying("Critical issues are answered within 1 hour.")},
			want: []string{`returns.md:8:1+15 warning: there is a time for "Critical issues", and no such priority level | Declare it below levels: in site.yaml, with when: it applies, or say the case in words that a customer would use.`}},
		{name: "a number", site: site{site: levels, policy: saying("- Severity 1: 1 hour\n- Severity 2: 4 hours")},
			want: []string{`returns.md:9:3+10 warning: there is a time for "Severity 2", and no such priority level` + help}},
		{name: "a level that is declared", site: site{site: levels, policy: saying("High priority tickets are answered within 4 hours.")}},
		{name: "without a time", site: site{site: levels, policy: saying("Critical issues are answered by the owner.")}},
		{name: "in a promise", site: site{site: levels, capability: promising("    says: Urgent requests are answered within 4 hours.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:11+15 warning: there is a time for "Urgent requests", and no such priority level` + help}},
		{name: "a label in a promise", site: site{site: levels, capability: promising("    says: \"Urgent: 4 hours.\"\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:12+6 warning: there is a time for "Urgent", and no such priority level` + help}},
		{name: "an example", site: site{policy: saying("We tell you how far we are (example: we are in SEV-1, and the next word comes in 3 minutes).")}},
		{name: "a cell about others", site: site{site: levels, policy: saying("| Priority | Response |\n|---|---|\n| Urgent | 1 hour, others 4 hours |")},
			want: []string{`returns.md:10:3+6 warning: there is a time for "Urgent", and no such priority level` + help}},
		{name: "twice", site: site{site: levels, policy: saying("- Priority 1: 1 hour\n- Priority 1: 4 hours")},
			want: []string{`returns.md:9:3+10 warning: "Priority 1" has two times: 1h, and 4h here (returns.md:8:3+10 the first is here) | Keep one of the two, or name the level that you mean.`}},
		{name: "twice the same", site: site{site: levels, policy: saying("- Priority 1: 1 hour\n- Priority 1, at night: 1 hour")}},
		{name: "one is forgotten", site: site{site: three, policy: saying("A ticket is normal unless it is critical.")},
			want: []string{`returns.md:8:20+6 warning: "A ticket is normal unless it is critical." forgets the level High` + forgotten}},
		{name: "where the level is declared", site: site{site: strings.Replace(three, "Anything else", "Normal unless critical", 1)},
			want: []string{`site.yaml:9:45+6 warning: "Normal unless critical" forgets the level High` + forgotten}},
		{name: "the other way round", site: site{site: reversed, policy: saying("All faults are normal, except for critical ones.")},
			want: []string{`returns.md:8:24+10 warning: "All faults are normal, except for critical ones." forgets the level High` + forgotten}},
		{name: "none is forgotten", site: site{site: three, policy: saying("A ticket is normal unless it is high or critical.")}},
		{name: "neighbours", site: site{site: three, policy: saying("A ticket is normal unless its impact is high.")}},
		{name: "no levels in it", site: site{site: three, policy: saying("We ring before we come, unless you ask us not to.")}},
		{name: "a row", site: site{site: levels, policy: saying("| Priority | Means | Response |\n|---|---|---|\n| P1 – Stopped | Nobody can work | 15 minutes |\n| Critical | The site is down | 1 hour |")},
			want: []string{`returns.md:11:3+8 warning: there is a time for "Critical", and no such priority level` + help}},
		{name: "a row that has two", site: site{site: levels, policy: saying("| Priority | Response | Repair |\n|---|---|---|\n| P1 | 1 hour | 4 hours |\n| High | 2 hours | 4 hours |\n| P1 | 1 hour | 8 hours |")},
			want: []string{`returns.md:12:3+2 warning: "P1" has two times: 4h, and 8h here (returns.md:10:3+2 the first is here) | Keep one of the two, or name the level that you mean.`}},
		{name: "a row for each channel", site: site{site: levels, policy: saying("| Channel | Priority | Response |\n|---|---|---|\n| Phone | P1 | 1 hour |\n| Mail | P1 | 4 hours |")}},
		{name: "a column", site: site{site: levels, policy: saying("| | P1 | P4 |\n|---|---|---|\n| First response | 1 hour | 2 days |")},
			want: []string{`returns.md:8:10+2 warning: there is a time for "P4", and no such priority level` + help}},
		{name: "a table of HTML", site: site{site: levels, policy: saying("<table><tr><th>Priority</th><th>Answer</th></tr><tr><td><p>Urgent</p></td><td>1 hour</td></tr></table>")},
			want: []string{`returns.md:8:60+6 warning: there is a time for "Urgent", and no such priority level` + help}},
		{name: "work that takes long", site: site{policy: saying("| Task | Priority | Effort |\n|---|---|---|\n| Paint | High | 3 hours |")}},
		{name: "work that takes long, by its priority", site: site{policy: saying("| Priority | Effort |\n|---|---|\n| High | 3 hours |")}},
		{name: "a paragraph of two sentences", site: site{site: levels, policy: saying("SEV2: The site is slow. Response within 4 hours.")},
			want: []string{`returns.md:8:1+4 warning: there is a time for "SEV2", and no such priority level` + help}},
		{name: "below a heading", site: site{site: levels, policy: saying("## Severity 2\n\nA driver rings within 1 hour.\n\n## Prices\n\nA visit is agreed within 1 hour.")},
			want: []string{`returns.md:8:4+10 warning: there is a time for "Severity 2", and no such priority level` + help}},
		{name: "below a line", site: site{site: levels, policy: saying("**Critical**\n\nNobody can work. First response within 1 hour.")},
			want: []string{`returns.md:8:3+8 warning: there is a time for "Critical", and no such priority level` + help}},
		{name: "an item with items", site: site{site: levels, policy: saying("- SEV2: Slow.\n  - Response: 4 hours\n- Anything else.\n  - Response: 2 days")},
			want: []string{`returns.md:8:3+4 warning: there is a time for "SEV2", and no such priority level` + help}},
		{name: "an item of two sentences", site: site{site: levels, policy: saying("- SEV2: The site is slow. Response within 4 hours.")},
			want: []string{`returns.md:8:3+4 warning: there is a time for "SEV2", and no such priority level` + help}},
		{name: "two names, of which one is declared", site: site{site: levels, policy: saying("- P1 (critical): 1 hour\n- Urgent (high): 2 hours")}},
		{name: "a condition", site: site{site: levels, policy: saying("If it is critical, we answer within one hour.")},
			want: []string{`returns.md:8:10+8 warning: there is a time for "critical", and no such priority level` + help}},
		{name: "logged as", site: site{policy: saying("Calls logged as Low are answered in two days.")},
			want: []string{`returns.md:8:17+3 warning: there is a time for "Low", and no such priority level | Declare it below levels: in site.yaml, with when: it applies, or say the case in words that a customer would use.`}},
		{name: "a number in words", site: site{policy: saying("A priority one call is picked up within 15 minutes.")},
			want: []string{`returns.md:8:3+12 warning: there is a time for "priority one", and no such priority level | Declare it below levels: in site.yaml, with when: it applies, or say the case in words that a customer would use.`}},
		{name: "below two headings", site: site{site: levels, policy: saying("## P1\n\nWe answer within 1 hour.\n\n## P1\n\nWe answer within 4 hours.")},
			want: []string{`returns.md:12:4+2 warning: "P1" has two times: 1h, and 4h here (returns.md:8:4+2 the first is here) | Keep one of the two, or name the level that you mean.`}},
		{name: "in two lists", site: site{site: levels, policy: saying("We answer:\n\n- P1: 1 hour\n\nWe repair:\n\n- P1: 4 hours")}},
		{name: "no level of cases", site: site{policy: saying("P5 envelopes are sent within 3 days. We come up to level 3 of your building within the hour. We are at level 2 in your building within ten minutes. The low priority of noise costs 5 minutes a day. " +
			"A medium request form takes ten minutes. The p4-fusion tool is updated within two weeks. Critical issues go to the owner, and all others are answered within 4 hours.")}},
		{name: "a high wall", site: site{site: levels, policy: saying("The high wall is passed within 2 minutes.")}},
	})
}

func TestHoursWord(t *testing.T) {
	const office = "channels: [{id: help, by: email, at: a@b.example, hours: office, respond_within: 4h, clock: business}]\n"
	const help = ` and you are closed from Friday 18:00 to Monday 08:00 (site.yaml:5:11 the hours are here) | Say when you are there: the hours "office". Or name a channel that is always open, with hours: always.`
	const daily = "  daily: {days: Mon-Sun, from: \"08:00\", to: \"18:00\"}\n"
	const change = ` (site.yaml:5:11 the hours are here) | Say when you are there: the hours "office". Or change these hours, if you are open then.`
	var cases []ruleCase
	for said, column := range map[string]int{"at any time": 18, "at any hour of the day": 9, "available 24 hours": 22, "anytime": 19, "24x7": 1, "always open": 8, "never closes": 12, "always there to take": 13} {
		cases = append(cases, ruleCase{name: said, site: site{site: office, policy: saying(allHoursSaid[said])}, want: []string{fmt.Sprintf("returns.md:8:%d+%d warning: this says %q,", column, len(said), said) + help}})
	}
	expectRule(t, "hours-word", cases)
	expectRule(t, "hours-word", []ruleCase{
		{name: "in a policy", site: site{site: office, policy: saying("We answer your questions 24/7.")},
			want: []string{`returns.md:8:26+4 warning: this says "24/7",` + help}},
		{name: "any time", site: site{site: office, policy: saying("Our drivers come at any time of the day.")},
			want: []string{`returns.md:8:18+22 warning: this says "at any time of the day",` + help}},
		{name: "in a promise", site: site{site: office, capability: promising("    says: A person answers around the clock.\n    commitment: best-effort\n")},
			want: []string{`delivery.yaml:5:28+16 warning: this says "around the clock",` + help}},
		{name: "in a summary", site: site{site: office, capability: "title: Delivery\nsummary: Help is available around the clock.\n"},
			want: []string{`delivery.yaml:2:28+16 warning: this says "around the clock",` + help}},
		{name: "every day", site: site{site: office, policy: saying("We are open seven days a week.")},
			want: []string{`returns.md:8:13+17 warning: this says "seven days a week", and you are closed on Saturday` + change}},
		{name: "every day, and it is", site: site{site: daily + strings.Replace(office, "hours: office", "hours: daily", 1), policy: saying("We are open seven days a week.")}},
		{name: "every day of the year", site: site{site: strings.Replace(daily+office, "hours: office", "hours: daily", 1), policy: saying("We are open 365 days a year.")}},
		{name: "every day of the year, with holidays", site: site{site: strings.NewReplacer("hours: office", "hours: daily", "}\n", ", holidays: [2026-12-25]}\n").Replace(daily) + strings.Replace(office, "hours: office", "hours: daily", 1), policy: saying("We are open 365 days a year.")},
			want: []string{`returns.md:8:13+15 warning: this says "365 days a year", and you are closed on holidays (site.yaml:6:10 the hours are here) | Say when you are there: the hours "daily". Or change these hours, if you are open then.`}},
		{name: "out of hours", site: site{site: office, policy: saying("Out of hours, we answer within 30 minutes.")},
			want: []string{`returns.md:8:1+12 warning: this says "Out of hours",` + help}},
		{name: "out of hours, later", site: site{site: office, policy: saying("Out of hours, we answer within 4 working hours. After hours, we answer within three days.")}},
		{name: "times of day", site: site{site: office, policy: saying("The desk is staffed from 7:00 to 19:00 on weekdays.")},
			want: []string{`returns.md:8:26+25 warning: this says "7:00 to 19:00 on weekdays", and you are closed on Monday at 07:00` + change}},
		{name: "on twelve hours", site: site{site: office, policy: saying("Our phone lines are open 9-7pm, Monday to Friday.")},
			want: []string{`returns.md:8:26+23 warning: this says "9-7pm, Monday to Friday", and you are closed on Monday at 18:00` + change}},
		{name: "days", site: site{site: office, policy: saying("We are open Monday to Saturday, 08:30 to 17:30.")},
			want: []string{`returns.md:8:13+34 warning: this says "Monday to Saturday, 08:30 to 17:30", and you are closed on Saturday` + change}},
		{name: "days alone", site: site{site: office, policy: saying("We answer on Saturdays too.")},
			want: []string{`returns.md:8:14+9 warning: this says "Saturdays", and you are closed on Saturday` + change}},
		{name: "a list below a heading", site: site{site: office, policy: saying("## Opening hours\n\n- Monday to Friday: 9am to 5pm\n- Sunday: 9am to noon\n- Saturday: closed")},
			want: []string{`returns.md:11:3+19 warning: this says "Sunday: 9am to noon", and you are closed on Sunday` + change}},
		{name: "a list behind a colon", site: site{site: office, policy: saying("We are open:\n\n- Monday to Friday, until midnight: 9:00 to 24:00")},
			want: []string{`returns.md:10:3+47 warning: this says "Monday to Friday, until midnight: 9:00 to 24:00", and you are closed on Monday at 18:00` + change}},
		{name: "a table", site: site{site: office, policy: saying("| Day | Hours |\n|---|---|\n| Monday to Friday | 08:00–18:00 |\n| Saturday | 09:00–12:00 |\n| Sunday | Closed |")},
			want: []string{`returns.md:11:14+11 warning: this says "09:00–12:00", and you are closed on Saturday` + change}},
		{name: "a table with two columns", site: site{site: office, policy: saying("## Opening hours\n\n| Day | From | To |\n|---|---|---|\n| Monday to Friday | 09:00 | 18:00 |\n| Sunday | 09:00 | 12:00 |")},
			want: []string{`returns.md:13:20+5 warning: this says "12:00", and you are closed on Sunday` + change}},
		{name: "a label", site: site{site: office, policy: saying("**Phone:** Mon–Sat 9–5")},
			want: []string{`returns.md:8:12+11 warning: this says "Mon–Sat 9–5", and you are closed on Saturday` + change}},
		{name: "a label of somebody else's number", site: site{site: office, policy: saying("**Phone:** 0300 304 7000 (6pm–11pm, free)")}},
		{name: "times of the days that have them", site: site{site: "  saturday: {days: Sat, from: \"09:00\", to: \"12:00\"}\n" + office, policy: saying("Our office is open from 8am to 6pm.")}},
		{name: "a promise that counts nights", site: site{site: office, capability: promising("    says: We answer around the clock, within 4 hours.\n    commitment: target\n    within: 4h\n    clock: calendar\n    target: 90%\n    window: 90d\n")}},
		{name: "all within the hours", site: site{site: office, policy: saying("We are open Monday to Friday, 8 a.m. to noon and 1 to 6 p.m., except on bank holidays; on Saturday and Sunday we are closed.")}},
		{name: "other hours", site: site{site: office, policy: saying("We deliver from 7:00 to 20:00. Your shop is open on Saturdays. Mails sent on Sunday are answered on Monday. We answer mails sent on Saturday on Monday. We never answer on Sundays. " +
			"We were open until 20:00 on Saturdays. The board meets on Saturday from 9:00 to 12:00. We are open from 9am to 9pm EST.")}},
		{name: "not we", site: site{site: office, policy: saying("Our servers run around the clock. We are not a 24/7 service. We are not open 24/7. We can change this page at any time. We are always open to ideas. You can write to us at any time. " +
			"Our website is available 24 hours a day. We leave it open for 24 hours. Anybody can ask at any time (provided that we know them).")}},
		{name: "what the customer may do", site: site{site: office, policy: saying("You can cancel at any time before the van comes.")}},
		{name: "somebody is there", site: site{site: strings.Replace(office, "hours: office", "hours: always", 1), policy: saying("We answer your questions 24/7.")}},
		{name: "no channel", site: site{policy: saying("We answer your questions 24/7.")}},
	})
}

var allHoursSaid = map[string]string{
	"at any time": "You can reach us at any time.", "at any hour of the day": "Call us at any hour of the day.", "available 24 hours": "Telephone support is available 24 hours.", "anytime": "Help is available anytime.",
	"24x7": "24x7 support is included.", "always open": "We are always open.", "never closes": "Our office never closes.", "always there to take": "A person is always there to take your call.",
}
