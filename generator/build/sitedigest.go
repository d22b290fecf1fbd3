package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"maps"
	"path"
	"slices"
	"strconv"
	"time"

	"upfront/generator/agreed"
	"upfront/generator/catalog"
	"upfront/generator/diag"
	"upfront/generator/leak"
	"upfront/generator/leak/search"
	"upfront/generator/seal"
	"upfront/generator/syntax"
	"upfront/generator/tree"
	"upfront/generator/view"
)

// siteDigest holds what a build needs to know of the offer when it prints no page: counts, problems, and digests of what
// pages are made of. As long as its inputs stay the same, the offer is not read.
type siteDigest struct {
	Inputs      [32]byte  // of all that it was made of, without the moment
	From, Until time.Time // the moments for which it holds; zero Until: for any
	Problems    []diag.Problem
	Counts      Counts
	Pinned      time.Time // as_of of site.yaml, zero where it has none
	Hidden      []Hidden  // by file

	Public             [32]byte            // of what public pages are made of, the moment included
	Printed            *publishedPages     // nil until the public pages have been printed
	Common             [32]byte            // of what every private page is made of
	CustomersInRecords bool                // a record tells customers apart
	Capabilities       map[string][32]byte // by id: of what an agreement takes from a capability that it refers to
	Customers          map[string][32]byte // by id: of the notices that name a customer
	SecretAt           []diag.Place        // where a text of which pages are made has the secret
	CrossPages         [32]byte            // of all that was read when pages of public agreements had no words of other customers

	Ours        []search.Key     // of what the business says of itself, which any page may have
	Released    [32]byte         // of what decides, beside the public pages, whose words their words are
	Shared      [32]byte         // of what decides, beside the agreements, whose words a letter may not have
	LetterLeaks leak.LetterLeaks // words of customers in the letters of others
}

// holdsAt reports whether a digest is that of the site at the moment of an input.
func (d siteDigest) holdsAt(in Input) bool {
	return !in.Now.IsZero() || !d.Pinned.IsZero() || !in.Fallback.Before(d.From) && in.Fallback.Before(d.Until)
}

// hasher makes a digest of texts. It hashes each text with its length, so that no two lists of texts are alike.
type hasher struct {
	hash.Hash
	text []byte // used again for each text
}

func newHasher(texts ...string) *hasher {
	h := &hasher{Hash: sha256.New()}
	h.add(texts...)
	return h
}

func (h *hasher) add(texts ...string) {
	for _, t := range texts {
		h.text = append(binary.BigEndian.AppendUint64(h.text[:0], uint64(len(t))), t...)
		h.Write(h.text)
	}
}

// addBytes adds what add does with the same text, without a copy of it.
func (h *hasher) addBytes(data []byte) {
	h.text = binary.BigEndian.AppendUint64(h.text[:0], uint64(len(data)))
	h.Write(h.text)
	h.Write(data)
}

func (h *hasher) digest() (d [32]byte) { h.Sum(d[:0]); return d }

// timeText returns a moment as it goes into digests.
func timeText(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

// source is a file as it was read.
type source struct {
	stamp  tree.Stamp // zero where it proves nothing
	digest [32]byte   // zero where the file cannot be read
}

// sources is the files of a site without its agreements, by path.
type sources map[string]source

func (s sources) digest(path string) string { d := s[path].digest; return string(d[:]) }

// sources returns the digest of every file that is neither an agreement nor a record of one, and the digest of all of them with the other inputs of
// a site. The ledger is not among them, because builds write it: each build asks it again.
func (in Input) sources(previous *Memory, early []diag.Problem) (files sources, all [32]byte) {
	files = sources{}
	h := newHasher("upfront site 1", in.ThemeName, timeText(in.Now), in.fingerprint(), strconv.FormatBool(in.Part))
	for _, p := range early {
		h.add(string(p.Rule), p.At.String(), p.Message, p.Help)
	}
	for _, path := range in.Tree.Paths() {
		switch {
		case path == seal.LedgerFile, agreed.IsRecord(path):
		case syntax.IsAgreement(path):
			h.add(path)
		default:
			files[path] = previous.source(in.Tree, path)
			h.add(path, files.digest(path))
		}
	}
	return files, h.digest()
}

// fingerprint tells one secret from another; it is empty where there is none.
func (in Input) fingerprint() string {
	if in.Secret == nil {
		return ""
	}
	return in.Secret.Fingerprint()
}

// digest returns the digest of a site.
func (s *Site) digest(inputs [32]byte, files sources) siteDigest {
	d := siteDigest{Inputs: inputs, Problems: s.Problems, Counts: s.Counts, From: s.from, Until: s.until, Pinned: s.files.Site.AsOf.V, Hidden: s.hidden(),
		CustomersInRecords: s.tallies.hasCustomers(s.Offer), Public: s.publicDigest(files), Ours: leak.OurKeys(s.Offer), SecretAt: s.secret().TextPlaces()}
	d.Shared, d.Released = s.sharedDigest(files, d.Ours), s.releasedDigest(files, d.Ours)
	if s.letters != nil {
		d.Common = s.commonDigest(files)
		d.Capabilities, d.Customers = s.capabilityDigests(files), s.customerDigests(files)
	}
	return d
}

// publicDigest returns the digest of what public pages are made of.
func (s *Site) publicDigest(files sources) [32]byte {
	h := newHasher("public", timeText(s.Offer.Now), s.input.ThemeName)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		h.add(path, files.digest(path))
	}
	return h.digest()
}

