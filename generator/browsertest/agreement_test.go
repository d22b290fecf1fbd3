package browsertest

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"upfront/generator/internal/browser"
	"upfront/generator/internal/example"
)

// What an agreement is like on a phone, and on paper.

const phoneWidth, phoneHeight = 390, 844

// onAPhone opens the page of a customer as a phone shows it.
func onAPhone(p *browser.Page, customer, base string) {
	link, words := shared(customer, base)
	p.Do(chromedp.EmulateViewport(phoneWidth, phoneHeight), chromedp.Navigate(link))
	if customer == "cobbold-street-press" {
		browser.Until[string](p, saying)
		p.Do(chromedp.SendKeys(chromedp.CSS("#p"), words+kb.Enter))
	}
	browser.Until[string](p, opened)
}

// inter lets the example be printed in a face that comes with the site, which is as wide on every machine.
var inter = [3]string{"site.yaml", `brand: {color: "#1f5d3a"}`, `brand: {color: "#1f5d3a", font: inter}`}

func TestBrowserAgreementOnAPhone(t *testing.T) {
	t.Parallel()
	_, base := published(t)
	first := browser.New(t)
	for customer, heading := range map[string]string{"fenwick-tiles": "Our proposal for Fenwick Tiles", "cobbold-street-press": "Our agreement with Cobbold Street Press",
		"tansy-hill-brewery": "A draft for Tansy Hill Brewery"} {
		t.Run(customer, func(t *testing.T) {
			p := first.Tab(t)
			onAPhone(p, customer, base)
			holds(t, p, `document.querySelector("h1").textContent`, heading)
			holds(t, p, sideways, "")
			// The number to ring is on the first screen, above what stands at its foot.
			holds(t, p, `(() => {
				const number = document.querySelector(".cover a[href^='tel:']").getBoundingClientRect(), bar = document.querySelector(".replybar")?.getBoundingClientRect().top ?? innerHeight
				return scrollY == 0 && number.top > 0 && number.bottom <= bar && number.bottom <= `+fmt.Sprint(phoneHeight)+`
			})()`, true)
			leadsToEachSection(t, p)
		})
	}
	t.Run("first screen", func(t *testing.T) { // whom to ring, what is wrong today, what changed, what is next, and how it went so far
		p, records := first.Tab(t), map[string]string{}
		for _, name := range []string{"SHA256SUMS", "cobbold-street-press/v1.yaml", "cobbold-street-press/v2.yaml"} {
			text, err := os.ReadFile("../../content/agreed/" + name)
			if err != nil {
				t.Fatal(err)
			}
			records["content/agreed/"+name] = string(text)
		}
		_, base := served(t, example.With(t, records, inter))
		onAPhone(p, "cobbold-street-press", base)
		holds(t, p, `[...document.querySelectorAll(".cover a[href^='tel:'], .short li")].filter(e => e.getBoundingClientRect().bottom <= `+fmt.Sprint(phoneHeight)+`).map(e => (e.querySelector(".tag") ?? e).textContent.replaceAll("\u00a0", " ")).join(", ")`,
			"+44 1632 960002, Now, Better on offer, Yours stays, Next, For you so far")
		holdsScreens(t, p, 10.25) // of four services, in Inter, which is wider than what most systems have
	})
	t.Run("length", func(t *testing.T) {
		p := first.Tab(t)
		_, base := served(t, example.With(t, nil, [3]string{"content/agreements/fenwick-tiles.yaml", "    agreed: null\n", "    agreed: {on: 2026-03-12, by: Don Fenwick, how: email}\n"},
			[3]string{"content/agreements/fenwick-tiles.yaml", "status: proposed ", "status: agreed "},
			inter))
		onAPhone(p, "fenwick-tiles", base)
		holds(t, p, `document.querySelectorAll(".asks, .replybar").length`, 0)
		holdsScreens(t, p, 10)
	})
}

// holdsScreens holds that a page on which all is agreed is at most so many screens of a phone long.
func holdsScreens(t *testing.T, p *browser.Page, most float64) {
	t.Helper()
	if height := browser.Get(p, chromedp.Evaluate[float64](`document.documentElement.scrollHeight`)); height > most*phoneHeight {
		t.Errorf("the page is %g pixels long, which is more than %g screens", height, most)
	}
}

