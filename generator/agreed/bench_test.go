package agreed

import (
	"testing"

	"upfront/generator/syntax"
)

func BenchmarkLineMark(b *testing.B) {
	text := func(v string) syntax.Text { return syntax.Text{V: v} }
	l := &syntax.Line{ID: text("e1"), Said: text("I want it next morning, and I don’t want to find out from my fitter."), Understood: text("You would like delivery the morning after collection."), Answer: text("no"),
		Because: text("We managed overnight on 2 of our last 200 deliveries, so it would be a promise we break."), Instead: text("Delivery within 48 hours, with a 20% credit on any delivery that misses.")}
	for b.Loop() {
		LineMark(l)
	}
}
