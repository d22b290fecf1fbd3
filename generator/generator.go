package generator

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/check"
	"upfront/generator/diag"
	"upfront/generator/ledger"
	"upfront/generator/page"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/theme"
	"upfront/generator/tree"
)

// Input is everything that a site is made of.
type Input struct {
	Tree     *tree.Tree
	Theme    fs.FS        // the embedded default theme
	Now      time.Time    // zero: as_of of site.yaml
	Fallback time.Time    // "now" where neither Now nor as_of says
	Use      string       // a theme in place of the one that site.yaml names; empty: that one
	Secret   *seal.Secret // nil: nothing can be sealed, as in check
	Ledger   ledger.Ledger
	Begin    func(phase string) // told when Load begins to "read", "check" and look at the "theme"; nil: nobody is told
}

// Site is a site that has been read and judged, but for its agreements.
type Site struct {
	Problems []diag.Problem // of everything but the agreements, sorted, with the site's own severities
	Offer    *catalog.Offer
	Counts   Counts

	input   Input
	files   syntax.Files
	theme   *theme.Theme
	letters *page.Letters
}

// Counts says how much there is of what, for reports.
type Counts struct {
	Files, Capabilities, Promises, Policies, Notices, Pages, Agreements int
}

// Load reads a site and judges it, but for its agreements, which [Site.Outputs] and [Site.Check] take one by one.
func Load(in Input, early []diag.Problem) *Site {
	s := &Site{input: in}
	in.begin("read")
	files, problems := syntax.Read(in.Tree)
	s.files = files
	s.Problems = append(append(s.Problems, early...), problems...)
	if unread(s.Problems, files.Site) {
		// Without site.yaml every name leads nowhere: what else there is to say can wait until it can be read.
		s.Problems = slices.DeleteFunc(s.Problems, func(p diag.Problem) bool { return p.At.File != syntax.SiteFile })
		s.files, s.input.Tree = syntax.Files{Site: files.Site}, tree.Of(nil)
		in.Tree = s.input.Tree
	}
	in.begin("check")
	s.Offer, problems = catalog.Resolve(files, cmp.Or(in.Now, files.Site.AsOf.V, in.Fallback))
	s.Problems = append(s.Problems, problems...)
	if len(s.Offer.Capabilities)+len(s.Offer.Policies)+len(s.Offer.Channels) > 0 || diag.Count(s.Problems, diag.Error) == 0 {
		s.Problems = append(s.Problems, check.Offer(s.Offer)...)
	}
	in.begin("theme")
	s.theme, problems = loadTheme(in, files.Site)
	s.Problems = append(s.Problems, problems...)
	s.Problems = s.settle(s.Problems)
	s.Counts = Counts{len(in.Tree.Paths()), len(files.Capabilities), len(s.Offer.Promises), len(files.Policies), len(files.Notices), len(files.Pages), len(files.Agreements)}
	if s.theme != nil {
		s.letters = page.NewLetters(s.Offer, s.theme)
	}
	return s
}

func (in Input) begin(phase string) {
	if in.Begin != nil {
		in.Begin(phase)
	}
}

// unread reports whether site.yaml cannot be read at all.
func unread(problems []diag.Problem, site syntax.Site) bool {
	return !site.Business.Name.IsSet() && !site.Timezone.IsSet() &&
		slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.At.File == syntax.SiteFile && p.Level() == diag.Error })
}

// settle sorts problems and gives them the severities that the site sets.
func (s *Site) settle(problems []diag.Problem) []diag.Problem {
	return diag.Adjust(diag.Sort(problems), s.files.Site.Checks.Severity)
}

func loadTheme(in Input, site syntax.Site) (*theme.Theme, []diag.Problem) {
	name := site.Theme.V
	if in.Use != "" {
		name = in.Use
	}
	look := theme.Site{Name: name, Language: site.Language.Or("en"), Color: site.Brand.Color.V, Files: map[string][]byte{}}
	if name == "" {
		look.Name = "default"
	}
	var problems []diag.Problem
	folder := "themes/" + look.Name + "/"
	for path := range in.Tree.Below("themes/" + look.Name) {
		data, err := in.Tree.Read(path)
		if err != nil {
			problems = append(problems, diag.Problem{Rule: "file-refused", At: diag.Place{File: path}, Message: "it cannot be read: " + err.Error(), Help: "Make it readable, or remove it."})
			continue
		}
		look.Files[path[len(folder):]] = data
	}
	if len(look.Files) == 0 && look.Name != "default" {
		problems = append(problems, diag.Problem{Rule: "ref-unknown", At: site.Theme.At, Message: "there is no folder " + folder, Help: "Make it with: upfront theme export FILE, or remove the line."})
	}
	t, more := theme.Load(in.Theme, look)
	problems = append(problems, more...)
	if t != nil && t.Brand().Changed != "" {
		problems = append(problems, diag.Problem{Rule: "brand-contrast", At: site.Brand.Color.At, Message: strings.TrimSuffix(t.Brand().Changed, "."), Help: "Nothing needs to be done. Bars and the logo keep your colour."})
	}
	return t, problems
}

// Check gives all problems of the site, sorted: those that [Site.Publish] would give. It prints what is public, because
// that is searched for private words, and writes nothing. Without a secret it cannot say whether a private page would
// disappear.
func (s *Site) Check() []diag.Problem {
	b := s.build(false)
	for range b.outputs() {
		// what there is to say is gathered on the way
	}
	return diag.Sort(b.problems)
}

// Failed reports whether problems stop a build: errors, and with strict warnings.
func Failed(problems []diag.Problem, strict bool) bool {
	return diag.Count(problems, diag.Error) > 0 || strict && diag.Count(problems, diag.Warning) > 0
}
