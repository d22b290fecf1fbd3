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

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/seal"
	"upfront/generator/serve"
)

// preview shows a site while it is written. A build is shown as soon as its pages can be printed; its agreements are
// checked after that, by judgeBuilds.
type preview struct {
	p          *program
	site       *site
	server     *serve.Server
	url        string
	port       int
	open       bool // others on the network can reach it
	everywhere bool // it listens at all addresses of this computer
	jobs       chan *previewBuild

	mu      sync.Mutex
	status  statusPrinter
	newest  *previewBuild
	stop    func()       // ends the judging of an older build
	memory  build.Memory // of the last build whose agreements were judged
	proofs  []byte       // of the last build that made any; nil: those of the last published one
	wasGood bool         // there was a state without errors
}

type previewBuild struct {
	site       *site
	state      serve.State
	agreements int
	took       time.Duration
	inputs     [32]byte // the digest of all that it was made of
	proofs     bytes.Buffer
	published  *proofFile // those of the last published build, of which the preview only reads
}

// preview returns a preview that is reached through a listener.
func (p *program) preview(s *site, host string, l net.Listener) *preview {
	port := l.Addr().(*net.TCPAddr).Port
	o := serve.Options{Disk: s.onDisk}
	v := &preview{p: p, site: s, port: port, jobs: make(chan *previewBuild, 1), status: statusPrinter{p: p}, stop: func() {}}
	v.everywhere = host == "" || net.ParseIP(host).IsUnspecified()
	v.open = v.everywhere || !l.Addr().(*net.TCPAddr).IP.IsLoopback()
	names := []string{host, "127.0.0.1", "localhost", "::1"}
	if v.everywhere {
		names = names[1:]
		o.Port = strconv.Itoa(port)
	}
	for _, name := range names {
		if at := net.JoinHostPort(strings.ToLower(name), strconv.Itoa(port)); !slices.Contains(o.Hosts, at) {
			o.Hosts = append(o.Hosts, at)
		}
	}
	v.memory = s.readMemory(p.version().Program)
	v.url = "http://" + o.Hosts[0] + "/"
	v.server = serve.New(o)
	return v
}

// printAddresses prints where the preview is. asked is the port of the command line.
func (v *preview) printAddresses(asked int) {
	if asked != 0 && asked != v.port {
		fmt.Fprintf(v.p.out, "%d is taken, so this is ", asked)
	}
	fmt.Fprintln(v.p.out, v.url)
	v.p.printf("The desk, with all customers: %s-/desk", v.url)
	if v.open {
		addresses, _ := net.InterfaceAddrs() // where they are unknown, none is printed
		for _, at := range networkAddresses(addresses, v.everywhere) {
			v.p.printf("From other devices: http://%s/", net.JoinHostPort(at, strconv.Itoa(v.port)))
		}
		v.p.printf("Whoever can reach this computer can read everything there, private pages too. To open those, browsers on other\ndevices ask for https, which a preview does not have.")
	}
}

// networkAddresses returns the addresses by which other devices may reach a server that listens everywhere.
func networkAddresses(addresses []net.Addr, everywhere bool) (out []string) {
	for _, a := range addresses {
		if n, ok := a.(*net.IPNet); ok && everywhere && n.IP.IsGlobalUnicast() && n.IP.To4() != nil {
			out = append(out, n.IP.String())
		}
	}
	return out
}

// build lists the site anew and begins a build of it.
func (v *preview) build() (*previewBuild, error) {
	began := v.p.clock()
	j := &previewBuild{site: v.site.unread()}
	v.mu.Lock()
	j.published = v.site.proofs()
	memory, proofs := v.memory, &build.Proofs{Known: j.published, Next: &j.proofs}
	if v.proofs != nil {
		proofs.Known = bytes.NewReader(v.proofs)
	}
	v.mu.Unlock()
	err := catchPanic(func() error {
		if err := v.p.listFiles(j.site); err != nil {
			return v.site.explainMissing(err)
		}
		var secret *seal.Secret
		secret, j.state.Notes = v.p.previewSecret(j.site)
		compiled, err := v.p.compile(j.site, secret, memory, proofs)
		if err != nil {
			return err
		}
		j.state.Preview, j.state.Offer, j.state.Problems = compiled.Preview(), compiled.Site().Offer, compiled.Problems()
		j.agreements, j.inputs = compiled.Counts().Agreements, compiled.Digest()
		for _, h := range compiled.Hidden() {
			j.state.Notes = append(j.state.Notes, "Hidden: "+h.String())
		}
		v.p.printHidden(compiled.Hidden())
		return nil
	})
	j.state.At = v.p.clock()
	j.took = j.state.At.Sub(began)
	return j, err
}

