package letter

import (
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/site"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// The beginning of a letter: its cover, and what the customer told the business.

// Ended says that an agreement is over.
type Ended struct {
	On  view.Time
	Why string
}

// Contact is somebody of the business to ring or to write to.
type Contact struct {
	Name, Role string // empty where the business has a number but the customer no person
	Initials   string // "AB"
	Ways       []view.Link
}

// Outcome is what a good outcome is for this customer.
type Outcome struct {
	What, Measure string
	By            view.Time
}

// Signature is whose signatures the paper copy asks for.
type Signature struct {
	Customer, Business string // "Fenwick Tiles: Don Fenwick"
	SendTo             string // who gets it back: "Ama Boateng"
}

// statusKinds are the kinds of the tags of an agreement's status.
var statusKinds = map[string]string{"draft": "warn", "proposed": "brand", "agreed": "ok", "ended": "plain"}

func (l letter) status() string { return l.a.Status.Or("draft") }

func (l letter) cover(v *Agreement) {
	status := l.status()
	v.Heading = l.heading()
	v.Status = view.Tag{Kind: statusKinds[status], Text: l.Words.Word("agreement.status." + status)}
	if lines, agreed, _ := l.a.Counts(); status == "agreed" && (agreed < lines || l.a.Held != nil && l.restWaits()) {
		v.Status = view.Tag{Kind: "warn", Text: l.Words.Word("agreement.status.partly")}
	}
	v.Intro = l.intro(status)
	v.Frame = site.Frame{Language: l.Words.Language(), Dir: l.Words.Direction(), Root: l.Root, Home: l.To(""),
		Title: l.Words.Word("title.page", "title", v.Heading, "business", l.business()), Print: l.margin()}
	switch l.a.Access.Mode.V {
	case "public": // nothing that everybody may read is secret
	case "passphrase":
		v.Secret = l.Words.Word("page.letter.secret_words")
	default:
		v.Secret = l.Words.Word("agreement.secret")
	}
	for _, p := range l.a.People {
		v.Between = append(v.Between, AgreementPerson{Name: p.Name.V, Role: l.role(p)})
	}
	v.Owner, v.From, v.Term = l.contact(), l.Day(l.a.Effective), l.term()
	switch ahead := l.Offer.Today().Before(l.a.Effective.V); {
	case ahead:
		v.FromName = l.Words.Word("agreement.starts")
		if status == "proposed" {
			v.ReplyBy = v.From
		}
	case status == "ended":
		v.FromName = l.Words.Word("agreement.started")
	default:
		v.FromName = l.Words.Word("agreement.since")
	}
	if status == "ended" || l.a.Ended.On.IsSet() {
		v.Ended = &Ended{On: l.Day(l.a.Ended.On), Why: l.a.Ended.Why.V}
	}
	v.Sign = l.signature(v.Owner)
}

// intro says what the page is for; of what is agreed, also since when and with whom.
func (l letter) intro(status string) string {
	if l.a.Held == nil || status != "agreed" {
		return l.Words.Word("page.letter.intro_" + status)
	}
	newest := l.a.Held.Newest()
	names, day, _ := l.whoAgreed(newest.Agreed, newest.Version.V)
	if lines, agreed, _ := l.a.Counts(); agreed < lines || l.restWaits() {
		return l.Words.Word("agreement.held.partly", "date", day.Text, "names", l.Words.List(names))
	}
	return l.Words.Word("agreement.held.on", "date", day.Text, "names", l.Words.List(names))
}

func (l letter) told(v *Agreement) {
	v.Uses, v.Body = l.a.HowTheyUseIt.V, l.body(v.Heading)
	if o := l.a.Outcome; o.What.IsSet() {
		v.Outcome = &Outcome{What: view.Sentence(o.What.V), Measure: view.Sentence(o.Measure.V), By: l.Day(o.By)}
	}
	if v.Body != "" && v.Owner != nil && v.Owner.Name != "" {
		v.Signed = v.Owner
	}
}

func (l letter) business() string { return l.Offer.Site.Business.Name.V }

func (l letter) heading() string {
	return l.Words.Word("agreement.heading."+l.status(), "name", l.a.Customer.Name.V)
}

// margin returns what stands on the edge of each printed sheet.
func (l letter) margin() string {
	key := "title.print"
	if l.a.Version.IsSet() {
		key = "title.print_version"
	}
	return l.Words.Word(key, "business", l.business(), "title", l.heading(), "version", l.a.Version.V)
}

// contact returns who looks after the customer, with a number of the business where they have none of their own; nil where
// there is nobody and no number.
func (l letter) contact() *Contact {
	var out Contact
	switch c := l.a.Contact; {
	case c != nil:
		out = Contact{Name: c.Name.V, Role: c.Role.V, Ways: view.PersonLinks(c.Phone, c.Email)}
		if c.Phone.IsSet() {
			break
		}
		fallthrough
	default:
		if out.Name == "" {
			out.Name = l.a.Owner.V
		}
		if c := l.FirstChannel("phone", "mobile"); c != nil {
			out.Ways = append([]view.Link{view.ContactLink(c.By.V, c.To.V)}, out.Ways...)
		}
	}
	if out.Initials = initials(out.Name); out.Name == "" && out.Ways == nil {
		return nil
	}
	return &out
}

// initials returns the first letters of the first and the last word of a name.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := func(word string) string {
		for _, r := range word {
			return string(r)
		}
		return ""
	}
	if len(words) == 1 {
		return first(words[0])
	}
	return first(words[0]) + first(words[len(words)-1])
}

