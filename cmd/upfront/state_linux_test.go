package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// readOnlySite is a site that a user other than its owner builds, without a home, and cannot write to.
type readOnlySite struct {
	*testing.T
	dir string // holds the folders site and free, and the latter can be written to
}

func newReadOnlySite(t *testing.T) readOnlySite {
	dir := t.TempDir()
	for _, path := range []string{filepath.Dir(dir), dir} {
		if err := os.Chmod(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	s := readOnlySite{t, dir}
	write(t, filepath.Join(dir, "site/site.yaml"), "business: {name: Northlane}\nurl: https://northlane.test/\ntimezone: Europe/London\n"+
		"leader: {name: Ama Boateng, reach: [{by: email, at: ama@northlane.test}]}\n")
	write(t, filepath.Join(dir, "site/content/capabilities/standard.yaml"), "title: Standard delivery\nsummary: Pallets, there the day after next.\n"+
		"scope: {excluded: [{what: Chilled goods, because: Our vans are not cooled., instead: Dry ice that you pack yourself.}]}\n"+
		"promises: [{id: on-time, says: We do what we can to come when we said., commitment: best-effort}]\n"+
		"aftercare: [{when: 14d after the first delivery, do: We ring and ask how it went}]\n")
	s.addCustomer("fenwick-tiles", "Fenwick Tiles", "Sorrel Whitcombe")
	if err := os.Mkdir(filepath.Join(dir, "free"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(dir, "free"), 0o777); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s readOnlySite) addCustomer(id, name, person string) {
	first, _, _ := strings.Cut(person, " ")
	write(s.T, filepath.Join(s.dir, "site/content/agreements", id+".yaml"), "customer: {name: "+name+"}\npeople: [{name: "+person+", role: decides, email: "+first+"@"+id+".test}]\n"+
		"owner: Ama Boateng\nstatus: proposed\naccess: {mode: link}\noutcome: {what: Whole tiles for "+name+"., measure: Broken boxes a month}\ncapabilities: [standard]\n"+
		"updates: {cadence: weekly, by: email}\nprice: {kind: fixed, amount: £400 a month}\n"+
		"expectations: [{id: e1, said: Ring "+first+" before you come., understood: We ring "+first+" before 10:00 on the day., answer: yes}]\n"+
		"priorities: [{id: p1, said: No broken tiles for "+first+"., understood: At most 1 broken box in 100., answer: yes}]\n")
}

// lock takes everybody's right to write to the site.
func (s readOnlySite) lock() { s.chmod(0o444, 0o555) }

// chmod sets the modes of the files and folders of the site. Those that are made later can be removed with it.
func (s readOnlySite) chmod(file, folder fs.FileMode) {
	s.Helper()
	err := filepath.WalkDir(filepath.Join(s.dir, "site"), func(path string, e fs.DirEntry, err error) error {
		if err == nil && e.IsDir() {
			return os.Chmod(path, folder)
		}
		return errors.Join(err, os.Chmod(path, file))
	})
	if err != nil {
		s.Fatal(err)
	}
}

// build runs the program in the site as somebody who is not root, with nothing but the secret in the environment, and wants an exit
// code, and what it prints.
func (s readOnlySite) build(code int, want string, args ...string) {
	s.Helper()
	var out bytes.Buffer
	c := exec.Command("/proc/self/exe", append([]string{"build"}, args...)...)
	c.Args[0], c.Dir, c.Stdout, c.Stderr = "upfront", filepath.Join(s.dir, "site"), &out, &out
	c.Env = []string{"UPFRONT_SECRET=000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"}
	if os.Getuid() == 0 {
		c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	c.Run()
	if got := c.ProcessState.ExitCode(); got != code || out.String() != want {
		s.Errorf("build %v: exit code %d, want %d\n%s\nwant\n%s", args, got, code, out.String(), want)
	}
}

func TestSiteThatCannotBeWritten(t *testing.T) {
	s := newReadOnlySite(t)
	s.lock()
	defer s.chmod(0o644, 0o755)
	const first = "content/agreed/keys.yaml cannot be written here, and the first build with agreements makes it.\n" +
		"Build once where the site can be written, with the same secret, and commit that file.\nNothing was published.\n"
	s.build(3, first, "-q", "--state", "../free/state", "--out", "../free/public")
	if exists(filepath.Join(s.dir, "free/public")) || exists(filepath.Join(s.dir, "free/state/first-build")) {
		t.Error("it left a trace of a first build")
	}
	s.chmod(0o666, 0o777) // once where it can be written
	s.build(0, "", "-q", "--state", "../free/state", "--out", "../free/public")
	s.lock()

	const built = "Read     3 files: 1 capability, 1 promise, 1 agreement\nWrote    0 files, 21 unchanged, in ../free/public/\n" +
		"Took     read 0 ms · check 0 ms · theme 0 ms · write 0 ms\nOpen     ../free/public/index.html\n"
	s.build(0, built, "--state", "../free/state", "--out", "../free/public")
	s.build(0, strings.Replace(strings.ReplaceAll(built, "free/public", "free/new"), "0 files, 21", "21 files, 0", 1), "--state", "../free/state", "--out", "../free/new")

	const nothing = "Nothing was published.\n"
	s.build(3, "Cannot make the folder .upfront: permission denied.\nWhere the site cannot be written, build it elsewhere: upfront build --state DIR --out DIR\n"+nothing)
	s.build(3, "Cannot make the folder .upfront: permission denied.\nWhere the site cannot be written, name a folder that can: --state DIR\n"+nothing, "--out", "../free/other")
	s.build(3, "Cannot rename to public: permission denied.\nWhere the site cannot be written, name a folder that can: --out DIR\n"+nothing, "--state", "../free/state")
	s.build(3, "Cannot make the folder ../state: permission denied.\nName a folder that can be written after --state.\n"+nothing, "--state", "../state", "--out", "../free/other")
	s.build(3, "Cannot rename to ../public: permission denied.\nName a folder that can be written after --out.\n"+nothing, "--state", "../free/state", "--out", "../public")
}

// A new page that the ledger of a site does not have is published all the same: its link cannot be shared before the ledger has it.
func TestLedgerThatCannotBeWritten(t *testing.T) {
	s := newReadOnlySite(t)
	s.chmod(0o666, 0o777)
	s.build(0, "", "-q", "--state", "../free/state", "--out", "../free/public")
	ledger := filepath.Join(s.dir, "site/content/agreed/keys.yaml")
	before, err := os.ReadFile(ledger)
	if err != nil {
		t.Fatal(err)
	}
	s.addCustomer("oak-and-ash", "Oak and Ash Joinery", "Imogen Farrow")
	s.lock()
	defer s.chmod(0o644, 0o755)
	s.build(0, "Read     4 files: 1 capability, 1 promise, 2 agreements\nWrote    1 file, 21 unchanged, in ../free/public/\n"+
		"Note     content/agreed/keys.yaml cannot be written here, and it is not up to date. Before you share a new link, build where it can be written, and commit it.\n"+
		"Took     read 0 ms · check 0 ms · theme 0 ms · write 0 ms\nOpen     ../free/public/index.html\n", "--state", "../free/state", "--out", "../free/public")
	if after, err := os.ReadFile(ledger); err != nil || !bytes.Equal(after, before) {
		t.Errorf("the ledger is %q now (%v)", after, err)
	}
}