// present shows a build, and has its agreements judged.
func (v *preview) present(j *previewBuild, err error) {
	if v.p.overtaken(j.site) {
		return
	}
	v.mu.Lock()
	v.newest = j
	if err != nil {
		v.showFailure(j, err)
	} else {
		v.status.forgetFailure()
		v.show(j)
	}
	v.mu.Unlock()
	switch {
	case err != nil:
		return
	case j.state.Preview == nil: // then agreements cannot be judged either
		j.state.Judged = true
		v.finish(j, nil)
		return
	}
	select {
	case <-v.jobs: // an older build, which need not be judged any more
	default:
	}
	v.mu.Lock()
	v.stop()
	v.mu.Unlock()
	v.jobs <- j
}

func (v *preview) show(j *previewBuild) {
	state := j.state
	state.Lines = j.site.lines()
	v.server.Show(state)
}

// judgeBuilds judges the agreements of the builds that arrive, of the newest alone where several wait.
func (v *preview) judgeBuilds(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case j := <-v.jobs:
			v.judgeBuild(ctx, j)
		}
	}
}

// judgeBuild judges the agreements of a build, unless the next build comes first.
func (v *preview) judgeBuild(ctx context.Context, j *previewBuild) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	v.mu.Lock()
	v.stop = stop
	v.mu.Unlock()
	if j.agreements > fewAgreements {
		select {
		case <-ctx.Done():
		case <-time.After(pageHeadStart):
		}
	}
	var outcome build.Outcome
	err := catchPanic(func() (err error) {
		outcome, err = j.state.Preview.Check(ctx)
		return err
	})
	j.published.close(false)
	v.mu.Lock()
	if len(outcome.Memory.Bytes()) > 0 {
		v.memory = outcome.Memory
	}
	if outcome.Proven {
		v.proofs = j.proofs.Bytes()
	}
	v.mu.Unlock()
	j.state.Problems, j.state.Judged, j.inputs = outcome.Problems, true, outcome.Digest
	if ctx.Err() == nil {
		v.finish(j, err)
	}
}

// Up to fewAgreements are judged faster than anybody notices. Where there are more, requests for pages have a head start.
const (
	fewAgreements = 200
	pageHeadStart = 150 * time.Millisecond
)

// finish shows and prints the result of a build, unless there is a newer one.
func (v *preview) finish(j *previewBuild, err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.newest != j || v.p.overtaken(j.site) {
		return
	}
	if err != nil {
		v.showFailure(j, err)
		return
	}
	v.show(j)
	same := v.status.sameInputs(j.inputs)
	if diag.Count(j.state.Problems, diag.Error) > 0 {
		v.status.refused(j.site, j.state.Problems, same, v.consequence())
		return
	}
	v.wasGood = true
	if same && v.status.ok {
		return // files were looked at again, and nothing was different
	}
	v.status.built(fmt.Sprintf("built in %d ms", j.took.Milliseconds()), j.state.Problems)
}

func (v *preview) showFailure(j *previewBuild, err error) {
	f := asFailure(err)
	shown := serve.Failure{Message: f.lines[0], Help: strings.Join(f.lines[1:], "\n")}
	v.server.Show(serve.State{Failure: &shown, Judged: true, Notes: j.state.Notes, At: j.state.At})
	v.status.failed(err, v.consequence())
}

// consequence returns what an error means for the pages.
func (v *preview) consequence() string {
	if v.wasGood {
		return "The pages stay as they were until that is mended."
	}
	return "There is nothing to show until that is mended."
}
