package leak

import (
	"bytes"
	"net/url"
	"slices"
	"strings"
	"sync"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/syntax"
	"upfront/generator/tree"
)

// What is ours may stand anywhere: names, addresses and numbers by the fields that say whose they are, and sentences by the
// fields of the offer. Prose releases nothing.

// OurKeys returns the keys of what the business says of itself, its people and its partners, sorted. A person's names count
// by themselves too, so that a contact may share one with a colleague.
func OurKeys(o *catalog.Offer) (keys []search.Key) {
	firm := func(t syntax.Text) { keys = append(keys, search.FirmName(t.V).Keys()...) }
	person := func(t syntax.Text) {
		keys = append(keys, search.PersonName(t.V).Keys()...)
		for name := range strings.FieldsSeq(t.V) {
			keys = append(keys, search.PersonName(name).Keys()...)
		}
	}
	contact := func(t syntax.Text) { keys = append(append(keys, search.MailKeys(t.V)...), search.PhoneKeys(t.V)...) }
	firm(o.Site.Business.Name)
	firm(o.Site.Business.LegalName)
	keys = append(keys, domainKeys(o.Site.URL.V)...)
	person(o.Site.Leader.Name)
	for _, r := range o.Site.Leader.Reach {
		contact(r.To)
	}
	for _, p := range o.Site.People {
		person(p.V.Name)
		contact(p.V.Email)
		contact(p.V.Phone)
	}
	for _, p := range o.Partners {
		firm(p.V.Name)
		keys = append(keys, slices.Concat(search.PersonName(p.V.Name.V).Keys(), search.FirmName(p.Key.V).Keys(), domainKeys(p.V.URL.V))...)
	}
	for _, c := range o.Channels {
		contact(c.To)
	}
	for _, c := range o.Capabilities {
		person(c.Owner)
	}
	for _, p := range o.Policies {
		person(p.Owner)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// domainKeys returns the keys of the domain of an address, with and without www.
func domainKeys(address string) []search.Key {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil
	}
	host := u.Hostname()
	return []search.Key{search.WordsKey(search.Folded(host)), search.WordsKey(search.Folded(strings.TrimPrefix(host, "www.")))}
}

// inCapabilities is the path of what capabilities say in the index of what fields say.
const inCapabilities = "capabilities"

// offered returns an index of what public fields of ours say. Notices are not among them, nor is what is written in Markdown.
func offered(o *catalog.Offer) *search.Index {
	x := search.New()
	capabilities, others := offeredTexts(o)
	x.Add(inCapabilities, []byte(strings.Join(capabilities, "\n")))
	x.Add("", []byte(strings.Join(others, "\n")))
	return x
}

func offeredTexts(o *catalog.Offer) (capabilities, others []string) {
	for _, c := range o.Capabilities {
		capabilities = append(capabilities, capabilityTexts(c)...)
	}
	site := o.Site
	site.Vars = nil
	others = slices.Concat(Texts(site), Texts(o.Partners), Texts(o.Glossary))
	for _, p := range o.Policies {
		if p.Public() {
			source := publicPolicy(p)
			source.Body = syntax.Source{}
			others = append(others, Texts(source)...)
		}
	}
	return capabilities, others
}

// authored is what authors wrote and public pages may have: texts and Markdown, the files that pages show, and those of
// themes. Values that are not texts, such as days, times and limits, are not in it.
type authored struct {
	offer *catalog.Offer
	files *tree.Tree
	index *search.Index
	named sync.Map // by name: where it stands, as a [diag.Place]
}

// publicFile is a file of the offer, and a function that returns what an author wrote in its public part.
type publicFile struct {
	file  string
	texts func() []string
}

func (f publicFile) text() string { return strings.Join(f.texts(), "\n") }

func newAuthored(o *catalog.Offer, files *tree.Tree) *authored {
	a := &authored{offer: o, files: files, index: search.New()}
	for _, f := range publicFiles(o) {
		a.index.Add("", []byte(f.text()))
	}
	for _, path := range shownFiles(o, files) {
		if data, err := files.Read(path); err == nil {
			a.index.Add(path, data)
		}
	}
	return a
}

// shownFiles returns the files that pages show as they are, and those of themes.
func shownFiles(o *catalog.Offer, files *tree.Tree) []string {
	return slices.AppendSeq(slices.Concat(o.Assets, o.Static), files.Below("themes"))
}

// Authored returns the files that decide, beside the public pages, which private words in these are nobody's.
func Authored(o *catalog.Offer, files *tree.Tree) (paths []string) {
	for _, s := range publicFiles(o) {
		paths = append(paths, s.file)
	}
	return append(paths, shownFiles(o, files)...)
}

func (a *authored) has(text string) bool {
	_, found := a.index.Find(text)
	return found
}

// fewWords is how many words of a sentence in a row show that an author wrote it.
const fewWords = 5

// mayHaveWritten reports whether an author wrote a few words in a row of a folded sentence. The values of template tags in
// prose are not known here, so that the sentence as a whole may be nowhere.
func (a *authored) mayHaveWritten(sentence []byte) bool {
	words := strings.Fields(string(sentence))
	for i := range max(1, len(words)-fewWords+1) {
		few := " " + strings.Join(words[i:min(i+fewWords, len(words))], " ") + " "
		if _, found := a.index.ProveWords([]byte(few), nil); found {
			return true
		}
	}
	return false
}

// names returns where an author wrote a name as it is, with its capitals, or all in capitals. The zero place is nowhere.
func (a *authored) names(name string) diag.Place {
	if at, known := a.named.Load(name); known {
		return at.(diag.Place)
	}
	at := a.place(diag.Place{}, func(text string) bool {
		return search.HasWord(text, name) || strings.Contains(name, " ") && search.HasWord(text, strings.ToUpper(name))
	})
	a.named.Store(name, at)
	return at
}

// writes returns where an author wrote folded words that stand in another place too.
func (a *authored) writes(words []byte, other diag.Place) diag.Place {
	return a.place(other, func(text string) bool { return bytes.Contains(search.Folded(text), words) })
}

// place returns the first line of a file of the offer that has words and is not another place, or the file where no line has
// all of them.
func (a *authored) place(other diag.Place, has func(text string) bool) diag.Place {
	lineOf := func(file string) diag.Place {
		data, _ := a.files.Read(file) // it was read before
		for i, line := range bytes.Split(data, []byte("\n")) {
			if has(string(line)) && (file != other.File || i+1 != other.Line) {
				return diag.Place{File: file, Line: i + 1}
			}
		}
		return diag.Place{File: file}
	}
	for _, file := range a.offer.Static { // all of which is public
		if at := lineOf(file); at.Line > 0 {
			return at
		}
	}
	for _, f := range publicFiles(a.offer) {
		if has(f.text()) {
			return lineOf(f.file)
		}
	}
	return diag.Place{}
}

// publicFiles returns the files of the public parts of an offer.
func publicFiles(o *catalog.Offer) (all []publicFile) {
	add := func(file string, texts func() []string) { all = append(all, publicFile{file, texts}) }
	add(syntax.SiteFile, func() []string { return Texts(o.Site) })
	add("content/partners.yaml", func() []string { return Texts(o.Partners) })
	add("content/glossary.yaml", func() []string { return Texts(o.Glossary) })
	for _, c := range o.Capabilities {
		add(c.At.File, func() []string { return append(capabilityTexts(c), textsOf(c.Capability.Body, c.Body)...) })
	}
	for _, p := range o.Policies {
		if p.Public() {
			add(p.At.File, func() []string { return textsOf(publicPolicy(p), p.Body) })
		}
	}
	for _, p := range o.Pages {
		if p.Public() {
			add(p.At.File, func() []string { return textsOf(p.Page, p.Body) })
		}
	}
	for _, n := range o.Notices {
		if n.Public() {
			add(n.At.File, func() []string { return textsOf(n.Notice, n.Body) })
		}
	}
	if o.Home != nil && o.Home.Public() {
		add(o.Home.At.File, func() []string { return textsOf(o.Home.Page, o.Home.Body) })
	}
	return all
}

// capabilityTexts returns what the public fields of a capability say, without its Markdown.
func capabilityTexts(c *catalog.Capability) []string {
	source := c.Capability
	source.StaffNote, source.Body, source.Promises = syntax.Text{}, syntax.Text{}, nil
	texts := Texts(source)
	for _, p := range c.Promises {
		if p.Public() {
			texts = append(texts, Texts(p.Promise)...)
		}
	}
	return texts
}

// publicPolicy returns a policy without the exceptions for staff alone.
func publicPolicy(p *catalog.Policy) syntax.Policy {
	source := p.Policy
	source.Exceptions = slices.DeleteFunc(slices.Clone(source.Exceptions), func(e syntax.Exception) bool { return e.Visibility.V == "internal" })
	return source
}

// Texts returns the texts of a value and of all that is in it, without the columns of records, which no page shows.
func Texts(source any) []string {
	return diag.Names(syntax.Texts(source), func(t syntax.Text) string { return t.V })
}
