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
	if _, err := b.measure("run", b.upfront, "build", "-q", "-C", s.upfront); err != nil {
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
		what, goal string
		edit       workload.Edit
	}{{"one agreement edited", "at most 40 ms", workload.EditOfAgreement()}, {"one capability edited", "at most 60 ms", workload.EditOfCapability()}} {
		took, err := b.saves(s, v, p, e.edit)
		if err != nil {
			return fmt.Errorf("%s: %w", e.what, err)
		}
		b.table.set(s.n, e.what+" while serve runs, save to page, median", e.goal, "%s", durationText(took.median()))
		b.table.set(s.n, e.what+" while serve runs, save to page, 95th percentile and largest", "", "%s, %s", durationText(took.percentile(95)), durationText(took.percentile(100)))
	}
	return nil
}

// starts measures the start of the preview, without and with the memory of a build.
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
	b.table.set(s.n, "serve, start to first page, cold", "at most 1 s", "%v", cold)
	b.table.set(s.n, "serve, start to first page, warm", "at most 300 ms", "%v", warm)
	b.table.set(s.n, "serve, start to a customer's page, cold", "", "%v", coldSealed)
	b.table.set(s.n, "serve, start to a customer's page, warm", "", "%v", warmSealed)
	return nil
}

// startOnce starts the preview and returns how long it took until the home page was there, and until a customer's page was.
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

// saves edits a file again and again, and returns how long each edit took to show. The first edit does not count.
func (b *bench) saves(s site, v *server, p sealedPage, e workload.Edit) (took times, err error) {
	ctx, cancel := context.WithCancel(b.ctx)
	defer cancel()
	news, err := v.events(ctx)
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
		b.editCount++
		wait, err := b.saveOnce(s, v, p, e, news)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			took = append(took, wait)
		}
	}
	b.otherPrograms = append(b.otherPrograms, otherPrograms(before, ownTime()+v.time()-own, time.Since(start)))
	return took, nil
}

// saveOnce edits a file, and returns how long it took until the page changed, which has to show the edit.
func (b *bench) saveOnce(s site, v *server, p sealedPage, e workload.Edit, news <-chan struct{}) (time.Duration, error) {
	old, err := v.get(p.path)
	if err != nil {
		return 0, err
	}
	late := time.After(time.Minute)
	start := time.Now()
	if err := s.edit(e, b.editCount); err != nil {
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
		if bytes.Equal(sealedBox(page), sealedBox(old)) {
			continue // an event of something else
		}
		text, err := p.open(page)
		if err == nil && !bytes.Contains(text, []byte(workload.Word(b.editCount))) {
			err = errors.New("the page is another one, but does not show the edit")
		}
		return took, err
	}
}

// sealedPage is the page of the first customer, with its keys.
type sealedPage struct {
	path     string // in the output, with a slash at its end
	pathName seal.Path
	key      seal.LinkKey
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
	if p.pathName, err = seal.ParsePath(path.Base(link.Path)); err != nil {
		return p, err
	}
	p.key, err = seal.ParseLink(link.String())
	return p, err
}

// open returns the text that the customer reads.
func (p sealedPage) open(page []byte) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(string(sealedBox(page)))
	if err != nil {
		return nil, err
	}
	return seal.Open(data, p.pathName, p.key, "", 0)
}

var boxPattern = regexp.MustCompile(`<pre[^>]*id="?b"?[^>]*>([^<]*)</pre>`)

// sealedBox returns the sealed part of a page; nil where there is none. The rest of a page differs with every build.
func sealedBox(page []byte) []byte {
	if m := boxPattern.FindSubmatch(page); m != nil {
		return m[1]
	}
	return nil
}
