package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"upfront/generator/diag"
	"upfront/generator/lazy"
	"upfront/generator/markdown"
	"upfront/generator/syntax"
)

// What shows that a promise was kept is words, such as "the name on the delivery photo", or a file of the site, or an address.

var (
	contentPath = lazy.Pattern(`^(?:content/|/)?(?:policies|pages|notices|capabilities)/\S+$`)
	fileName    = lazy.Pattern(`(?i)^[^\s?#]+\.(?:md|html?|pdf|png|jpe?g|webp|csv|docx|xlsx|odt|ods|txt)$`)
	webAddress  = lazy.Pattern(`(?i)^https?://[^\s/]+\S*$`)
)

// Evidence returns where the evidence of a promise leads; ok is false for words, and for a file that there is not.
func (o *Offer) Evidence(evidence syntax.Text) (t Target, ok bool) {
	switch {
	case webAddress().MatchString(evidence.V):
		return Target{Kind: ToOther, Address: evidence.V, Public: true}, true
	case isContentFile(evidence.V):
		return o.Follow(evidenceFile, evidenceLink(evidence))
	}
	return Target{}, false
}

// evidenceFile stands for the file from which evidence is named: paths begin at content/.
const evidenceFile = "content/site.yaml"

// isContentFile reports whether a text names a file that customers may read. Records are none: their rows are private.
func isContentFile(text string) bool {
	return (contentPath().MatchString(text) || fileName().MatchString(text)) && !isRecord(text)
}

func isRecord(text string) bool {
	return strings.HasPrefix(text, "records/") && fileName().MatchString(text)
}

func evidenceLink(evidence syntax.Text) markdown.Link {
	name, fragment, _ := strings.Cut(evidence.V, "#")
	return markdown.Link{Dest: evidence.V, Path: "/" + strings.TrimPrefix(strings.TrimPrefix(name, "/"), "content/"), Fragment: fragment, At: evidence.At}
}

// checkEvidence reports evidence that names a file that there is not, or that customers cannot read.
func (r *resolver) checkEvidence() {
	c := linkChecker{Offer: r.Offer}
	for _, p := range r.Promises {
		evidence := p.Indicator.Evidence
		if isRecord(evidence.V) {
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: evidence.At, Message: fmt.Sprintf("%q is a record, which nobody outside may read, and so shows a customer nothing", evidence.V),
				Help: "Say in words what shows that it was kept, such as the scan at the door. What is counted belongs below record:, in its file:."})
			continue
		}
		if webAddress().MatchString(evidence.V) && !syntax.LeadsSomewhere(evidence.V) {
			r.problems.Add(unreachable("the evidence", evidence.V, evidence.At))
			continue
		}
		if !isContentFile(evidence.V) || webAddress().MatchString(evidence.V) {
			continue
		}
		switch t, ok := r.Evidence(evidence); {
		case !ok:
			l := evidenceLink(evidence)
			help := c.nearFileHelp(evidenceFile, l.Path, "Write the path below content/, such as policies/returns.md, or say in words what shows that it was kept.")
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: evidence.At, Message: fmt.Sprintf("there is no file %q to show that it was kept", evidence.V), Help: help})
		case !t.Public:
			r.problems.Add(diag.Problem{Rule: diag.RefUnknown, At: evidence.At, Message: fmt.Sprintf("%q is not published, and so shows a customer nothing", evidence.V),
				Help: "Change visibility: there, or say in words what shows that it was kept."})
		}
	}
}

// EvidenceFiles returns the files below content/ that promises name as evidence, sorted.
func (o *Offer) EvidenceFiles() []string {
	var files []string
	for _, p := range o.Promises {
		if t, ok := o.Evidence(p.Indicator.Evidence); ok && t.Kind == ToAsset && p.Public() {
			files = append(files, t.ID)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// TitleOf returns the title of what a target is: of a document, or the name of a file.
func (o *Offer) TitleOf(t Target) string {
	switch t.Kind {
	case ToPolicy:
		return o.policies[t.ID].Title
	case ToPage:
		for _, p := range o.Pages {
			if p.ID == t.ID {
				return p.Title
			}
		}
	case ToNotice:
		for _, n := range o.Notices {
			if n.ID == t.ID {
				return n.Title.V
			}
		}
	case ToCapability:
		return o.capabilities[t.ID].Title.V
	case ToOther:
		return t.Address
	}
	return path.Base(strings.TrimSuffix(t.Address, "/"))
}
