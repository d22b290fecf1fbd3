package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"upfront/generator"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/redact"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
	"upfront/themes"
)

// site is the site to work on, as it lies on disk.
type site struct {
	dir        string // absolute
	out        string // absolute
	agreements string // absolute; empty: in the site
	tree       *tree.Tree
	problems   []diag.Problem           // of listing the files
	ledger     seal.Ledger              // zero where no private page was ever given out
	spelled    func() *search.Spellings // of the secret, which is not printed; nil where there is none
	passing    bool                     // the secret is of this run alone, though there is another: nothing is known of pages given out
}

// open finds the site and lists its files.
func (p *program) open() (*site, error) {
	s, err := p.locate()
	if err != nil {
		return nil, err
	}
	return s, p.list(s)
}

// locate finds the site.
func (p *program) locate() (*site, error) {
	dir, err := p.find()
	if err != nil {
		return nil, err
	}
	s := &site{dir: dir}
	if s.out, err = absolute(p.flags.out, filepath.Join(dir, "public")); err != nil {
		return nil, unusable(err)
	}
	if s.agreements, err = absolute(p.flags.agreements, ""); err != nil {
		return nil, unusable(err)
	}
	return s, nil
}

func absolute(path, without string) (string, error) {
	if path == "" {
		return without, nil
	}
	return filepath.Abs(path)
}

// find gives the folder of the site: the one asked for, or else this one or the nearest above that holds a site.yaml.
func (p *program) find() (string, error) {
	here, err := filepath.Abs(p.flags.dir)
	if err != nil {
		return "", unusable(err)
	}
	if info, err := os.Stat(here); err != nil || !info.IsDir() {
		return "", misuse("There is no folder "+p.flags.dir+".", "Write the folder that holds site.yaml after -C.")
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(filepath.Join(dir, syntax.SiteFile)); err == nil {
			if dir != here {
				p.detail("This is the site in %s.", dir)
			}
			return dir, nil
		}
		if p.flags.dir != "" {
			return "", noSite("in "+p.flags.dir, here, "Start one with: upfront init "+inShell(p.flags.dir))
		}
		if dir == filepath.Dir(dir) {
			return "", noSite("here", here, "Start one with: upfront init my-site, or say where it is with -C.")
		}
	}
}

// noSite says that a folder holds no site, and what to write instead.
func noSite(where, dir, help string) error {
	return &failure{code: misused, lines: []string{"There is no site.yaml " + where + ". " + elsewhere(dir, help)}}
}

