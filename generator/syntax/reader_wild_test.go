package syntax

import (
	"slices"
	"testing"

	"upfront/generator/tree"
)

func TestNamesFromOtherToolsBecomeIDs(t *testing.T) {
	files, problems := Read(tree.Of(map[string]string{
		"site.yaml":                                       "business: {name: Wild}\ntimezone: UTC\n",
		"content/policies/README.md":                      "# All of them\n",
		"content/policies/Code Of Conduct.md":             "# Conduct\n",
		"content/policies/Return_Policy.md":               "# Returns\n",
		"content/policies/01-terms.md":                    "# Terms\n",
		"content/policies/Legal/Privacy Policy/README.md": "# Privacy\n",
		"content/policies/refund/index.md":                "# Refunds\n",
		"content/pages/About Us.md":                       "# About\n",
	}))
	for _, p := range problems {
		if p.Rule == "id-form" {
			t.Errorf("%s: %s", p.At, p.Message)
		}
	}
	var ids []string
	for _, p := range files.Policies {
		ids = append(ids, p.ID)
	}
	slices.Sort(ids)
	want := []string{"01-terms", "code-of-conduct", "legal/privacy-policy", "overview", "refund", "return-policy"}
	if !slices.Equal(ids, want) {
		t.Errorf("policies are %v, want %v", ids, want)
	}
	if len(files.Pages) != 1 || files.Pages[0].ID != "about-us" {
		t.Errorf("pages are %v", files.Pages)
	}
}

func TestNamesThatMeetAreReported(t *testing.T) {
	_, problems := Read(tree.Of(map[string]string{
		"site.yaml":                  "business: {name: Wild}\ntimezone: UTC\n",
		"content/policies/Refund.md": "# A\n",
		"content/policies/refund.md": "# B\n",
		"content/policies/日本.md":     "# C\n",
	}))
	var got []string
	for _, p := range problems {
		if p.Rule == "slug-collision" || p.Rule == "id-form" {
			got = append(got, string(p.Rule)+" "+p.At.String()+": "+p.Message)
		}
	}
	want := []string{
		`id-form content/policies/日本.md: the name "日本" cannot be made into an address`,
		`slug-collision content/policies/refund.md: "content/policies/Refund.md" and "content/policies/refund.md" would have one address`,
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}
