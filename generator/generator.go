package generator

import (
	"cmp"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/clock"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/letter"
	"upfront/generator/publish"
	"upfront/generator/record"
	"upfront/generator/seal"
	"upfront/generator/site"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/tree"
)

// Input is everything that a site is made of.
type Input struct {
	Tree     *tree.Tree
	Theme    fs.FS        // the embedded default theme
	Now      time.Time    // zero: as_of of site.yaml
	Fallback time.Time    // "now" where neither Now nor as_of says; pages take no notice of the time of day
	Use      string       // a theme in place of the one that site.yaml names; empty: that one
	Secret   *seal.Secret // nil: nothing can be sealed, as in check
	Passing  bool         // the secret is of this run alone, though the site has another: nothing is known of links given out
	Ledger   seal.Ledger
	Memory   Memory             // of an earlier build; zero: everything is found out anew
	Proofs   *Proofs            // nil: there are none, and none are asked for
	Version  string             // of the program that remembers: a memory of another one is not used
	Begin    func(phase string) // told when Load begins to "read", "check" and look at the "theme"; nil: nobody is told
}

// Site is a site that has been read and judged, but for its agreements.
type Site struct {
	Problems []diag.Problem // of everything but the agreements, sorted, with the site's own severities
	Offer    *catalog.Offer
	Counts   Counts

	input              Input
	files              syntax.Files
	themeInput         themeInput
	theme              *theme.Theme
	themeProblems      []diag.Problem // of the theme
	letters            *letter.Printer
	spellings          *search.Spellings // of the secret; nil where there is none
	records            func() *tallies   // reads the records, when they are first needed
	tallies            *tallies          // the same, nil where the site did not have to be judged
	customersInRecords bool              // in a site that was not judged: whether a record tells customers apart

	from, until time.Time // the moments for which the site is the same; zero until: it is pinned to one
}

// Counts says how much there is of what, for reports.
type Counts struct {
	Files, Capabilities, Promises, Policies, Notices, Pages, Agreements int
}

// Load reads a site and judges it, but for its agreements, which a [Build] takes one by one.
func Load(in Input, early []diag.Problem) *Site { return load(in, early, siteDigest{}) }

// load reads a site. One whose outline is known need not be judged; the zero outline is none.
func load(in Input, early []diag.Problem, o siteDigest) *Site {
	s := &Site{input: in, customersInRecords: o.CustomersInRecords}
	judge := o.Inputs == [32]byte{}
	s.input.Memory, s.input.Proofs = Memory{}, nil
	if in.Secret != nil {
		s.spellings = search.NewSpellings(*in.Secret)
	}
	in.begin("read")
	files, problems := syntax.Read(in.Tree)
	s.files = files
	s.Problems = append(append(s.Problems, early...), problems...)
	if isUnreadable(s.Problems, files.Site) {
		// Without site.yaml every name leads nowhere: what else there is to say can wait until it can be read.
		s.Problems = slices.DeleteFunc(s.Problems, func(p diag.Problem) bool { return p.At.File != syntax.SiteFile })
		s.files, s.input.Tree = syntax.Files{Site: files.Site}, tree.Of(nil)
		in.Tree, files = s.input.Tree, s.files
	}
	in.begin("check")
	s.Offer, problems = catalog.Resolve(files, s.moment())
	s.Problems = append(s.Problems, problems...)
	var known map[string]tally
	if before := in.Memory.site; before != nil && before.tallies != nil {
		known = before.tallies.byPromise
	}
	s.records = sync.OnceValue(func() *tallies { return s.tallyRecords(known) })
	if some := len(s.Offer.Capabilities)+len(s.Offer.Policies)+len(s.Offer.Channels) > 0; judge && (some || diag.Count(s.Problems, diag.Error) == 0) {
		s.Problems = append(s.Problems, check.Offer(s.Offer)...)
		s.tallies = s.records()
		s.Problems = append(s.Problems, s.tallies.problems...)
		s.Problems = append(s.Problems, check.Records(s.Offer, s.tallies.book, s.tallies.problems)...)
	}
	in.begin("theme")
	s.themeInput = themeInputOf(in, files.Site)
	if before := in.Memory.site; before != nil && reflect.DeepEqual(before.themeInput, s.themeInput) {
		s.theme, problems = before.theme, before.themeProblems
	} else {
		s.theme, problems = loadTheme(in, s.themeInput)
	}
	s.themeProblems = problems
	s.Problems = append(s.Problems, problems...)
	if s.theme != nil {
		s.letters = letter.New(s.Offer, s.theme, s.input.Tree.Read, s.recordsForLetters)
		s.letters.Secret = s.spellings
		s.Problems = append(s.Problems, s.attachmentProblems()...)
	}
	s.Problems = s.adjust(s.Problems)
	s.Counts = Counts{in.fileCount(), len(files.Capabilities), len(s.Offer.Promises), len(s.Offer.Policies), len(s.Offer.Notices), s.Offer.CountPages(), len(files.Agreements)}
	return s
}