// elsewhere points to a site near a folder that has none: the one above it, or the only one right below it. Else it gives
// other help.
func elsewhere(here, help string) string {
	for dir := filepath.Dir(here); ; dir = filepath.Dir(dir) {
		if holdsSite(dir) {
			return "There is one above it: -C " + inShell(shown(dir))
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	var below []string
	entries, _ := os.ReadDir(here)
	for _, e := range entries {
		if dir := filepath.Join(here, e.Name()); e.IsDir() && holdsSite(dir) {
			below = append(below, dir)
		}
	}
	if len(below) == 1 {
		return "There is one below it: -C " + inShell(shown(below[0]))
	}
	return help
}

// holdsSite reports whether a site.yaml lies in a folder.
func holdsSite(dir string) bool { return exists(filepath.Join(dir, syntax.SiteFile)) }

// inShell gives a path as it is typed: in quotes where it holds a space or anything else that shells read as their own.
func inShell(path string) string {
	if plainPath.MatchString(path) {
		return path
	}
	return `"` + path + `"`
}

var plainPath = regexp.MustCompile(`^[\pL\pN./_:@\\-]+$`)

// list lists the files of the site and reads the ledger.
func (p *program) list(s *site) error {
	var err error
	if s.tree, s.problems, err = tree.Read(s.folders()...); err != nil {
		// Only now, since a folder that was looked for before may go away until it is read.
		if info, failed := os.Stat(s.agreements); s.agreements != "" && (failed != nil || !info.IsDir()) {
			return misuse("There is no folder "+p.flags.agreements+".", "Write the folder that holds the agreements after --agreements.")
		}
		return unusable(err)
	}
	if p.inCI() {
		p.redactor.Store(redact.New(s.tree, s.problems))
	}
	if err := s.plainLedger(); err != nil {
		return err
	}
	data, err := s.tree.Read(seal.LedgerFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return unusable(err)
	default:
		if s.ledger, err = seal.ParseLedger(data); err != nil {
			return refuse(sentence(err), "Put back the version that Upfront wrote, such as the one in your version control.")
		}
	}
	return nil
}

// ledgerMost is how many bytes the ledger may have: that of two million pages has fewer.
const ledgerMost = 100 << 20

// plainLedger refuses what stands in the place of the ledger and is no file of the site, or is too large to be one. It
// must not count as the absence of one.
func (s *site) plainLedger() error {
	const help = "Put back the version that Upfront wrote, such as the one in your version control."
	path := s.onDisk(seal.LedgerFile)
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil
	case !s.tree.Has(seal.LedgerFile) && info.Mode()&fs.ModeSymlink != 0:
		return refuse(seal.LedgerFile+" is a link that leads to no file of the site.", help)
	case !s.tree.Has(seal.LedgerFile):
		return refuse(seal.LedgerFile+" is "+kindOf(info.Mode())+", not a file.", help)
	case s.tree.Size(seal.LedgerFile) > ledgerMost:
		return refuse(fmt.Sprintf("%s has %d bytes, which is more than Upfront writes.", seal.LedgerFile, s.tree.Size(seal.LedgerFile)), help)
	}
	return nil
}

// folders are those that the site is read from.
func (s *site) folders() []tree.Folder {
	out := []tree.Folder{{Dir: s.dir, Only: []string{syntax.SiteFile, "content", "themes"}}}
	if s.agreements != "" {
		out = append(out, tree.Folder{Dir: s.agreements, Mount: redact.Agreements})
	}
	return out
}

// customers gives the ids of all agreements.
func (s *site) customers() []string {
	var ids []string
	for path := range s.tree.Below(redact.Agreements) {
		if id, ok := strings.CutSuffix(filepath.Base(path), ".yaml"); ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// lines returns the lines of files to show beside problems, but for those that hold the secret, or may hold a part of it.
func (s *site) lines() diag.Lines {
	const around = 8
	lines := s.tree.Lines()
	if s.spelled == nil {
		return lines
	}
	return func(file string, line int) (string, bool) {
		text, ok := lines(file, line)
		var near []byte
		for i := line - around; ok && i <= line+around; i++ {
			other, _ := lines(file, i)
			near = append(append(near, other...), '\n')
		}
		if s.spelled().FoundIn(near) {
			return "", false
		}
		return text, ok
	}
}

// weight is how many agreements there are, and how many bytes of other files.
func (s *site) weight() (agreements int, others int64) {
	for _, path := range s.tree.Paths() {
		if syntax.IsAgreement(path) {
			agreements++
		} else {
			others += s.tree.Size(path)
		}
	}
	return agreements, others
}

// opened finds the site and reads what its files say, without its secret.
func (p *program) opened() (*site, *generator.Site, error) {
	s, err := p.open()
	if err != nil {
		return nil, nil, err
	}
	loaded, err := p.load(s, nil)
	return s, loaded, err
}

// load reads what the files say and judges it, with the theme and the moment that were asked for.
func (p *program) load(s *site, secret *seal.Secret) (*generator.Site, error) {
	in, err := p.input(s, secret)
	if err != nil {
		return nil, err
	}
	return generator.Load(in, slices.Clone(s.problems)), nil
}

// compile begins a build, with what is remembered of an earlier one.
func (p *program) compile(s *site, secret *seal.Secret, memory generator.Memory, proofs *generator.Proofs) (*generator.Build, error) {
	in, err := p.input(s, secret)
	if err != nil {
		return nil, err
	}
	in.Version, in.Memory, in.Proofs = p.version().Program, memory, proofs
	spacious(s.weight())
	compiled := generator.Open(in, slices.Clone(s.problems))
	if p.until = compiled.Until(); p.env["SOURCE_DATE_EPOCH"] != "" {
		p.until = time.Time{}
	}
	return compiled, nil
}

func (p *program) input(s *site, secret *seal.Secret) (generator.Input, error) {
	in := generator.Input{Tree: s.tree, Theme: themes.Default(), Use: p.flags.theme, Secret: secret, Passing: s.passing, Ledger: s.ledger}
	if err := p.knownTheme(s); err != nil {
		return in, err
	}
	var err error
	if in.Fallback, err = p.today(); err != nil {
		return in, err
	}
	if p.flags.now != "" {
		if in.Now, err = p.moment(in, s.problems); err != nil {
			return in, err
		}
	}
	in.Begin = p.times.begin
	return in, nil
}

// knownTheme refuses a theme of the command line that the site does not have.
func (p *program) knownTheme(s *site) error {
	name := p.flags.theme
	if name == "" || name == "default" {
		return nil
	}
	names := []string{"default"}
	for path := range s.tree.Below("themes") {
		folder := strings.Split(path, "/")[1]
		if folder == name {
			return nil
		}
		if !slices.Contains(names, folder) {
			names = append(names, folder)
		}
	}
	return misuse("There is no folder themes/"+name+"/ in the site.", didYouMean("--theme ", name, names))
}

// shown gives a path as the person would write it from where they stand, where that is shorter.
func shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(here); err == nil && !within(path, here) {
		here = real
	}
	way, err := filepath.Rel(here, path)
	if err != nil || len(way) >= len(path) {
		return path
	}
	return filepath.ToSlash(way)
}

// within reports whether a path is a folder or lies below it; both are absolute.
func within(path, folder string) bool {
	way, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(way)
}