// signature returns whose signatures the paper copy asks for; nil where nothing is proposed to anybody in particular.
func (l letter) signature(ours *Contact) *Signature {
	if l.status() != "proposed" && l.status() != "agreed" || l.a.Public() {
		return nil
	}
	party := func(side, person string) string {
		if person == "" {
			return side
		}
		return l.Words.Word("agreement.party", "side", side, "name", person)
	}
	out := &Signature{Customer: party(l.a.Customer.Name.V, l.decides()), Business: l.business()}
	if ours != nil && ours.Name != "" {
		out.Business, out.SendTo = party(l.business(), ours.Name), ours.Name
	} else {
		out.SendTo = l.business()
	}
	return out
}

// decides returns who can say yes for the customer: the first of their people who decides, or the only one.
func (l letter) decides() string {
	for _, p := range l.a.People {
		if p.Role.V == "decides" || len(l.a.People) == 1 {
			return p.Name.V
		}
	}
	return ""
}

func (l letter) role(p syntax.CustomerPerson) string {
	return l.WordOr("page.letter.role."+strings.ReplaceAll(p.Role.V, " ", "_"), p.Role.V)
}

func (l letter) term() string {
	var out []string
	if l.a.Term.IsSet() {
		key := "agreement.term_ends"
		if l.a.Renews.Or(true) {
			key = "agreement.term_renews"
		}
		out = append(out, view.Sentence(l.Words.Word(key, "term", l.Duration(l.a.Term.V, false))))
	}
	if l.a.NoticeToEnd.IsSet() {
		out = append(out, l.Words.Word("agreement.notice_to_end", "duration", l.Duration(l.a.NoticeToEnd.V, false)))
	}
	return strings.Join(out, " ")
}

// body prints the letter's own words, with its pictures. Of other files it leads to those that public pages link.
func (l letter) body(title string) view.Prose {
	file := l.a.At.File
	printing := l.Printing(file, title)
	resolve := printing.Resolve
	printing.Resolve = func(k markdown.Link) (string, bool) {
		t, ok := l.Offer.Follow(file, k)
		if ok && (t.Kind == catalog.ToAsset && !l.files[t.ID] || t.File() != "" && k.Image && !l.a.Public()) {
			return "", false
		}
		return resolve(k)
	}
	printing.Inline = l.Inline(file)
	return view.Prose(l.a.Body.Print(printing))
}
