package workload

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// agreement is the agreement with one customer, while it is made.
type agreement struct {
	id, name, yaml, body string

	r                  *random
	offer              *offer
	town, owner        string
	decides, day, pays string
	phone              string
	effective          time.Time
	capabilities       []*capability
	chosen             map[string]string // capability.promise[.level]: value
}

var firstWords, secondWords, towns, firstNames = phrases["firmA"], phrases["firmB"], phrases["towns"], phrases["firstNames"]

// Customer returns the id of customer i.
func Customer(i int) string { return fmt.Sprintf("%s-%05d", slug(firm(i)), i) }

// firm returns the name of customer i without the town.
func firm(i int) string {
	return firstWords[i%len(firstWords)] + " " + secondWords[i/len(firstWords)%len(secondWords)]
}

func agreementFile(id string) string { return "content/agreements/" + id + ".yaml" }

func (o *offer) agreement(i int) *agreement {
	r := seed(37, i)
	a := &agreement{r: r, offer: o, owner: staff[r.below(len(staff))], chosen: map[string]string{}}
	a.town = towns[(i/(len(firstWords)*len(secondWords))+i)%len(towns)]
	a.name = firm(i) + " " + a.town
	if round := i / (len(firstWords) * len(secondWords) * len(towns)); round > 0 {
		a.name += fmt.Sprintf(" %d", round+1)
	}
	a.id = Customer(i)

	for _, j := range r.sample(len(o.capabilities), r.between(5, 8)) {
		a.capabilities = append(a.capabilities, o.capabilities[j])
	}
	if i == 0 && !slices.Contains(a.capabilities, o.capabilities[0]) {
		a.capabilities[0] = o.capabilities[0] // so that an edit of the capability shows on the page of the agreement
	}
	a.people(i)
	y := &yaml{}
	a.head(y)
	a.choices(y)
	earned := append(a.lines(y, "expectations", "e", expectations), a.lines(y, "priorities", "p", priorities)...)
	a.terms(y, earned)
	a.yaml = y.String()
	a.body = a.story(2) + "\n\n" + a.story(1) + "\n"
	if i == 0 {
		a.body += "\nThe sheet for this customer is bench-word-agreement.\n"
	}
	return a
}

// people makes up three people of the customer, and the day of the agreement. No two customers have a name or a number in
// common: that would be the mistake of a copied agreement.
func (a *agreement) people(i int) {
	r := a.r
	a.effective = weekday(date(2026, 11, 16).AddDate(0, 0, r.between(0, 100)))
	f := r.sample(len(firstNames), 3)
	a.decides, a.day, a.pays = firstNames[f[0]]+" "+surname(3*i), firstNames[f[1]]+" "+surname(3*i+1), firstNames[f[2]]+" "+surname(3*i+2)
	a.phone = fmt.Sprintf("+999 20 %07d", i) // 999 is no country's
}

func surname(n int) string {
	name := ""
	for _, parts := range surnameParts {
		name += parts[n%len(parts)]
		n /= len(parts)
	}
	if n > 0 { // all have been given: two in one word
		name += strings.ToLower(surname(n - 1))
	}
	return name
}

// surnameParts make a name of one part from each row: a third of a million different names.
var surnameParts = [4][]string{
	strings.Fields("Ab Bel Cor Dun Eg Fal Gar Hol In Jar Kel Lum Mor Nor Os Pel Quen Rus Sel Tor Ul Var Wes Yar"),
	strings.Fields("an be cu da el fi go hu il ka le mi na or pe ra si tu ur ve wa yo ze ol"),
	strings.Fields("bar cot den far gast hal ker lin man ner por quist ris som tal vik wol zan drup flit grev klaas sten brug"),
	strings.Fields("berg croft dale feld gaard holm inga kamp lund mark nes oja pohl rud stad thwaite uddin vall worth sson zicht horst bek eira"),
}

