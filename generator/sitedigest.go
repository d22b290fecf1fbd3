package generator

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
	"upfront/generator/view"
)

// An outline is what a build has to know of everything but the agreements where it prints none of it: what there is,
// what is wrong with it, and digests of what pages are made of. Where nothing that it was made of has changed, it stands
// for the whole offer, which then need not be read.
type siteDigest struct {
	Inputs      [32]byte  // of all that it was made of, but the moment
	From, Until time.Time // the moments for which it holds; zero Until: for any
	Problems    []diag.Problem
	Counts      Counts
	Pinned      time.Time // as_of of site.yaml, zero where it has none
	Hidden      []Hidden  // by file

	Shown              [32]byte        // of what public pages are made of, the moment included
	Printed            *publishedPages // nil until the public pages have been printed
	Common             [32]byte        // of what every private page is made of
	CustomersInRecords bool            // a record tells customers apart
	Capabilities       []dependency    // by id: what the pages of customers are made of who have one
	Customers          []dependency    // by id: the notices that name a customer
	SecretAt           []diag.Place    // where a text of which pages are made has the secret
	CrossPages         [32]byte        // of all that was read when pages of public agreements had no words of other customers

	Ours        []search.Key // of what the business says of itself, which any letter may have
	Shared      [32]byte     // of what decides, beside the agreements, whose words a letter may not have
	LetterLeaks letterLeaks  // words of customers in the letters of others
}

// part is something with an id and a digest of all that pages take from it.
type dependency struct {
	ID     string
	Digest [32]byte
}

// printing is what the public pages came to.
type publishedPages struct {
	Paths    []string
	Texts    [32]byte       // of all their bytes
	Problems []diag.Problem // words for staff alone that they hold
}

// sum is a digest in the making. Each text goes in with its length, so that no two lists of texts are alike.
type hasher struct {
	hash.Hash
	text []byte // used again for each text
}

func newHasher(texts ...string) *hasher {
	s := &hasher{Hash: sha256.New()}
	s.add(texts...)
	return s
}

func (s *hasher) add(texts ...string) {
	for _, t := range texts {
		s.text = append(binary.BigEndian.AppendUint64(s.text[:0], uint64(len(t))), t...)
		s.Write(s.text)
	}
}

func (s *hasher) digest() (d [32]byte) { s.Sum(d[:0]); return d }

// sources gives the digest of every file that is no agreement, and of all that there are, with the other things that an
// outline is made of. The ledger is not among them: builds write it, and what it says is asked of it anew each time.
func (in Input) sources(known *Memory, early []diag.Problem) (files map[string]source, all [32]byte) {
	files = map[string]source{}
	s := newHasher("upfront outline 1", in.Use, in.Now.UTC().Format(time.RFC3339Nano), in.secret())
	for _, p := range early {
		s.add(string(p.Rule), p.At.String(), p.Message, p.Help)
	}
	for _, path := range in.Tree.Paths() {
		switch {
		case path == seal.LedgerFile:
		case syntax.IsAgreement(path):
			s.add(path)
		default:
			f := known.source(in.Tree, path)
			files[path] = f
			s.add(path, string(f.digest[:]))
		}
	}
	return files, s.digest()
}

// secret tells one secret from another; empty where there is none.
func (in Input) secret() string {
	if in.Secret == nil {
		return ""
	}
	return in.Secret.Fingerprint()
}

// source is a file as it was read.
type source struct {
	stamp  tree.Stamp // zero where it proves nothing
	digest [32]byte   // zero for one that cannot be read
}

// outline says what there is to know of a site.
func (s *Site) digest(of [32]byte, files map[string]source) siteDigest {
	o := siteDigest{Inputs: of, Problems: s.Problems, Counts: s.Counts, From: s.from, Until: s.until, Pinned: s.files.Site.AsOf.V, Hidden: s.hidden(), CustomersInRecords: s.tallies.haveCustomers(s.Offer)}
	shown := newHasher("public", s.Offer.Now.UTC().Format(time.RFC3339Nano), s.input.Use)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		d := files[path].digest
		shown.add(path, string(d[:]))
	}
	o.Shown = shown.digest()
	o.Ours = leak.OurKeys(s.Offer)
	o.Shared = s.shared(files, o.Ours)
	o.SecretAt = s.secret().TextPlaces()
	if s.letters == nil {
		return o
	}
	o.Common = s.common(files)
	digest := func(file string) string { d := files[file].digest; return string(d[:]) }
	for _, c := range s.Offer.Capabilities {
		sum := newHasher(digest(c.At.File))
		for _, n := range c.Notices {
			sum.add(digest(n.At.File))
		}
		for _, path := range s.recordsOf(c) {
			sum.add(path, digest(path))
		}
		o.Capabilities = append(o.Capabilities, dependency{c.ID, sum.digest()})
	}
	named := map[string]*hasher{}
	for _, n := range s.Offer.Notices {
		for _, c := range n.Customers {
			if _, ok := named[c.V]; !ok {
				named[c.V] = newHasher()
			}
			named[c.V].add(digest(n.At.File))
		}
	}
	for id, sum := range named {
		o.Customers = append(o.Customers, dependency{id, sum.digest()})
	}
	for _, parts := range [][]dependency{o.Capabilities, o.Customers} {
		slices.SortFunc(parts, func(a, b dependency) int { return strings.Compare(a.ID, b.ID) })
	}
	return o
}

