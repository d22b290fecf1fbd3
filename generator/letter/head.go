package letter

import (
	"cmp"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/site"
	"upfront/generator/syntax"
	"upfront/generator/view"
)

// The beginning of a letter: its status, the people on both sides, and what they told the business.

// Ended says that an agreement is over.
type Ended struct {
	On  view.Time
	Why string
}

// Drift is something that differs from what was agreed: the offer or a line changed afterwards.
type Drift struct {
	What     string // the promise or the line
	Href     string // where it stands on this page; may be empty
	Was, Now string
	On       view.Time
	Note     string // "We will ask you before it counts."; may be empty
}

// Outcome is what a good outcome is for this customer.
type Outcome struct {
	What, Measure string
	By            view.Time
}

// Observed is what we learned of a customer, when and from whom.
type Observed struct {
	On          view.Time
	By, Learned string
}

func (l letter) status() string { return l.a.Status.Or("draft") }

func (l letter) head(v *Agreement) {
	status := l.status()
	kinds := map[string]string{"draft": "warn", "proposed": "info", "agreed": "ok", "ended": "plain"}
	words := map[string]string{"ended": "agreement.ended_tag"}
	v.Heading = l.heading()
	v.Status = view.Tag{Kind: kinds[status], Text: l.Words.Word(cmp.Or(words[status], "agreement."+status))}
	v.Intro = l.Words.Word("page.letter.intro_" + status)
	v.Frame = site.Frame{Language: l.Words.Language(), Dir: l.Words.Direction(), Root: l.Root, Home: l.To(""),
		Title: l.Words.Word("title.page", "title", v.Heading, "business", l.business()), Print: l.margin()}
	l.progress(v)
	v.Deviation = l.deviation()
	switch l.a.Access.Mode.V {
	case "public": // nothing that everybody may read is secret
	case "passphrase":
		v.Secret = l.Words.Word("page.letter.secret_words")
	default:
		v.Secret = l.Words.Word("agreement.secret")
	}
	l.between(v)
	v.Uses, v.Body = l.a.HowTheyUseIt.V, l.body(v.Heading)
	if o := l.a.Outcome; o.What.IsSet() {
		v.Outcome = &Outcome{What: view.Sentence(o.What.V), Measure: view.Sentence(o.Measure.V), By: l.Day(o.By)}
	}
	if status == "ended" || l.a.Ended.On.IsSet() {
		v.Ended = &Ended{On: l.Day(l.a.Ended.On), Why: l.a.Ended.Why.V}
	}
}

// progress counts the agreed lines, and names the open ones. A page that is agreed in part says so.
func (l letter) progress(v *Agreement) {
	if v.Lines, v.Agreed, _ = l.a.Counts(); l.status() == "draft" || v.Lines == 0 {
		return
	}
	v.Progress = l.Words.Word("agreement.progress", "agreed", l.Words.Int(v.Agreed), "lines", l.Words.Int(v.Lines))
	if l.status() == "ended" || v.Agreed == 0 || v.Agreed == v.Lines {
		return
	}
	for k := range l.a.Lines() {
		if !k.Agreed() {
			v.Open = append(v.Open, view.Link{Text: quoted(k), Href: "#line-" + k.ID.V})
		}
	}
	if l.status() == "agreed" {
		v.Status = view.Tag{Kind: "warn", Text: l.Words.Word("agreement.partly")}
	}
}

func (l letter) business() string { return l.Offer.Site.Business.Name.V }

func (l letter) heading() string {
	return l.Words.Word("agreement.heading_"+l.status(), "name", l.a.Customer.Name.V)
}

// margin returns what stands on the edge of each printed sheet.
func (l letter) margin() string {
	key := "title.print"
	if l.a.Version.IsSet() {
		key = "title.print_version"
	}
	return l.Words.Word(key, "business", l.business(), "title", l.heading(), "version", l.a.Version.V)
}

// deviation counts what differs from what everybody gets; empty where nothing does.
func (l letter) deviation() string {
	var out []string
	switch n, all := l.a.Differing(), len(l.a.Terms); {
	case n == 0:
	case n == all:
		out = append(out, l.Words.Count("agreement.deviation_all", n))
	default:
		out = append(out, l.Words.Count("agreement.deviation_promises", n, "of", l.Words.Int(all)))
	}
	if _, _, declined := l.a.Counts(); declined > 0 {
		out = append(out, l.Words.Count("agreement.deviation_declined", declined))
	}
	return strings.Join(out, " ")
}

func (l letter) between(v *Agreement) {
	for _, p := range l.a.People {
		v.Between = append(v.Between, AgreementPerson{Name: p.Name.V, Role: l.role(p)})
	}
	switch c := l.a.Contact; {
	case c != nil:
		v.Owner = &view.Person{Name: c.Name.V, Role: c.Role.V, Ways: l.PersonWays(*c)}
	case l.a.Owner.IsSet():
		v.Owner = &view.Person{Name: l.a.Owner.V}
	}
	v.From, v.Review, v.Term = l.Day(l.a.Effective), l.Day(l.a.ReviewBy), l.term()
	if l.status() == "proposed" && l.Offer.Today().Before(l.a.Effective.V) {
		v.ReplyBy = l.Day(l.a.Effective)
	}
}

func (l letter) role(p syntax.CustomerPerson) string {
	return l.WordOr("page.letter.role."+strings.ReplaceAll(p.Role.V, " ", "_"), p.Role.V)
}

func (l letter) term() string {
	var out []string
	if l.a.Term.IsSet() {
		key := "agreement.term_ends"
		if l.a.Renews.V {
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
		if ok && t.Kind == catalog.ToAsset && (!l.files[t.ID] || k.Image && !l.a.Public()) {
			return "", false
		}
		return resolve(k)
	}
	printing.Inline = l.Inline(file)
	return view.Prose(l.a.Body.Print(printing))
}
