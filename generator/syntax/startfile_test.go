package syntax

import "testing"

// TestTextsOfNewFiles holds that a text of a new file is known when somebody has changed its signs or a part of it, and that
// a text of one's own is none.
func TestTextsOfNewFiles(t *testing.T) {
	for text, want := range map[string]bool{
		"Their own words, exactly as they said them.":   true,
		"‹Their own words, exactly as they said them.›": true,
		"THEIR OWN WORDS":                                      true,
		" their own words – exactly":                           true,
		"Their own words, exactly as they said them. By noon.": true,
		"Their own words about the shop.":                      false,
		"Their own":                                            false,
		"Their own van, at noon":                               false,
		"Theirs":                                               false,
		"60 an hour":                                           true,
		"60 an hour, and the van":                              false,
		"€60 an hour":                                          false,
		"$60 an hour":                                          false,
		"What you do then":                                     true,
		"What you do":                                          false,
		"What you do then is up to you":                        false,
		"decides@example.com":                                  true,
		"":                                                     false,
		"Łódź":                                                 false,
		"…":                                                    false,
	} {
		if got := IsPlaceholder(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