// leadsToEachSection holds that from the end of the page one tap leads to each section, whose heading is then to be read
// between what stands at the top and at the foot.
func leadsToEachSection(t *testing.T, p *browser.Page) {
	t.Helper()
	ids := browser.Get(p, chromedp.Evaluate[[]string](`[...document.querySelectorAll(".jump a")].map(a => a.hash.slice(1))`))
	if len(ids) < 8 {
		t.Errorf("only the sections %q are linked", ids)
	}
	holds(t, p, `[...document.querySelectorAll("main h2[id]")].map(h => h.id).join(" ")`, strings.Join(ids, " "))
	p.Do(chromedp.Evaluate[chromedp.Void](`document.documentElement.style.scrollBehavior = "auto"`))
	for _, id := range ids {
		holds(t, p, fmt.Sprintf(`(() => {
			scrollTo(0, document.documentElement.scrollHeight)
			const link = document.querySelector(".jump a[href='#%[1]s']"), bar = document.querySelector(".jump").getBoundingClientRect()
			if (bar.top != 0) return "the links are not at hand"
			link.click()
			const heading = document.getElementById("%[1]s").getBoundingClientRect(), foot = document.querySelector(".replybar")?.getBoundingClientRect().top ?? innerHeight
			return heading.top >= bar.bottom && heading.bottom <= foot ? "" : "%[1]s stands at " + heading.top
		})()`, id), "")
	}
}

// The first sheet is the cover: the terms, the page in short, and the lines to sign on. What is folded is printed.
func TestBrowserAgreementOnPaper(t *testing.T) {
	t.Parallel()
	_, base := published(t)
	p := browser.New(t)
	link, _ := shared("fenwick-tiles", base)
	p.Do(chromedp.Navigate(link))
	browser.Until[string](p, opened)
	for name, size := range map[string]paper{"A4": a4, "Letter": letterPaper} {
		sheets := strings.Split(strings.TrimSuffix(printed(t, p, size), "\f"), "\f")
		cover, rest := strings.Join(strings.Fields(sheets[0]), " "), strings.Join(strings.Fields(strings.Join(sheets[1:], " ")), " ")
		for _, want := range []string{"Our proposal for Fenwick Tiles", "Don Fenwick", "+44 7700 900123", "£46 a pallet", "7 April 2026", "In short", "Is this what we agreed?", "☐ Yes, this is right.",
			"For Fenwick Tiles: Don Fenwick Date", "For Northlane Couriers: Ama Boateng Date"} {
			if !strings.Contains(cover, want) {
				t.Errorf("%s: %q is not on the first sheet:\n%s", name, want, cover)
			}
		}
		for _, want := range []string{"Our letter to you", "We managed overnight on 2 of our last 200 deliveries", "A motorway or ferry", "4f6b 0c2f 8f0f 55d0"} {
			if !strings.Contains(rest, want) {
				t.Errorf("%s: %q is not on the sheets after the first", name, want)
			}
		}
		for _, whole := range [][]string{ // what stands on one sheet together: the duties, and a line with its answer
			{"Your part", "Goods are wrapped, labelled", "Book by 15:00", "Send a photo of damage"},
			{"“I want it next morning.”", "You would like delivery the morning after collection.", "We managed overnight on 2 of our last 200 deliveries"},
			{"pallets are corner-boarded before we collect.", "Is this right?", "Not quite right", "What should it say?"},
		} {
			if !slices.ContainsFunc(sheets[1:], func(sheet string) bool {
				return !slices.ContainsFunc(whole, func(text string) bool { return !strings.Contains(strings.Join(strings.Fields(sheet), " "), text) })
			}) {
				t.Errorf("%s: %q stand on no sheet together", name, whole)
			}
		}
		for _, no := range []string{"Needs your answer", "See how", "Read the line", "Send by email", "Not right any more?", "Put these in your calendar"} {
			if strings.Contains(cover+rest, no) {
				t.Errorf("%s: %q is printed, which leads nowhere", name, no)
			}
		}
	}
}