// capabilityDigests returns for each capability the digest of its file, its notices and its records.
func (s *Site) capabilityDigests(files sources) map[string][32]byte {
	all := map[string][32]byte{}
	for _, c := range s.Offer.Capabilities {
		h := newHasher(files.digest(c.At.File))
		for _, n := range c.Notices {
			h.add(s.noticeDigest(n, files))
		}
		for _, path := range s.recordsOf(c) {
			h.add(path, files.digest(path))
		}
		all[c.ID] = h.digest()
	}
	return all
}

// recordsOf returns the records that a capability's file names.
func (s *Site) recordsOf(c *catalog.Capability) (paths []string) {
	text, err := s.input.Tree.Read(c.At.File)
	if err != nil {
		return nil
	}
	for file := range s.input.Tree.Below("content/records") {
		if bytes.Contains(text, []byte(path.Base(file))) {
			paths = append(paths, file)
		}
	}
	return paths
}

// customerDigests returns, for each customer that notices name, the digest of those notices.
func (s *Site) customerDigests(files sources) map[string][32]byte {
	notices := map[string]*hasher{}
	for _, n := range s.Offer.Notices {
		for _, c := range n.Customers {
			if _, ok := notices[c.V]; !ok {
				notices[c.V] = newHasher()
			}
			notices[c.V].add(s.noticeDigest(n, files))
		}
	}
	all := map[string][32]byte{}
	for id, h := range notices {
		all[id] = h.digest()
	}
	return all
}

// noticeDigest returns the digest of what a letter takes from a notice: its file, and the capabilities that its text names.
func (s *Site) noticeDigest(n *catalog.Notice, files sources) string {
	h := newHasher(files.digest(n.At.File))
	for _, id := range s.Offer.CapabilitiesIn(n.Notice.Body.File, n.Body) {
		if c := s.Offer.Capability(id); c != nil {
			h.add(files.digest(c.At.File))
		}
	}
	digest := h.digest()
	return string(digest[:])
}

// sharedDigest returns the digest of what decides, beside the agreements, whose words a letter may not have: our own names,
// and what several customers read and the public does not.
func (s *Site) sharedDigest(files sources, ours []search.Key) [32]byte {
	h := newHasher("shared")
	for _, k := range ours {
		h.add(strconv.FormatUint(uint64(k), 16))
	}
	for _, n := range s.Offer.Notices {
		if !n.Public() {
			h.add(files.digest(n.At.File))
		}
	}
	for _, p := range s.Offer.Promises {
		if p.Visibility.V == "customer" {
			h.add(p.Ref)
			h.add(leak.Texts(p.Promise)...)
		}
	}
	return h.digest()
}

// releasedDigest returns the digest of what decides, beside the public pages, whose words their words are.
func (s *Site) releasedDigest(files sources, ours []search.Key) [32]byte {
	h := newHasher("released")
	for _, k := range ours {
		h.add(strconv.FormatUint(uint64(k), 16))
	}
	for _, path := range leak.Authored(s.Offer, s.input.Tree) {
		h.add(path, files.digest(path))
	}
	return h.digest()
}

// commonDigest returns the digest of what any private page may be made of, whatever its customer has: the settings, the
// theme, the day, which things there are, their titles, and the anchors in them that a link can lead to.
func (s *Site) commonDigest(files sources) [32]byte {
	theme := s.theme.Digest()
	h := newHasher("private", timeText(s.Offer.Now), s.input.fingerprint(), string(theme[:]))
	for _, path := range []string{syntax.SiteFile, "content/partners.yaml", "content/glossary.yaml"} {
		h.add(path, files.digest(path))
	}
	h.add(slices.Sorted(maps.Keys(files))...)
	for _, path := range s.Offer.Assets {
		if view.IsPicture(path) {
			h.add(files.digest(path))
		}
	}
	h.add(s.letters.Files()...)
	for _, c := range s.Offer.Capabilities {
		h.add("capability", c.ID, c.Title.V, c.Status.V)
		for _, p := range c.Promises {
			h.add(p.ID.V, p.Visibility.V)
			for _, former := range slices.Concat(c.Formerly, p.Formerly) {
				h.add("formerly", former.V)
			}
			for _, e := range p.Exclusions {
				h.add(e.ID.V)
			}
		}
		for _, e := range c.Excluded {
			h.add(e.Ref)
		}
	}
	document := func(kind, id, title, visibility string, anchors []string, aliases []syntax.Text) {
		h.add(kind, id, title, visibility)
		h.add(anchors...)
		for _, a := range aliases {
			h.add(a.V)
		}
	}
	for _, p := range s.Offer.Policies {
		document("policy", p.ID, p.Title, p.Visibility.V, p.Body.Anchors(), p.Aliases)
	}
	for _, p := range s.Offer.Pages {
		document("page", p.ID, p.Title, p.Visibility.V, p.Body.Anchors(), p.Aliases)
	}
	for _, n := range s.Offer.Notices {
		document("notice", n.ID, n.Title.V, n.Visibility.V, n.Body.Anchors(), n.Aliases)
	}
	for _, hidden := range s.Offer.Hidden {
		h.add("hidden", hidden.File, hidden.Why)
	}
	return h.digest()
}

// key returns the digest of the agreement of a customer with its records, and of what else its page is made of: what every page is, the capabilities
// that it refers to, of which one that there is not has no digest, and the notices that name the customer.
func (d *siteDigest) key(id string, content [32]byte, refers []string) (key [32]byte) {
	h := sha256.New()
	h.Write(d.Common[:])
	h.Write(content[:])
	for _, id := range refers {
		digest := d.Capabilities[id]
		h.Write(digest[:])
	}
	if notices, ok := d.Customers[id]; ok {
		h.Write([]byte("named"))
		h.Write(notices[:])
	}
	h.Sum(key[:0])
	return key
}
