package build

import (
	"cmp"
	"io/fs"
	"iter"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
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
	"upfront/generator/yamltext"
)

// Input is everything that a site is made of.
type Input struct {
	Tree              *tree.Tree
	Theme             fs.FS        // the embedded default theme
	Now               time.Time    // zero: as_of of site.yaml
	Fallback          time.Time    // "now" where neither Now nor as_of is set; pages do not depend on the time of day
	ThemeName         string       // in place of the theme that site.yaml names; empty: that one
	Secret            *seal.Secret // nil: nothing can be sealed, as in check
	SecretIsTemporary bool         // the secret stands in for the site's own in this run, and the ledger is not used
	Ledger            seal.Ledger
	Memory            Memory                 // of an earlier build; zero: nothing is remembered
	Proofs            *Proofs                // nil: none are read or written
	PublicOnly        bool                   // the tree is without the agreements, and names of customers lead nowhere
	Part              bool                   // the tree has some of the agreements: names of other customers lead to agreements elsewhere
	RecordsAway       bool                   // the tree is without the records: no promise has one, and none is missed; to check with, not to publish
	Version           string                 // of the program: it does not use the memory of another version
	Progress          func(checked, all int) // is called after each agreement of a build; may be nil
	Begin             func(phase string)     // is called when Load begins to "read", to "check" and to load the "theme"; may be nil
}

func (in Input) begin(phase string) {
	if in.Begin != nil {
		in.Begin(phase)
	}
}

// agreements ranges over the files of agreements, sorted.
func (in Input) agreements() iter.Seq[string] {
	return func(yield func(string) bool) {
		for path := range in.Tree.Below(syntax.AgreementFolder) {
			if syntax.IsAgreement(path) && !yield(path) {
				return
			}
		}
	}
}

// fileCount returns how many files people have written.
func (in Input) fileCount() int {
	n := len(in.Tree.Paths())
	if in.Tree.Has(seal.LedgerFile) {
		n--
	}
	for path := range in.Tree.Below("content") {
		if agreed.IsRecord(path) {
			n--
		}
	}
	return n
}

// Site is a site that has been read and checked, without its agreements.
type Site struct {
	Problems []diag.Problem // of everything but the agreements, sorted, with the severities that the site sets
	Offer    *catalog.Offer
	Counts   Counts

	input              Input
	files              syntax.Files
	themeInput         themeInput
	theme              *theme.Theme
	themeProblems      []diag.Problem
	letters            *letter.Printer
	agreed             func() *agreement.Records // of the tree
	spellings          *search.Spellings         // of the secret; nil where there is none
	records            func() *tallies           // reads the records, when they are first needed
	tallies            *tallies                  // the same, nil where the site did not have to be checked
	customersInRecords bool                      // of a site that was not checked: a record tells customers apart

	from, until time.Time // the moments for which the site is the same; zero until: it is pinned to one
}

// Counts holds how many files, pages and so on there are, for reports.
type Counts struct {
	Files        int `json:"files"`
	Capabilities int `json:"capabilities"`
	Promises     int `json:"promises"`
	Policies     int `json:"policies"`
	Notices      int `json:"notices"`
	Pages        int `json:"pages"`
	Agreements   int `json:"agreements"`
}

// Load reads a site and checks it, without its agreements, which a [Build] takes one by one.
func Load(in Input, early []diag.Problem) *Site { return load(in, early, siteDigest{}) }

// load reads a site. It is checked unless its digest is known.
func load(in Input, early []diag.Problem, known siteDigest) *Site {
	s := &Site{input: in, customersInRecords: known.CustomersInRecords}
	s.agreed = sync.OnceValue(func() *agreement.Records { return agreement.NewRecords(s.Offer, agreed.Open(in.Tree)) })
	previous := in.Memory.site
	s.input.Memory, s.input.Proofs = Memory{}, nil
	if in.Secret != nil {
		s.spellings = search.NewSpellings(*in.Secret)
	}
	in.begin("read")
	s.read(early)
	in.begin("check")
	s.check(previous, known.Inputs != [32]byte{})
	in.begin("theme")
	s.loadTheme(previous)
	if len(s.Offer.Static) > 0 && s.theme != nil {
		s.Problems = append(s.Problems, site.CheckStatic(s.Offer, site.Outputs(s.Offer, s.theme, s.input.Tree.Read, nil), privateFolder, openFolder)...)
	}
	s.Problems = s.adjust(s.Problems)
	s.Counts = Counts{s.input.fileCount(), len(s.files.Capabilities), len(s.Offer.Promises), len(s.Offer.Policies), len(s.Offer.Notices), s.Offer.CountPages(), len(s.files.Agreements)}
	return s
}

