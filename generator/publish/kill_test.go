package publish

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"upfront/generator/internal/figure"
)

// The test binary runs itself as a child that publishes two sites in turn, for as long as it lives.

const childEnv = "UPFRONT_TEST_PUBLISH"

func TestMain(m *testing.M) {
	if root := os.Getenv(childEnv); root != "" {
		publishForever(root)
	}
	os.Exit(m.Run())
}

func publishForever(root string) {
	for i := 0; ; i++ {
		_, err := Write(filepath.Join(root, "public"), bigSite(i%2).outputs(), Options{State: filepath.Join(root, ".upfront")})
		if err != nil {
			fmt.Println("error:", err)
			os.Exit(1)
		}
		fmt.Println("published")
	}
}

// bigSite has 24 pages that differ between the two sites, 8 that do not, and 6 that are in one alone.
func bigSite(which int) site {
	s := site{}
	for i := range 24 {
		s[fmt.Sprintf("page%d/index.html", i)] = strings.Repeat(fmt.Sprintf("site %d page %d ", which, i), 50*i+1)
		s[fmt.Sprintf("same/%d.css", i%8)] = strings.Repeat("same ", 100*(i%8))
		s[fmt.Sprintf("only%d/in/%d.html", which, i%6)] = "here"
	}
	s["index.html"] = fmt.Sprintf("home of site %d", which)
	return s
}

// TestKilledWhileWriting kills children that call Write; package e2e kills the program.
func TestKilledWhileWriting(t *testing.T) {
	kills := figure.Of(2000)
	for name, foreign := range map[string]site{"swap": {}, "journal": {"CNAME": "example.org", "page1/mine": "by hand"}} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.must(bigSite(1))
			for path, content := range foreign {
				p.put(path, content)
			}
			random := rand.New(rand.NewPCG(1, 2))
			for range kills {
				p.killChild(time.Duration(random.IntN(12_000)) * time.Microsecond)
				p.oldOrNew(foreign)
				if random.IntN(4) == 0 {
					which := random.IntN(2)
					p.must(bigSite(which))
					p.expect(with(bigSite(which), foreign))
				}
			}
		})
	}
}

// killChild starts a child, reads its site for a while as a visitor does, and kills it.
func (p *place) killChild(after time.Duration) {
	p.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), childEnv+"="+filepath.Dir(p.out))
	out, err := child.StdoutPipe()
	if err == nil {
		err = child.Start()
	}
	if err != nil {
		p.Fatal(err)
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	if line != "published\n" {
		p.Errorf("the child says %q", line)
	}
	p.visit(time.Now().Add(after))
	child.Process.Kill()
	child.Wait()
}

// visit reads pages that both sites have until the time is over: each is whole, and of the one site or the other.
func (p *place) visit(end time.Time) {
	p.Helper()
	a, b := bigSite(0), bigSite(1)
	for {
		for path := range a {
			if !time.Now().Before(end) {
				return
			}
			if _, both := b[path]; !both {
				continue
			}
			got, err := os.ReadFile(filepath.Join(p.out, filepath.FromSlash(path)))
			if errors.Is(err, fs.ErrNotExist) {
				p.Errorf("a visitor misses %s: %v", path, err)
			} else if s := string(got); err != nil || s != a[path] && s != b[path] {
				p.Errorf("a visitor gets %d bytes of %s (error %v), of neither site", len(s), path, err)
			}
		}
	}
}

// oldOrNew checks what a kill left: one whole site where folders are swapped; otherwise whole pages of
// either, and no page missing that both have.
func (p *place) oldOrNew(foreign site) {
	p.Helper()
	a, b, got := bigSite(0), bigSite(1), holds(p, p.out)
	if len(foreign) == 0 {
		if !maps.Equal(got, a) && !maps.Equal(got, b) {
			p.Fatalf("after a kill the output is neither site: %d files", len(got))
		}
		return
	}
	for path, content := range got {
		if content != a[path] && content != b[path] && content != foreign[path] {
			p.Fatalf("after a kill %s is of neither site", path)
		}
	}
	for path := range a {
		_, both := b[path]
		if _, ok := got[path]; both && !ok {
			p.Fatalf("after a kill %s is missing", path)
		}
	}
}