// shared returns the digest of what decides, beside the agreements, whose words a letter may not have: our own names, and
// what several customers read and the public does not.
func (s *Site) shared(files map[string]source, ours []search.Key) [32]byte {
	sum := newHasher("beside")
	for _, k := range ours {
		sum.add(strconv.FormatUint(uint64(k), 16))
	}
	for _, n := range s.Offer.Notices {
		if d := files[n.At.File].digest; !n.Public() {
			sum.add(string(d[:]))
		}
	}
	for _, p := range s.Offer.Promises {
		if p.Visibility.V == "customer" {
			sum.add(p.Ref)
			sum.add(leak.Texts(p.Promise)...)
		}
	}
	return sum.digest()
}

// recordsOf gives the records that a capability's file names.
func (s *Site) recordsOf(c *catalog.Capability) (paths []string) {
	text, err := s.input.Tree.Read(c.At.File)
	if err != nil {
		return nil
	}
	for path := range s.input.Tree.Below("content/records") {
		if bytes.Contains(text, []byte(path[strings.LastIndexByte(path, '/')+1:])) {
			paths = append(paths, path)
		}
	}
	return paths
}

// common is the digest of what any private page may be made of, whatever its customer has: the settings, the theme, the
// day, which things there are, what they are called, and where in them a link can lead.
func (s *Site) common(files map[string]source) [32]byte {
	theme := s.theme.Digest()
	sum := newHasher("private", s.Offer.Now.UTC().Format(time.RFC3339Nano), s.input.secret(), string(theme[:]))
	for _, path := range []string{syntax.SiteFile, "content/partners.yaml", "content/glossary.yaml"} {
		d := files[path].digest
		sum.add(path, string(d[:]))
	}
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sum.add(path)
	}
	for _, path := range s.Offer.Assets {
		if d := files[path].digest; view.IsPicture(path) {
			sum.add(string(d[:]))
		}
	}
	sum.add(s.letters.Files()...)
	for _, c := range s.Offer.Capabilities {
		sum.add("capability", c.ID, c.Title.V, c.Status.V)
		for _, p := range c.Promises {
			sum.add(p.ID.V, p.Visibility.V)
		}
		for _, e := range c.Excluded {
			sum.add(e.Ref)
		}
	}
	for _, p := range s.Offer.Policies {
		sum.add("policy", p.ID, p.Title, p.Visibility.V)
		sum.add(p.Body.Anchors()...)
		sum.add(textValues(p.Aliases)...)
	}
	for _, p := range s.Offer.Pages {
		sum.add("page", p.ID, p.Title, p.Visibility.V)
		sum.add(p.Body.Anchors()...)
		sum.add(textValues(p.Aliases)...)
	}
	for _, n := range s.Offer.Notices {
		sum.add("notice", n.ID, n.Title.V, n.Visibility.V)
		sum.add(n.Body.Anchors()...)
		sum.add(textValues(n.Aliases)...)
	}
	for _, h := range s.Offer.Hidden {
		sum.add("hidden", h.File, h.Why)
	}
	return sum.digest()
}

func textValues(texts []syntax.Text) (out []string) {
	for _, t := range texts {
		out = append(out, t.V)
	}
	return out
}

// key is the digest of all that is known of the agreement of a customer and of what its page is made of.
func (o *siteDigest) key(id string, file [32]byte, mentions []uint16) [32]byte {
	h := sha256.New()
	h.Write(o.Common[:])
	h.Write(file[:])
	for _, i := range mentions {
		if int(i) < len(o.Capabilities) {
			h.Write(o.Capabilities[i].Digest[:])
		}
	}
	if i, ok := slices.BinarySearchFunc(o.Customers, id, func(p dependency, id string) int { return strings.Compare(p.ID, id) }); ok {
		h.Write([]byte("named"))
		h.Write(o.Customers[i].Digest[:])
	}
	var key [32]byte
	h.Sum(key[:0])
	return key
}
