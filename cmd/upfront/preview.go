package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"upfront/generator"
	"upfront/generator/diag"
	"upfront/generator/serve"
)

// preview is a site that is shown while it is written.
type preview struct {
	p          *program
	site       *site
	server     *serve.Server
	url        string
	port       int
	open       bool // whether others on the network can reach it
	everywhere bool // at all addresses of this computer
	jobs       chan *job

	mu     sync.Mutex
	states states
	newest *job
	stop   func()           // ends the judging of an older build
	memory generator.Memory // of the last build whose agreements were judged
	proofs []byte           // of the last build that made any; nil: those of the last published one
	good   bool             // whether there ever was a state without errors
}

// job is one build, whose agreements are judged after its pages can be looked at.
type job struct {
	site       *site
	state      serve.State
	agreements int
	took       time.Duration
	of         [32]byte // of all that it was made of
	proofs     bytes.Buffer
	published  *proofFile // those of the last published build, of which the preview only reads
}

// preview makes one that is reached through a listener.
func (p *program) preview(s *site, host string, l net.Listener) *preview {
	port := l.Addr().(*net.TCPAddr).Port
	o := serve.Options{Disk: s.onDisk}
	ip := net.ParseIP(host)
	everywhere := host == "" || ip != nil && ip.IsUnspecified()
	v := &preview{p: p, site: s, port: port, jobs: make(chan *job, 1), states: states{p: p}, stop: func() {}}
	v.everywhere = everywhere
	v.open = everywhere || !l.Addr().(*net.TCPAddr).IP.IsLoopback()
	names := []string{host, "127.0.0.1", "localhost", "::1"}
	if everywhere {
		names = names[1:]
		o.Port = strconv.Itoa(port)
	}
	for _, name := range names {
		if at := net.JoinHostPort(strings.ToLower(name), strconv.Itoa(port)); !slices.Contains(o.Hosts, at) {
			o.Hosts = append(o.Hosts, at)
		}
	}
	v.memory = s.recall(p.version().Program)
	v.url = "http://" + o.Hosts[0] + "/"
	v.server = serve.New(o)
	return v
}

// greet says where the preview is.
func (v *preview) greet(asked int) {
	at := v.url
	if asked != 0 && asked != v.port {
		at = fmt.Sprintf("%d is taken, so this is %s", asked, v.url)
	}
	fmt.Fprintf(v.p.out, "%s\n", at)
	v.p.say("The desk, with all customers: %s-/desk", v.url)
	if v.open {
		addresses, _ := net.InterfaceAddrs() // without them, nothing is said of them
		for _, at := range reachable(addresses, v.everywhere) {
			v.p.say("From other devices: http://%s/", net.JoinHostPort(at, strconv.Itoa(v.port)))
		}
		v.p.say("Whoever can reach this computer can read everything there, private pages too. To open those, browsers on other\ndevices ask for https, which a preview does not have.")
	}
}

// reachable gives the addresses by which other devices may reach what listens everywhere.
func reachable(addresses []net.Addr, everywhere bool) (out []string) {
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && everywhere && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			out = append(out, n.IP.String())
		}
	}
	return out
}

// read reads the site.
func (v *preview) read() (*job, error) {
	began := v.p.clock()
	j := &job{}
	v.mu.Lock()
	j.published = v.site.proofs()
	memory, proofs := v.memory, &generator.Proofs{Known: j.published, Next: &j.proofs}
	if v.proofs != nil {
		proofs.Known = bytes.NewReader(v.proofs)
	}
	v.mu.Unlock()
	fresh, compiled, notes, err := v.p.read(v.site, memory, proofs)
	if err == nil {
		err = attempt(func() error {
			j.state.Preview, j.state.Offer, j.state.Problems = compiled.Preview(), compiled.Site().Offer, compiled.Problems()
			j.agreements, j.of = compiled.Counts().Agreements, compiled.Digest()
			for _, h := range compiled.Hidden() {
				notes = append(notes, "Hidden: "+h.String())
			}
			v.p.tellHidden(compiled.Hidden())
			return nil
		})
	}
	j.site, j.state.Notes, j.state.At = fresh, notes, v.p.clock()
	j.took = j.state.At.Sub(began)
	return j, err
}