func (a *agreement) head(y *yaml) {
	r := a.r
	mail := func(name string) string {
		return strings.ToLower(firstName(name)) + "@" + slug(a.name) + ".example"
	}
	y.add("customer: {name: %s, since: %s}\n", a.name, iso(date(2019, 1, 7).AddDate(0, 0, r.between(0, 2700))))
	y.add("people:\n  - {name: %s, role: decides, email: %s}\n", a.decides, mail(a.decides))
	y.add("  - {name: %s, role: day to day, email: %s, phone: \"%s\", prefers: {by: %s, style: %s}}\n", a.day, mail(a.day), a.phone, r.pick("phone", "email"), r.pick(phrases["styles"]...))
	if r.chance(25) {
		y.add("  - {name: %s, role: pays, email: %s}\n", a.pays, mail(a.pays))
	} else {
		a.pays = a.decides
	}
	status := "proposed"
	if r.chance(30) {
		status = "draft"
	}
	y.add("owner: %s\nstatus: %s\nversion: %d\neffective: %s\nterm: 12mo\nreview_by: %s\naccess: {mode: link}\n",
		a.owner, status, r.between(1, 3), iso(a.effective), iso(a.effective.AddDate(0, 6, 0)))
}

// choices writes what the customer wants, and of which capabilities.
func (a *agreement) choices(y *yaml) {
	r := a.r
	y.add("outcome:\n  what: %s\n  by: %s\n", text(a.fill(r.pick(phrases["outcomes"]...))), iso(a.effective.AddDate(0, r.between(3, 9), 0)))
	var ids []string
	for _, c := range a.capabilities {
		ids = append(ids, c.id)
	}
	y.add("capabilities: [%s]\n", strings.Join(ids, ", "))
	if r.chance(50) {
		y.add("choose:\n")
		for _, c := range a.capabilities[:r.between(1, 2)] {
			o := c.options[r.below(len(c.options))]
			a.chosen[c.id+"."+o.change] = o.to
			y.add("  %s.%s: %s\n", c.id, o.change, o.to)
		}
	}
	y.add("how_they_use_it: %s\n", text(a.fill(r.pick(phrases["uses"]...))))
	y.add("updates: {cadence: weekly, by: %s, on: %s, also_at_once: [%s]}\n", r.pick("email", "phone"), r.pick("Mon", "Tue", "Wed", "Thu", "Fri"), r.pick("delay", "delay, outage", "outage, change"))
}

// terms writes price, check-ins and referral. earned are the ids of lines that were granted.
func (a *agreement) terms(y *yaml, earned []string) {
	r := a.r
	kind, amount := r.pick("fixed", "fixed", "estimate"), r.between(40, 900)*10
	y.add("price: {kind: %s, amount: £%d, ceiling: £%d, holds_for: 12mo}\n", kind, amount, amount+amount/10)
	y.add("check_ins:\n  - {on: %s, what: %s, who: %s}\n", iso(r.day(a.effective, 14, 30)), item(a.fill(r.pick(phrases["checkIns"]...))), a.owner)
	y.add("  - {after: 90d, what: Read this page with %s, who: %s}\n", firstName(a.decides), a.owner)
	if earned = earned[:min(len(earned), 2)]; len(earned) > 0 {
		n := r.between(1, 3)
		y.add("referral:\n  count: %d\n  means: %s\n  when: after the first 90 days\n  earned_if: [%s]\n", n, text(a.fill(r.pick(phrases["referrals"]...))), strings.Join(earned, ", "))
	}
}

func (a *agreement) story(n int) string {
	return a.fill(strings.Join(pickSome(a.r, phrases["stories"], n), " "))
}

// fill puts the customer's own facts into a sentence. $D, $F, $P and $O are the names of the people who decide, do the daily
// work and pay, and of our owner; in small letters, their first names. $C is the firm, $T the town, $U another town; $N, $M
// and $K are numbers, $Y is a year and $X a date.
func (a *agreement) fill(s string) string {
	names := map[byte]string{'D': a.decides, 'F': a.day, 'P': a.pays, 'O': a.owner, 'C': a.name, 'T': a.town}
	return slot.ReplaceAllStringFunc(s, func(m string) string {
		switch letter := m[1]; letter {
		case 'd', 'f', 'p', 'o':
			return firstName(names[letter-'a'+'A'])
		case 'D', 'F', 'P', 'O', 'C', 'T':
			return names[letter]
		case 'U':
			return a.r.pick(towns...)
		case 'N':
			return fmt.Sprint(a.r.between(12, 180))
		case 'M':
			return fmt.Sprint(a.r.between(3, 11))
		case 'K':
			return fmt.Sprint(a.r.between(2, 5))
		case 'Y':
			return fmt.Sprint(a.r.between(2014, 2018))
		}
		return long(a.r.day(a.effective, 20, 200))
	})
}

func firstName(name string) string { return name[:strings.IndexByte(name, ' ')] }

var slot = regexp.MustCompile(`\$[CDFPOdfpoTUNMKYX]`)
