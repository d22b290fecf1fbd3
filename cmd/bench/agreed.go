//go:build linux

package main

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"regexp"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/build"
	"upfront/generator/tree"
	"upfront/themes"
)

// agreed measures a site whose customers have agreed to everything: what their records add to a cold build, a build in which
// nothing changed, and comparing the offer with what was agreed once many promises have moved.
func (b *bench) agreed(alone site) error {
	with, err := b.site(alone.dir+"-agreed", alone.n)
	if err == nil {
		err = agreeToAll(with.upfront)
	}
	if err != nil {
		return err
	}
	cold := func(s site) *contender {
		return &contender{run: func() (sample, error) { return b.coldBuild(s, "run", b.upfront, "build", "-q", "-C", s.upfront) }}
	}
	again := func(command string, args ...string) *contender {
		return &contender{run: func() (sample, error) {
			return b.measure(append([]string{"run", b.upfront, command, "-C", with.upfront}, args...)...)
		}}
	}
	without, colder, unchanged, diff := cold(alone), cold(with), again("build", "-q"), again("diff", "--json")
	if err := b.takeTurns(b.runs, without, colder); err != nil {
		return err
	}
	if err := b.takeTurns(b.runs, unchanged); err != nil {
		return err
	}
	if err := moveOffer(with.upfront); err != nil {
		return err
	}
	if err := b.takeTurns(b.runs, diff); err != nil {
		return err
	}
	more := 100 * (float64(colder.cpu().median())/float64(without.cpu().median()) - 1)
	b.table.set(alone.n, "cold build with records, processor time", "", "%v", colder.cpu())
	b.table.set(alone.n, "the same, more than without records", "at most 15 %", "%.0f %%", more)
	b.table.set(alone.n, "nothing changed with records, processor time", "at most 200 ms", "%v", unchanged.cpu())
	b.table.set(alone.n, "diff where every customer keeps what was agreed, wall time", "at most 3 s", "%v", diff.wall())
	return nil
}

// agreeToAll writes a record for each agreement, in which whoever decides said yes to everything.
func agreeToAll(dir string) error {
	files, _, err := tree.Read(tree.Folder{Dir: dir, Only: []string{"site.yaml", "content"}})
	if err != nil {
		return err
	}
	s, digests := build.Load(build.Input{Tree: files, Theme: themes.Default()}, nil), map[string][32]byte{}
	write := func(name string, data []byte) error {
		path := filepath.Join(dir, filepath.FromSlash(s.Archive().Folder()+name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		return os.WriteFile(path, data, 0o644)
	}
	for a := range s.Agreements() {
		yes := agreement.Answer{Line: agreed.Rest, Yes: true, By: a.Deciders()[0].Name.V, How: "phone", Day: s.Offer.Today()}
		answers := []agreement.Answer{yes}
		for l := range a.Lines() {
			yes.Line = l.ID.V
			answers = append(answers, yes)
		}
		record, _ := a.Settle(s.Freeze(a), s.Offers(a), answers, s.Offer.Today())
		name, data := agreed.FileName(a.ID, record.Version.V), agreed.Bytes(record)
		if digests[name] = sha256.Sum256(data); err == nil {
			err = write(name, data)
		}
	}
	if err != nil {
		return err
	}
	return write(agreed.SumsFile, agreed.Sums(nil).With(digests))
}

var target = regexp.MustCompile(`(?m)^(    target: ).*$`)

// moveOffer lowers the targets of all promises.
func moveOffer(dir string) error {
	names, err := filepath.Glob(filepath.Join(dir, "content", "capabilities", "*.yaml"))
	for _, name := range names {
		text, failed := os.ReadFile(name)
		if failed != nil {
			return failed
		}
		if err := os.WriteFile(name, target.ReplaceAll(text, []byte("${1}50%")), 0o644); err != nil {
			return err
		}
	}
	return err
}
