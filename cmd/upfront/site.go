package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"upfront/generator/agreed"
	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/leak/search"
	"upfront/generator/redact"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
	"upfront/themes"
)

// site is the site that a command works on.
type site struct {
	dir               string // absolute
	out               string // absolute
	state             string // absolute: the folder of Upfront's own files
	elsewhere         []elsewhere
	publicOnly        bool // the agreements are left out, and the pages made of them stay as they are
	recordsAway       bool // the folder of the records is not there, and does not have to be
	tree              *tree.Tree
	problems          []diag.Problem           // of listing the files
	ledger            seal.Ledger              // zero where no private page was ever built
	spellings         func() *search.Spellings // of the secret, which is never printed; nil where there is none
	secretIsTemporary bool                     // a temporary secret stands in for the site's own, and the ledger is not used
}

// elsewhere is a folder of files of the site that lies outside it.
type elsewhere struct {
	mount   string // its path in the site: content/agreements
	dir     string // absolute
	written string
	by      string // what names it: --agreements, or folders: agreements: in site.yaml
	advice  string
}

// The folders of the records and of the themes in a site.
const (
	recordFolder = "content/records"
	themeFolder  = "themes"
)

// unread returns the same site before its files are listed.
func (s *site) unread() *site {
	return &site{dir: s.dir, out: s.out, state: s.state, elsewhere: s.elsewhere, publicOnly: s.publicOnly, recordsAway: s.recordsAway}
}

func (p *program) openSite() (*site, error) {
	s, err := p.locateSite()
	if err != nil {
		return nil, err
	}
	return s, p.listFiles(s)
}

// locateSite finds the site, and the folders that the flags name.
func (p *program) locateSite() (*site, error) {
	dir, err := p.siteFolder()
	if err != nil {
		return nil, err
	}
	s := &site{dir: dir, publicOnly: p.publicOnly}
	if s.out, err = filepath.Abs(cmp.Or(p.flags.out, filepath.Join(dir, "public"))); err != nil {
		return nil, ioError(err)
	}
	if s.state, err = filepath.Abs(cmp.Or(p.flags.state, filepath.Join(dir, stateFolder))); err != nil {
		return nil, ioError(err)
	}
	if err := p.locateElsewhere(s); err != nil {
		return nil, err
	}
	return s, p.checkState(s)
}

// locateElsewhere finds the folders elsewhere that flags name, or else site.yaml.
func (p *program) locateElsewhere(s *site) error {
	data, _ := os.ReadFile(filepath.Join(s.dir, syntax.SiteFile)) // one that cannot be read is reported with the other files
	folders := syntax.ReadFolders(data)
	for _, e := range []struct{ mount, flag, field, written string }{
		{redact.Agreements, p.flags.agreements, "agreements", folders.Agreements.V}, {recordFolder, p.flags.records, "records", folders.Records.V},
		{themeFolder, "", "themes", folders.Themes.V},
	} {
		at := elsewhere{mount: e.mount, written: e.flag, by: "--" + e.field, advice: "Write the folder that holds the " + e.field + " after --" + e.field + "."}
		if e.flag == "" {
			at.written, at.by, at.advice = e.written, "folders: in site.yaml", "Put it there, or correct the path; it is relative to site.yaml."
		}
		if at.written == "" || s.publicOnly && e.mount == redact.Agreements {
			continue
		}
		at.dir = filepath.FromSlash(at.written)
		if e.flag == "" && !filepath.IsAbs(at.dir) {
			at.dir = filepath.Join(s.dir, at.dir)
		}
		var err error
		if at.dir, err = filepath.Abs(at.dir); err != nil {
			return ioError(err)
		}
		if within(s.dir, at.dir) {
			return usageError(at.by+" names "+at.written+", and the site itself lies in it.", "Name a folder that holds nothing but the "+e.field+".")
		}
		if p.checksPublic && e.mount == recordFolder && e.flag == "" && at.missing() != nil {
			s.recordsAway = true
			continue
		}
		s.elsewhere = append(s.elsewhere, at)
	}
	return nil
}

