package page

import (
	"cmp"
	"slices"
	"strings"

	"upfront/generator/catalog"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// The beginning of a letter: where it stands, whom it is between, and what they told us.

var statusKinds = map[string]string{"draft": "warn", "proposed": "info", "agreed": "ok", "ended": "plain"}

func (l letter) status() string { return l.a.Status.Or("draft") }

func (l letter) head(view *Agreement) {
	status := l.status()
	word := map[string]string{"ended": "agreement.ended_tag"}
	view.Heading = l.heading()
	view.Status = Tag{Kind: statusKinds[status], Text: l.words.Word(cmp.Or(word[status], "agreement."+status))}
	view.Intro = l.words.Word("page.letter.intro_" + status)
	view.Frame = Frame{Language: l.words.Language(), Dir: l.words.Direction(), Root: l.root, Home: l.to(""),
		Title: l.words.Word("title.page", "title", view.Heading, "business", l.business()), Print: l.margin()}
	l.progress(view)
	view.Deviation = l.deviation()
	view.Secret = l.secret()
	l.between(view)
	if status == "ended" || l.a.Ended.On.IsSet() {
		view.Ended = &Ended{On: l.day(l.a.Ended.On), Why: l.a.Ended.Why.V}
	}
}

// progress counts what is agreed, and names what is still open beside it. A page that says agreed says so when it is in
// part only.
func (l letter) progress(view *Agreement) {
	view.Lines, view.Agreed, _ = l.a.Counts()
	if l.status() == "draft" || view.Lines == 0 {
		return
	}
	view.Progress = l.words.Word("agreement.progress", "agreed", l.words.Int(view.Agreed), "lines", l.words.Int(view.Lines))
	if l.status() == "ended" || view.Agreed == 0 || view.Agreed == view.Lines {
		return
	}
	for k := range l.a.Lines() {
		if !k.Agreed() {
			view.Open = append(view.Open, Link{Text: quoted(k), Href: "#line-" + k.ID.V})
		}
	}
	if l.status() == "agreed" {
		view.Status = Tag{Kind: "warn", Text: l.words.Word("agreement.partly")}
	}
}

func (l letter) business() string { return l.offer.Site.Business.Name.V }

func (l letter) heading() string {
	return l.words.Word("agreement.heading_"+l.status(), "name", l.a.Customer.Name.V)
}

// margin is what stands on the edge of each printed sheet.
func (l letter) margin() string {
	if !l.a.Version.IsSet() {
		return l.words.Word("title.print", "business", l.business(), "title", l.heading())
	}
	return l.words.Word("title.print_version", "business", l.business(), "title", l.heading(), "version", l.a.Version.V)
}

// deviation counts what differs from what everybody gets; empty where nothing does.
func (l letter) deviation() string {
	var out []string
	if n := l.a.Differing(); n > 0 {
		out = append(out, l.words.Count("agreement.deviation_promises", n, "of", l.words.Int(len(l.a.Terms))))
	}
	if _, _, declined := l.a.Counts(); declined > 0 {
		out = append(out, l.words.Count("agreement.deviation_declined", declined))
	}
	return strings.Join(out, " ")
}

// secret says what whoever holds the link can do; nothing where everybody may read the page.
func (l letter) secret() string {
	switch l.a.Access.Mode.V {
	case "public":
		return ""
	case "passphrase":
		return l.words.Word("page.letter.secret_words")
	}
	return l.words.Word("agreement.secret")
}

func (l letter) between(view *Agreement) {
	for _, p := range l.a.People {
		view.Between = append(view.Between, AgreementPerson{Name: p.Name.V, Role: l.role(p)})
	}
	view.Owner = l.owner()
	view.From, view.Review, view.Term = l.day(l.a.Effective), l.day(l.a.ReviewBy), l.term()
	if l.status() == "proposed" && l.offer.Today().Before(l.a.Effective.V) {
		view.ReplyBy = l.day(l.a.Effective)
	}
}

func (l letter) role(p syntax.CustomerPerson) string {
	if key := "page.letter.role." + strings.ReplaceAll(p.Role.V, " ", "_"); l.words.Has(key) {
		return l.words.Word(key)
	}
	return p.Role.V
}

// owner is who looks after the customer; nil where nobody is named.
func (l letter) owner() *Person {
	if l.a.Contact == nil {
		if !l.a.Owner.IsSet() {
			return nil
		}
		return &Person{Name: l.a.Owner.V}
	}
	return &Person{Name: l.a.Contact.Name.V, Role: l.a.Contact.Role.V, Ways: l.waysTo(*l.a.Contact)}
}

func (l letter) waysTo(p syntax.Person) []Way {
	var out []Way
	if p.Phone.IsSet() {
		out = append(out, Way{By: l.by("phone"), At: wayTo("phone", p.Phone.V)})
	}
	if p.Email.IsSet() {
		out = append(out, Way{By: l.by("email"), At: wayTo("email", p.Email.V)})
	}
	return out
}

// term words how long it lasts, and how it ends.
func (l letter) term() string {
	var out []string
	if l.a.Term.IsSet() {
		key := "agreement.term_ends"
		if l.a.Renews.V {
			key = "agreement.term_renews"
		}
		out = append(out, full(l.words.Word(key, "term", l.duration(l.a.Term.V, false))))
	}
	if l.a.NoticeToEnd.IsSet() {
		out = append(out, l.words.Word("agreement.notice_to_end", "duration", l.duration(l.a.NoticeToEnd.V, false)))
	}
	return strings.Join(out, " ")
}

// told is what they told us, and what is to come of it.
func (l letter) told(view *Agreement) {
	view.Uses, view.Body = l.a.HowTheyUseIt.V, l.body(view.Heading)
	if o := l.a.Outcome; o.What.IsSet() {
		view.Outcome = &Outcome{What: full(o.What.V), Measure: full(o.Measure.V), By: l.day(o.By)}
	}
}

// body prints the letter's own words, with its pictures. Of other files it can lead to those that public pages show.
func (l letter) body(title string) Prose {
	file := l.a.At.File
	printing := l.printing(file, title)
	resolve := printing.Resolve
	printing.Resolve = func(k markdown.Link) (string, bool) {
		t, ok := l.offer.Follow(file, k)
		if ok && t.Kind == catalog.ToAsset && (!l.same.files[t.ID] || k.Image && !l.a.Public()) {
			return "", false
		}
		return resolve(k)
	}
	printing.Inline = l.inline(file)
	return Prose(l.a.Body.Print(printing))
}

// names joins names, each once, in the order met.
func (l letter) names(all []string) string {
	var out []string
	for _, name := range all {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return l.words.List(out)
}
