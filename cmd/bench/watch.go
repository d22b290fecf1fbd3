//go:build linux

package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"upfront/cmd/bench/workload"
	"upfront/generator/seal"
)

// watch measures the preview: from its start to the first page, and from a save to the page of a customer.
func (b *bench) watch(s site) error {
	if _, err := b.apart("run", b.upfront, "build", "-q", "-C", s.upfront); err != nil {
		return err
	}
	p, err := b.page(s)
	if err != nil {
		return err
	}
	if err := b.starts(s, p); err != nil {
		return err
	}
	v, err := b.serve(s)
	if err != nil {
		return err
	}
	defer v.stop()
	for _, e := range []struct {
		what string
		edit workload.Edit
	}{{"one agreement edited", workload.EditOfAgreement()}, {"one capability edited", workload.EditOfCapability()}} {
		took, err := b.saves(s, v, p, e.edit)
		if err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		b.table.put(s.n, e.what+" while serve runs, save to page, median", "30 ms, after at most 20 ms of quiet", "%s", short(took.median()))
		b.table.put(s.n, e.what+" while serve runs, save to page, 95th percentile and largest", "80 ms, after at most 20 ms of quiet", "%s, %s", short(took.percentile(95)), short(took.percentile(100)))
	}
	return nil
}

// starts measures the start of the preview, without and with what a build has remembered.
func (b *bench) starts(s site, p sealedPage) error {
	memory := filepath.Join(s.upfront, ".upfront", "memory")
	aside := memory + ".aside"
	var cold, warm, coldSealed, warmSealed times
	for round := range b.runs + 1 {
		for _, k := range []struct {
			memory, without string
			first, sealed   *times
		}{{memory, aside, &cold, &coldSealed}, {aside, memory, &warm, &warmSealed}} {
			if err := os.Rename(k.memory, k.without); err != nil {
				return err
			}
			b.waitForQuiet()
			first, sealed, err := b.startOnce(s, p)
			if err != nil {
				return err
			}
			if round > 0 {
				*k.first, *k.sealed = append(*k.first, first), append(*k.sealed, sealed)
			}
		}
	}
	b.table.put(s.n, "serve, start to first page, cold", "at most 1 s", "%v", cold)
	b.table.put(s.n, "serve, start to first page, warm", "at most 300 ms", "%v", warm)
	b.table.put(s.n, "serve, start to a customer's page, cold", "", "%v", coldSealed)
	b.table.put(s.n, "serve, start to a customer's page, warm", "", "%v", warmSealed)
	return nil
}

// startOnce starts the preview and gives how long it took until the home page was there, and then a customer's.
func (b *bench) startOnce(s site, p sealedPage) (first, sealed time.Duration, err error) {
	start := time.Now()
	v, err := b.serve(s)
	if err != nil {
		return 0, 0, err
	}
	defer v.stop()
	if _, err = v.get(""); err != nil {
		return 0, 0, err
	}
	first = time.Since(start)
	_, err = v.get(p.path)
	return first, time.Since(start), err
}

// saves edits a file again and again. The first time does not count.
func (b *bench) saves(s site, v *server, p sealedPage, e workload.Edit) (took times, err error) {
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	news, err := v.news(ctx)
	if err != nil {
		return nil, err
	}
	before, own, start := machineTime(), ownTime()+v.time(), time.Now()
	for i := range b.edits + 1 {
		v.settle()
		time.Sleep(rand.N(50 * time.Millisecond)) // so that edits fall in step with nothing
		for len(news) > 0 {
			<-news
		}
		b.words++
		wait, err := b.saveOnce(s, v, p, e, news)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			took = append(took, wait)
		}
	}
	b.others = append(b.others, others(before, ownTime()+v.time()-own, time.Since(start)))
	return took, nil
}

// aMinute is how long it takes at most until the page shows an edit.
const aMinute = time.Minute

// saveOnce edits a file, and gives how long it took until the page was another one. It is an error if that one does not
// show the edit.
func (b *bench) saveOnce(s site, v *server, p sealedPage, e workload.Edit, news <-chan struct{}) (time.Duration, error) {
	old, err := v.get(p.path)
	if err != nil {
		return 0, err
	}
	late := time.After(aMinute)
	start := time.Now()
	if err := s.edit(e, b.words); err != nil {
		return 0, err
	}
	for {
		select {
		case <-news:
		case err := <-v.exited:
			v.exited <- err
			return 0, fmt.Errorf("upfront serve ended: %w", err)
		case <-late:
			return 0, errors.New("nothing new in a minute")
		case <-b.ctx.Done():
			return 0, b.ctx.Err()
		}
		page, err := v.get(p.path)
		if err != nil {
			return 0, err
		}
		took := time.Since(start)
		if bytes.Equal(box(page), box(old)) {
			continue // told of something else
		}
		text, err := p.open(page)
		if err == nil && !bytes.Contains(text, []byte(workload.Word(b.words))) {
			err = errors.New("the page is another one, but does not show the edit")
		}
		return took, err
	}
}

// sealedPage is the page of the first customer, and what opens it.
type sealedPage struct {
	path string // in the output, with a slash at its end
	name seal.Path
	key  seal.LinkKey
}

// page asks upfront share for the link of the first customer.
func (b *bench) page(s site) (p sealedPage, err error) {
	out, err := b.output(exec.CommandContext(b.ctx, b.upfront, "share", "-q", "-C", s.upfront, workload.Customer(0)))
	if err != nil {
		return p, err
	}
	link, err := url.Parse(strings.TrimSpace(string(out)))
	if err != nil {
		return p, err
	}
	p.path = strings.TrimPrefix(link.Path, "/")
	if p.name, err = seal.ParsePath(path.Base(link.Path)); err != nil {
		return p, err
	}
	p.key, err = seal.ParseLink(link.String())
	return p, err
}

// open gives the text that the customer reads.
func (p sealedPage) open(page []byte) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(string(box(page)))
	if err != nil {
		return nil, err
	}
	return seal.Open(data, p.name, p.key, "", 0)
}

var boxPattern = regexp.MustCompile(`<pre[^>]*id="?b"?[^>]*>([^<]*)</pre>`)

// box gives what is sealed in a page; nothing where nothing is. The rest of a page is another one with every build.
func box(page []byte) []byte {
	if m := boxPattern.FindSubmatch(page); m != nil {
		return m[1]
	}
	return nil
}
