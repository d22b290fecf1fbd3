package serve

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"upfront/generator/build"
	"upfront/generator/diag"
	"upfront/generator/seal"
	"upfront/generator/tree"
	"upfront/themes"
)

// writing is a site that is written while it is shown: its files in memory, and the server that shows them.
type writing struct {
	t      testing.TB
	files  map[string]string
	server *Server // of now, see restart
	web    *httptest.Server
	live   atomic.Pointer[Server]
	url    string // with a slash at the end
}

// ServeHTTP answers as the server of now does.
func (w *writing) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	w.live.Load().ServeHTTP(out, r)
}

// restart puts a server that has nothing to show yet in the place of the one before.
func (w *writing) restart(o Options) {
	w.server = New(o)
	w.live.Store(w.server)
	w.web.CloseClientConnections()
}

// begin shows a small site.
func begin(t testing.TB) *writing {
	t.Helper()
	w := &writing{t: t, files: map[string]string{
		"site.yaml": `business: {name: Small Vans, what_we_do: Parcels for a small town.}
url: https://small.example/expect/
timezone: Europe/London
currency: GBP
leader: {name: Ida Moss, role: Owner, reach: [{by: email, at: ida@small.example}]}
hours: {office: {days: Mon-Fri, from: "09:00", to: "17:00"}}
channels:
  - {id: desk, by: phone, at: "+44 1632 960000", hours: office, respond_within: 5m, fallback: help}
  - {id: help, by: email, at: help@small.example, hours: office, respond_within: 4h, clock: business}
complaints: {first: help, escalate_to: leader, answer_within: 5d, clock: business}
as_of: 2026-03-20T12:00:00Z
`,
		"content/capabilities/vans.yaml": `title: Bring a parcel across town
summary: We fetch a parcel and bring it across town.
effective: 2026-01-05
review_by: 2027-01-05
scope:
  included: [A parcel of up to 30 kg]
  excluded:
    - {id: night, what: Parcels at night, because: Our drivers sleep., instead: The first round at 08:00.}
promises:
  - id: on-time
    says: We deliver within 4 hours of collection.
    commitment: target
    indicator: {kind: duration, from: collected, to: delivered}
    within: 4h
    clock: calendar
    target: 90%
    window: 90d
    on_miss: {notify_within: 1h}
aftercare: [{every: 6mo, do: We ask how it went}]
`,
		"content/policies/late.md": `---
title: What if you are late?
summary: We ring before you do.
why: You wait for it.
effective: 2026-01-05
review_by: 2027-01-05
exceptions:
  - {when: A funeral, do: We send a second van, decides: any driver}
---
A late parcel is a broken word.

Second paragraph.
`,
		"content/agreements/fenn.yaml": agreementOf("Fenn Pottery", ""),
	}}
	w.web = httptest.NewServer(w)
	t.Cleanup(w.web.Close)
	t.Cleanup(w.web.CloseClientConnections)
	w.url = w.web.URL + "/"
	w.restart(Options{Hosts: []string{strings.TrimPrefix(w.web.URL, "http://")}, Disk: func(file string) string { return "/site/" + file }})
	w.show()
	return w
}

// agreementOf returns the agreement of a customer, with more lines at its end.
func agreementOf(name, more string) string {
	return fmt.Sprintf(`customer: {name: %s, since: 2025-05-13}
people: [{name: Wilma Fenn, role: decides, email: wilma@fennpots.example}]
status: proposed
effective: 2026-04-06
review_by: 2026-10-06
capabilities: [vans]
updates: {cadence: weekly, by: email}
price: {kind: fixed, amount: £40 a month}
expectations:
  - {id: e1, said: "Ring twice, the dog is deaf.", understood: "The driver rings twice, and waits 3 minutes.", answer: yes}
priorities:
  - {id: p1, said: "No chipped glaze, ever.", understood: "Fewer than 1 pot in 100 arrives chipped.", answer: yes}
%s`, name, more)
}

// state builds the site as it is written now.
func (w *writing) state() State {
	files := tree.Of(w.files)
	site := build.Open(build.Input{Tree: files, Theme: themes.Default(), Secret: &seal.Secret{1, 2, 3}}, nil)
	return State{Preview: site.Preview(), Offer: site.Site().Offer, Problems: site.Problems(), Lines: files.Lines(), At: time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)}
}

// show builds the site, judges its agreements, and shows it.
func (w *writing) show() {
	s := w.state()
	w.server.Show(s)
	if s.Judged = true; s.Preview != nil {
		found, _ := s.Preview.Check(w.t.Context())
		s.Problems = found.Problems
	}
	w.server.Show(s)
}

// edit changes the one place of a file that says old, and shows the site.
func (w *writing) edit(file, old, new string) {
	w.t.Helper()
	if n := strings.Count(w.files[file], old); n != 1 {
		w.t.Fatalf("%s says %q %d times", file, old, n)
	}
	w.files[file] = strings.Replace(w.files[file], old, new, 1)
	w.show()
}

// customer returns the link to the page of a customer, below the address of the server, and the words it asks for.
func (w *writing) customer(id string) (link, words string) {
	w.t.Helper()
	now, _ := w.server.current()
	c, ok := now.newest.Customer(id)
	if !ok {
		w.t.Fatalf("there is no customer %q", id)
	}
	to := previewLink(c.Share)
	return strings.TrimPrefix(to.String(), "/"), c.Share.Passphrase
}

// ask sends a request for an address below the server's own, and returns the answer without following redirects.
func (w *writing) ask(method, address string, change ...func(*http.Request)) (answer *http.Response, body string) {
	w.t.Helper()
	r, err := http.NewRequest(method, w.url+address, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range change {
		c(r)
	}
	answer, err = http.DefaultTransport.RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer, string(data)
}

// get asks for an address, and wants a status.
func (w *writing) get(address string, status int) string {
	w.t.Helper()
	answer, body := w.ask("GET", address)
	if answer.StatusCode != status {
		w.t.Fatalf("%s answers %s, want %d\n%s", address, answer.Status, status, body)
	}
	return body
}

func TestFixtureIsWithoutProblems(t *testing.T) {
	w := begin(t)
	now, _ := w.server.current()
	if found, _ := now.good.Check(w.t.Context()); diag.Count(found.Problems, diag.Error)+diag.Count(found.Problems, diag.Warning) > 0 {
		t.Errorf("%+v", found.Problems)
	}
}