func (s *Site) read(early []diag.Problem) {
	files, problems := syntax.Read(s.input.Tree)
	s.files, s.Problems = files, slices.Concat(early, problems)
	s.files.Unlisted = s.input.PublicOnly || s.input.Part
	inSite := func(p diag.Problem) bool { return p.At.File == syntax.SiteFile }
	hasName, hasZone := files.Site.Business.Name.IsSet(), files.Site.Timezone.IsSet()
	broken := slices.ContainsFunc(s.Problems, func(p diag.Problem) bool { return inSite(p) && p.Rule == yamltext.Syntax })
	unread := files.Site.IsGuessed() || !hasName && !hasZone || broken && !(hasName && hasZone)
	if unread && slices.ContainsFunc(s.Problems, func(p diag.Problem) bool { return inSite(p) && p.Level() == diag.Error }) {
		// Without site.yaml every reference is unresolved, and nobody knows which day it is: other problems can wait until it
		// can be read.
		s.Problems = slices.DeleteFunc(s.Problems, func(p diag.Problem) bool { return !inSite(p) })
		s.files, s.input.Tree = syntax.Files{Site: syntax.Site{Located: files.Site.Located, Checks: files.Site.Checks}}, tree.Of(nil)
	}
}

// check resolves the offer, and checks it unless it is known.
func (s *Site) check(previous *Site, known bool) {
	offer, problems := catalog.Resolve(s.files, s.moment(), site.FixedPages()...)
	s.Offer, s.Problems = offer, append(s.Problems, problems...)
	s.records = sync.OnceValue(func() *tallies { return s.tallyRecords(previous) })
	hasOffer := len(offer.Capabilities)+len(offer.Policies)+len(offer.Channels) > 0
	if !known && (hasOffer || diag.Count(s.Problems, diag.Error) == 0) {
		records := begin(s.records) // which takes as long as the checks that do not need them
		borrowed := begin(func() []diag.Problem { return check.Borrowed(offer, s.input.Tree.Open) })
		own := check.Offer(offer)
		s.Problems = slices.Concat(s.Problems, own, borrowed(), check.Identity(offer, s.input.Tree.Read, len(s.files.Agreements) > 0))
		customers := s.Customers()
		if s.files.Unlisted {
			customers = nil
		}
		_, misnoted := record.Uses(offer, customers, s.input.Tree.Open)
		s.tallies = records()
		s.Problems = slices.Concat(s.Problems, s.tallies.problems, misnoted)
		if !s.input.RecordsAway {
			s.Problems = append(s.Problems, check.Records(offer, s.tallies.book, s.tallies.problems)...)
		}
	}
}