// forCustomers gives the records where a letter needs them, and else nil: where one tells customers apart, or where a
// letter may have to say that a promise is being missed. In no other case are they read for letters alone.
func (s *Site) recordsForLetters() *record.Book {
	acknowledged := slices.ContainsFunc(s.Offer.Promises, func(p *catalog.Promise) bool { return p.Acknowledge.Until.IsSet() })
	if s.tallies == nil && !s.customersInRecords && !acknowledged {
		return nil
	}
	return s.records().book
}

// tellsApart reports whether a record has a customer in any of its rows.
func (c *tallies) haveCustomers(o *catalog.Offer) bool {
	return c != nil && slices.ContainsFunc(o.Promises, func(p *catalog.Promise) bool { r := c.book.Result(p); return r != nil && len(r.Customers) > 0 })
}

// moment is the "now" of the site. One that nothing pins is taken back to the last moment at which anything that a page
// says of now may have changed: the beginning of the day, or when a notice began, was told or was over, or a document appeared or went. So the same site
// has the same pages until the next of these.
func (s *Site) moment() time.Time {
	if pinned := cmp.Or(s.input.Now, s.files.Site.AsOf.V); !pinned.IsZero() {
		return pinned
	}
	if s.input.Fallback.IsZero() {
		return time.Time{}
	}
	zone := cmp.Or(s.files.Site.Timezone.V, time.UTC)
	today := clock.DateOf(s.input.Fallback, zone)
	s.from, s.until = today.Start(zone), today.AddDays(1).Start(zone)
	for _, at := range s.files.Moments() {
		switch {
		case at.After(s.from) && !at.After(s.input.Fallback):
			s.from = at
		case at.After(s.input.Fallback) && at.Before(s.until):
			s.until = at
		}
	}
	return s.from
}

// written gives how many files people have written.
func (in Input) fileCount() int {
	n := len(in.Tree.Paths())
	if in.Tree.Has(seal.LedgerFile) {
		n--
	}
	return n
}

func (in Input) begin(phase string) {
	if in.Begin != nil {
		in.Begin(phase)
	}
}

// unread reports whether site.yaml cannot be read at all.
func isUnreadable(problems []diag.Problem, site syntax.Site) bool {
	return !site.Business.Name.IsSet() && !site.Timezone.IsSet() &&
		slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.At.File == syntax.SiteFile && p.Level() == diag.Error })
}

// settle sorts problems and gives them the severities that the site sets. None quotes the secret of the site.
func (s *Site) adjust(problems []diag.Problem) []diag.Problem {
	for i, p := range problems {
		if s.spellings.FoundIn([]byte(p.Message)) || s.spellings.FoundIn([]byte(p.Help)) {
			problems[i].Message, problems[i].Help = diag.RuleOf(p.Rule).Title, "The secret of this site is written here, so no more of it is shown. Take it out first."
		}
		if s.spellings.FoundIn([]byte(p.At.File)) {
			problems[i].At = diag.Place{File: path.Dir(p.At.File)}
		}
	}
	return diag.Adjust(diag.Sort(problems), s.files.Site.Checks.Severity)
}

// looks is all that a theme is made of, with the places that its problems name.
type themeInput struct {
	theme.Site
	color    diag.Place
	problems []diag.Problem // of finding the files
}

func themeInputOf(in Input, site syntax.Site) themeInput {
	l := themeInput{color: site.Brand.Color.At, Site: theme.Site{
		Name: cmp.Or(in.Use, site.Theme.V, "default"), Language: site.Language.Or("en"), Color: site.Brand.Color.V, Font: site.Brand.Font.V, Files: map[string][]byte{},
	}}
	folder := "themes/" + l.Name + "/"
	for path := range in.Tree.Below("themes/" + l.Name) {
		data, err := in.Tree.Read(path)
		if err != nil {
			l.problems = append(l.problems, diag.Problem{Rule: tree.FileRefused, At: diag.Place{File: path}, Message: "it cannot be read: " + err.Error(), Help: "Make it readable, or remove it."})
			continue
		}
		l.Files[path[len(folder):]] = data
	}
	if len(l.Files) == 0 && l.Name != "default" {
		l.problems = append(l.problems, diag.Problem{Rule: diag.RefUnknown, At: site.Theme.At, Message: "there is no folder " + folder, Help: "Make it with: upfront theme export FILE, or remove the line."})
	}
	return l
}

func loadTheme(in Input, l themeInput) (*theme.Theme, []diag.Problem) {
	t, problems := theme.Load(in.Theme, l.Site)
	problems = slices.Concat(l.problems, problems)
	if t != nil && t.Brand().Changed != "" {
		problems = append(problems, diag.Problem{Rule: "brand-contrast", At: l.color, Message: strings.TrimSuffix(t.Brand().Changed, "."), Help: "Nothing needs to be done. Bars and the logo keep your colour."})
	}
	return t, problems
}

// publicOutputs returns the outputs of a site that is not for one customer alone.
func (s *Site) publicOutputs() []publish.Output {
	return site.Outputs(s.Offer, s.theme, s.input.Tree.Read, s.records().book)
}

// Failed reports whether problems stop a build: errors, and with strict warnings.
func Failed(problems []diag.Problem, strict bool) bool {
	return diag.Count(problems, diag.Error) > 0 || strict && diag.Count(problems, diag.Warning) > 0
}
