package build

import "strings"

// Hidden is a file that another site generator would keep off the site, as for draft: true, and that is on no page here
// either. Files with visibility: internal are not among them.
type Hidden struct {
	File string `json:"file"` // below content/
	Why  string `json:"why"`  // "publishDate 2062-03-01, in 36 years"
}

// String returns the line that names the file and its reason.
func (h Hidden) String() string { return h.File + ": " + h.Why }

func (s *Site) hidden() (all []Hidden) {
	for _, h := range s.Offer.Hidden {
		all = append(all, Hidden{strings.TrimPrefix(h.File, "content/"), s.Offer.Reason(h)})
	}
	return all
}

// Hidden returns the files of the site that are on no page, by path.
func (b *Build) Hidden() []Hidden { return b.siteDigest.Hidden }