// moment returns the "now" of the site. Where nothing pins it, it is the last moment at which anything may have changed that
// a page says of now: the day began, a notice began, was told or was over, or a document appeared or went. So the same
// site has the same pages until the next of these moments. It is zero where nobody knows.
func (s *Site) moment() time.Time {
	if pinned := cmp.Or(s.input.Now, s.files.Site.AsOf.V); !pinned.IsZero() {
		return pinned
	}
	refused := s.files.Site.IsPartial() && !s.files.Site.Checks.AllowRefused() // as_of may stand in what was refused
	if s.input.Fallback.IsZero() || refused {
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

// loadTheme loads the theme, unless the previous site has the same, and prepares the letters.
func (s *Site) loadTheme(previous *Site) {
	s.themeInput = themeInputOf(s.input, s.files.Site, s.Problems)
	if previous != nil && reflect.DeepEqual(previous.themeInput, s.themeInput) {
		s.theme, s.themeProblems = previous.theme, previous.themeProblems
	} else {
		s.theme, s.themeProblems = loadTheme(s.themeInput, s.input.Theme)
	}
	s.Problems = append(s.Problems, s.themeProblems...)
	if s.theme != nil {
		s.letters = letter.New(s.Offer, s.theme, s.input.Tree.Read, s.recordsForLetters)
		s.letters.Secret = s.spellings
		s.Problems = append(s.Problems, s.letters.NoticeAttachments()...)
	}
}

// recordsForLetters returns the records where a letter needs them: where a record tells customers apart, or where a letter
// may have to say that a promise is being missed. Else it returns nil, and no record is read.
func (s *Site) recordsForLetters() *record.Book {
	acknowledged := slices.ContainsFunc(s.Offer.Promises, func(p *catalog.Promise) bool { return p.Acknowledge.Until.IsSet() })
	if s.tallies == nil && !s.customersInRecords && !acknowledged {
		return nil
	}
	return s.records().book
}

// withAgreements returns the site with the agreements of another input, which is the same in all else.
func (s *Site) withAgreements(in Input) *Site {
	other := *s
	other.input, other.files.Agreements = in, slices.Collect(in.agreements())
	other.input.Memory, other.input.Proofs = Memory{}, nil // or else each site would hold all before it
	other.agreed = sync.OnceValue(func() *agreement.Records { return agreement.NewRecords(s.Offer, agreed.Open(in.Tree)) })
	return &other
}

// publicOutputs returns the outputs of a site that are not for one customer alone.
func (s *Site) publicOutputs() []publish.Output {
	return site.Outputs(s.Offer, s.theme, s.input.Tree.Read, s.records().book)
}

// adjust sorts problems, sets the severities that the site sets, and takes out quotes of its secret.
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

// Failed reports whether problems stop a build: errors, and with strict warnings.
func Failed(problems []diag.Problem, strict bool) bool {
	return diag.Count(problems, diag.Error) > 0 || strict && diag.Count(problems, diag.Warning) > 0
}

// brandContrast is the rule for a colour of the brand that was changed so that it can be read.
const brandContrast diag.RuleID = "brand-contrast"

// themeInput is all that a theme is made of, with the places that its problems name.
type themeInput struct {
	theme.Site
	problems []diag.Problem // of finding the files
}

// themeInputOf returns the input of the theme, given what is wrong with the files of the site.
func themeInputOf(in Input, site syntax.Site, problems []diag.Problem) themeInput {
	t := themeInput{Site: theme.Site{
		Name: cmp.Or(in.ThemeName, site.Theme.V, "default"), Language: site.Language.Or("en"), Color: site.Brand.Color.V, ColorAt: site.Brand.Color.At, Font: site.Brand.Font.V, Files: map[string][]byte{},
	}}
	folder := "themes/" + t.Name + "/"
	for path := range in.Tree.Below(folder) {
		data, err := in.Tree.Read(path)
		if err != nil {
			t.problems = append(t.problems, diag.Problem{Rule: tree.FileRefused, At: diag.Place{File: path}, Message: "it cannot be read: " + err.Error(), Help: "Make it readable, or remove it."})
			continue
		}
		t.Files[path[len(folder):]] = data
	}
	refused := func(p diag.Problem) bool {
		return p.Rule == tree.FileRefused && strings.HasPrefix(folder, p.At.File+"/")
	}
	if len(t.Files) == 0 && t.Name != "default" && !slices.ContainsFunc(problems, refused) {
		t.problems = append(t.problems, diag.Problem{Rule: diag.RefUnknown, At: site.Theme.At, Message: "there is no folder " + folder, Help: "Make it with: upfront theme export FILE, or remove the line."})
	}
	return t
}

// loadTheme is [themeInput.load]. The tests of this package put one in its place that loads a theme once for all sites that
// have the same.
var loadTheme = themeInput.load

func (t themeInput) load(embedded fs.FS) (*theme.Theme, []diag.Problem) {
	loaded, problems := theme.Load(embedded, t.Site)
	problems = slices.Concat(t.problems, problems)
	if loaded != nil && loaded.Brand().Changed != "" {
		problems = append(problems, diag.Problem{Rule: brandContrast, At: t.ColorAt, Message: strings.TrimSuffix(loaded.Brand().Changed, "."), Help: "Nothing needs to be done. Bars and the logo keep your colour."})
	}
	return loaded, problems
}
