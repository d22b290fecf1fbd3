package catalog

import "testing"

func TestWhatLooksLikeAFullName(t *testing.T) {
	for text, want := range map[string]bool{
		"Nadia Rahman": true, "Piotr Nowak": true, "Marie-Claire O'Neill": true, "Ludwig van Beethoven": true, "J. Smith": true, "Łukasz Żak": true,
		"any driver": false, "dispatch": false, "Lucy": false, "Duty Manager": false, "Legal Team": false, "Owen, after a lawyer has read it": false,
		"whoever picks up": false, "Customer Success": false, "": false,
	} {
		if got := looksLikeName(text); got != want {
			t.Errorf("looksLikeName(%q) is %v", text, got)
		}
	}
}

func TestWhatNamesAContentFile(t *testing.T) {
	for text, want := range map[string]bool{
		"policies/no-such.md": true, "content/policies/returns.md": true, "report.pdf": true, "/pages/about": true,
		"records/deliveries.csv": false, "the delivery photo": false, "The note itself": false, "and/or": false,
	} {
		if got := isContentFile(text); got != want {
			t.Errorf("isContentFile(%q) is %v", text, got)
		}
	}
}