// present shows what was read. Agreements are judged meanwhile, and told of when that is done.
func (v *preview) present(j *job, err error) {
	if v.p.overtaken(j.site) {
		return
	}
	if err != nil {
		v.failed(j, err)
		return
	}
	if j.state.Preview == nil { // then agreements cannot be judged either
		v.show(j)
		j.state.Judged = true
		v.judged(j, nil)
		return
	}
	v.show(j)
	select {
	case <-v.jobs: // nobody waits for that one any more
	default:
	}
	v.mu.Lock()
	v.stop()
	v.mu.Unlock()
	v.jobs <- j
}

// show shows a build.
func (v *preview) show(j *job) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.newest = j
	v.states.over()
	state := j.state
	state.Lines = j.site.lines()
	v.server.Show(state)
}

// judge judges the agreements of the builds that arrive, the newest alone where they come faster.
func (v *preview) judge(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-v.jobs:
			ctx, stop := context.WithCancel(ctx)
			v.mu.Lock()
			v.stop = stop
			v.mu.Unlock()
			v.check(ctx, j)
			stop()
		}
	}
}

// check judges the agreements of a build, unless the next one comes first. Where there are many, those who wait for pages
// come first too.
func (v *preview) check(ctx context.Context, j *job) {
	if j.agreements > fewAgreements {
		select {
		case <-ctx.Done():
		case <-time.After(pageFirst):
		}
	}
	var outcome generator.Outcome
	err := attempt(func() (err error) {
		outcome, err = j.state.Preview.Check(ctx)
		return err
	})
	j.published.close(false)
	v.remember(outcome.Memory)
	if outcome.Proven {
		v.mu.Lock()
		v.proofs = j.proofs.Bytes()
		v.mu.Unlock()
	}
	j.state.Problems, j.state.Judged, j.of = outcome.Problems, true, outcome.Digest
	if ctx.Err() == nil {
		v.judged(j, err)
	}
}

// fewAgreements are judged in less time than anybody notices; otherwise pages that are asked for at once are served
// before judging begins.
const (
	fewAgreements = 200
	pageFirst     = 150 * time.Millisecond
)

// remember keeps what a build found out for the next one.
func (v *preview) remember(m generator.Memory) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(m.Bytes()) > 0 {
		v.memory = m
	}
}

// judged shows and tells what a build came to, unless there is a newer one.
func (v *preview) judged(j *job, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.newest != j || v.p.overtaken(j.site) {
		return
	}
	if err != nil {
		v.tellFailure(j, err)
		return
	}
	state := j.state
	state.Lines = j.site.lines()
	v.server.Show(state)
	same := v.states.same(j.of)
	if diag.Count(state.Problems, diag.Error) > 0 {
		v.states.bad(j.site, state.Problems, same, v.meaning())
		return
	}
	v.good = true
	if same && v.states.fine {
		return // files were looked at again, and nothing was different
	}
	v.states.good(fmt.Sprintf("built in %d ms", j.took.Milliseconds()), state.Problems)
}

// failed shows and tells that a build did not come about.
func (v *preview) failed(j *job, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.newest = j
	v.tellFailure(j, err)
}

func (v *preview) tellFailure(j *job, err error) {
	f := failureOf(err)
	said := serve.Failure{Message: f.lines[0]}
	for i, line := range f.lines[1:] {
		if i > 0 {
			said.Help += "\n"
		}
		said.Help += line
	}
	v.server.Show(serve.State{Failure: &said, Judged: true, Notes: j.state.Notes, At: j.state.At})
	v.states.failed(err, v.meaning())
}

// meaning says what an error means for the pages.
func (v *preview) meaning() string {
	if v.good {
		return "The pages stay as they were until that is mended."
	}
	return "There is nothing to show until that is mended."
}
