package main

import "upfront/generator"

// tellHidden says which files are on no page because they say so in the way of another tool, each once in a run: nobody
// should have to wonder where a page is, or believe that one is hidden which is not.
func (p *program) tellHidden(hidden []generator.Hidden) {
	for _, h := range hidden {
		p.remark("Hidden: %s", h)
	}
}