// missing returns the error of a folder elsewhere that is not there, or nil.
func (e elsewhere) missing() error {
	if info, err := os.Stat(e.dir); err == nil && info.IsDir() {
		return nil
	}
	if strings.HasPrefix(e.by, "--") {
		return usageError("There is no folder "+e.written+".", e.advice)
	}
	if e.mount == redact.Agreements {
		e.advice += " To build without the agreements: upfront build --public"
	}
	return siteError("There is no folder "+e.written+", which "+e.by+" names.", e.advice)
}

// listFiles lists the files of the site and reads the ledger.
func (p *program) listFiles(s *site) error {
	err := s.finishRecords()
	if err != nil {
		return ioError(err)
	}
	if s.tree, s.problems, err = tree.Read(s.folders()...); err != nil {
		// Only now, since a folder that was looked for before may go away until it is read.
		for _, e := range s.elsewhere {
			if missing := e.missing(); missing != nil {
				return missing
			}
		}
		return ioError(err)
	}
	if p.inCI() {
		p.redactor.Store(redact.New(s.tree, s.problems))
	}
	if err := s.checkLedgerFile(); err != nil {
		return err
	}
	data, err := s.tree.Read(seal.LedgerFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return ioError(err)
	default:
		if s.ledger, err = seal.ParseLedger(data); err != nil {
			return siteError(sentence(err), "Put back the version that Upfront wrote, such as the one in your version control.")
		}
	}
	return nil
}

// maxLedgerSize is how many bytes the ledger may have: the ledger of two million pages has fewer.
const maxLedgerSize = 100 << 20

// checkLedgerFile refuses what lies in the place of the ledger and is no ledger: it must not count as the absence of one.
func (s *site) checkLedgerFile() error {
	const help = "Put back the version that Upfront wrote, such as the one in your version control."
	path := s.onDisk(seal.LedgerFile)
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return nil
	case !s.tree.Has(seal.LedgerFile) && info.Mode()&fs.ModeSymlink != 0:
		return siteError(seal.LedgerFile+" is a link that leads to no file of the site.", help)
	case !s.tree.Has(seal.LedgerFile):
		return siteError(seal.LedgerFile+" is "+fileKind(info.Mode())+", not a file.", help)
	case s.tree.Size(seal.LedgerFile) > maxLedgerSize:
		return siteError(fmt.Sprintf("%s has %d bytes, which is more than Upfront writes.", seal.LedgerFile, s.tree.Size(seal.LedgerFile)), help)
	}
	return nil
}

func (s *site) folders() []tree.Folder {
	out := []tree.Folder{{Dir: s.dir, Only: []string{syntax.SiteFile, "content", themeFolder, syntax.StaticFolder}, AsIs: syntax.StaticFolder}}
	if s.publicOnly {
		out[0].Skip = []string{redact.Agreements}
	}
	for _, e := range s.elsewhere {
		out = append(out, tree.Folder{Dir: e.dir, Mount: e.mount})
	}
	return out
}

func (s *site) customers() []string {
	var ids []string
	for path := range s.tree.Below(redact.Agreements) {
		if syntax.IsAgreement(path) {
			ids = append(ids, syntax.AgreementID(path))
		}
	}
	return ids
}

// lines returns the lines of files to show beside problems, without lines that hold the secret or may hold a part of it.
func (s *site) lines() diag.Lines {
	const around = 8
	lines := s.tree.Lines()
	if s.spellings == nil {
		return lines
	}
	return func(file string, line int) (string, bool) {
		text, ok := lines(file, line)
		var near []byte
		for i := line - around; ok && i <= line+around; i++ {
			other, _ := lines(file, i)
			near = append(append(near, other...), '\n')
		}
		if s.spellings().FoundIn(near) {
			return "", false
		}
		return text, ok
	}
}

