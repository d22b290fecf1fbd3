package site_test

import (
	"testing"
)

// TestChangesThatSayTheSameStandTogether holds that policies which changed on one day in the same words are one entry of the list.
func TestChangesThatSayTheSameStandTogether(t *testing.T) {
	files := map[string]string{}
	for name, more := range map[string]string{"bills": "", "late": "", "noise": ", {on: 2026-02-01, effect: stronger, note: We whisper.}"} {
		files["content/policies/"+name+".md"] = "---\ntitle: On " + name + "\nchanges: [{version: 1, on: 2026-01-05, effect: new, note: First written down.}" + more + "]\n---\nText.\n"
	}
	page := publicPages(t, files, "2026-03-20")["changes/index.html"]
	got := texts(elements(having(t, page, "changes")[0], "li"))
	if len(got) != 2 || got[0] != "1 February 2026 Stronger On noise We whisper." || got[1] != "5 January 2026 New On bills On late On noise Version 1 First written down." {
		t.Errorf("the list says %q", got)
	}
}