// limitMemory limits all memory to what the site needs, so that a record of a million rows needs little more than one of ten.
func (s *site) limitMemory() { debug.SetMemoryLimit(s.memoryLimit()) }

// leastMemory is how much memory the program may take before it collects garbage.
const leastMemory = 64 << 20

// memoryLimit returns how much memory the site may take before garbage is collected. The live heap grows by about a kilobyte
// for each agreement and each record of one, and with the other files, whose pages are held too. The limit leaves room for that,
// for the garbage of a build of many pages, half as much again where there are records of what was agreed, and for the nodes of long
// files. Of a record no row is held. For each processor there are two workers that print, each with the tables of a compressor:
// without room for those, sixteen processors collect three times as often as two.
func (s *site) memoryLimit() int64 {
	const base, each, copies = 36 << 20, 1 << 10, 4
	const garbage, nodes, printing = 64 << 10, 100, 2 << 20
	printers := int64(printing * runtime.GOMAXPROCS(0))
	limit, least, most := base+printers, int64(leastMemory), 128<<20+printers
	for _, path := range s.tree.Paths() {
		switch {
		case agreed.IsRecord(path):
			limit, least, most = limit+each, least+garbage, 192<<20+printers
		case syntax.IsAgreement(path):
			limit, least = limit+each, least+garbage
		case strings.HasSuffix(path, ".yaml"):
			limit, least = limit+copies*s.tree.Size(path), least+nodes*s.tree.Size(path)
		case !strings.HasPrefix(path, "content/records/"):
			limit += copies * s.tree.Size(path)
		}
	}
	return max(limit, min(least, most))
}

// loadSite finds the site and loads it without its secret.
func (p *program) loadSite() (*site, *build.Site, error) {
	s, err := p.openSite()
	if err != nil {
		return nil, nil, err
	}
	s.limitMemory()
	loaded, err := p.load(s, nil)
	return s, loaded, err
}

// load reads and checks the files, with the theme and the moment of the flags.
func (p *program) load(s *site, secret *seal.Secret) (*build.Site, error) {
	in, err := p.input(s, secret)
	if err != nil {
		return nil, err
	}
	return build.Load(in, slices.Clone(s.problems)), nil
}

// compile begins a build, with the memory of an earlier one.
func (p *program) compile(s *site, secret *seal.Secret, memory build.Memory, proofs *build.Proofs) (*build.Build, error) {
	in, err := p.input(s, secret)
	if err != nil {
		return nil, err
	}
	in.Version, in.Progress = p.version().Program, p.progress.show
	if !s.publicOnly { // which would remember that there are no agreements
		in.Memory, in.Proofs = memory, proofs
	}
	s.limitMemory()
	compiled := build.Open(in, slices.Clone(s.problems))
	if p.validUntil = compiled.Until(); p.env["SOURCE_DATE_EPOCH"] != "" {
		p.validUntil = time.Time{}
	}
	return compiled, nil
}

func (p *program) input(s *site, secret *seal.Secret) (build.Input, error) {
	in := build.Input{Tree: s.tree, Theme: themes.Default(), ThemeName: p.flags.theme, Secret: secret, SecretIsTemporary: s.secretIsTemporary, Ledger: s.ledger, PublicOnly: s.publicOnly, Part: p.part, RecordsAway: s.recordsAway}
	if err := p.checkTheme(s); err != nil {
		return in, err
	}
	var err error
	if in.Fallback, err = p.fallbackNow(); err != nil {
		return in, err
	}
	if p.flags.now != "" {
		if in.Now, err = p.parseNow(build.Load(in, s.problems).Offer.Zone); err != nil {
			return in, err
		}
	}
	in.Begin = p.times.begin
	return in, nil
}

func (p *program) checkTheme(s *site) error {
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
	return usageError("There is no folder themes/"+name+"/ in the site.", didYouMean("--theme ", name, names))
}
