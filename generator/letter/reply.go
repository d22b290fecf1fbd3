package letter

import (
	"net/url"
	"strings"

	"upfront/generator/agreed"
	"upfront/generator/agreement"
	"upfront/generator/catalog"
	"upfront/generator/view"
)

// The reply: what the customer can answer on the page, and how the answers become one message.

// LineReply is the pair of answers to a line.
type LineReply struct {
	Mark   string // of the words that are answered: "M8RA"
	Answer string // how our answer begins, in the reply below the line: "We said no."
	Agree  string // the choice to agree: "Yes, agreed", "Agreed: what you do instead"
	Asks   bool   // the question stands here in full; the script of the page copies it to the other lines, which saves a tenth of a build
}

// Rest is all that was agreed and is no line: the price, the customer's part, the promises and the dates.
type Rest struct {
	ID      string       // "rest"
	Says    string       // the price and the beginning; may be empty
	Changes []Difference // what reads otherwise than it was agreed
	Remark  string       // what they said of it, where they did not agree; may be empty
	Reply   *LineReply
}

// Reply gathers the answers into one message. Nothing is sent by the page itself.
type Reply struct {
	To      string // mail address
	Mail    string // "mailto:" with address and subject, for a reader whose browser runs nothing
	Subject string
	Intro   string    // the message's first line
	AgreeAs string    // the word for "agree" in the message
	NotAs   string    // the word for "not quite right"
	Long    string    // what to do with a reply that no mail program takes from a link
	Phone   view.Link // to say it in person; may be empty
	Missing bool      // they are asked whether something is missing
	Waiting bool      // a line waits for an answer: else the reply shows once there is something in it
	Bar     *ReplyBar // nil where no line waits
}

// ReplyBar is what stays at hand while lines wait: what waits, and the two answers.
type ReplyBar struct {
	Says  string
	By    view.Time
	Read  view.Link // to the lines, by their number: "Read the line"
	Agree string    // "Yes, agreed", "Yes to all"
	Only  bool      // one line waits, and so is the one that either answer is to
}

// answerable reports whether the customer can answer on the page. The script of the page composes the reply, so a public
// page has none; nor has one whose agreement is over.
func (l letter) answerable() bool { return !l.a.Public() && l.status() != "ended" }

// lineReply returns the wording of the reply to a line: the beginning of our answer, so that a yes says what it is a yes
// to, and the words for agreeing, so that nobody agrees to the opposite of the answer. After the beginning, the reply has
// what the page marks as part of the answer: the condition, what is done instead, and who does it.
func (l letter) lineReply(k *agreement.Line, level string) *LineReply {
	answer, agree := "page.letter.said_yes", "reply.agree"
	ifWaits := k.If.IsSet() && !k.ConditionMet() // else the condition says itself since when it is met
	if k.Answer.V == "yes-if" || k.If.IsSet() {
		agree = "reply.agree_if"
	}
	switch {
	case k.Answer.V == "":
		answer, agree = "page.letter.said_nothing", "reply.agree_unanswered"
	case k.Answer.V == "no" && k.Instead.IsSet():
		answer, agree = "page.letter.said_no", "reply.agree_instead"
	case k.Answer.V == "no":
		answer, agree = "page.letter.said_no", "reply.agree_no"
	case ifWaits && level != "":
		answer = "page.letter.said_yes_level_if"
	case ifWaits:
		answer = "page.letter.said_yes_if"
	case level != "":
		answer = "page.letter.said_yes_level"
	}
	if l.status() == "draft" {
		agree = "reply.right"
	}
	return &LineReply{Mark: agreed.LineMark(k.Line), Answer: l.Words.Word(answer, "level", level), Agree: l.Words.Word(agree)}
}

// restWaits reports whether all that is no line waits for an answer: of a proposal, and where it reads otherwise by now.
func (l letter) restWaits() bool {
	if !l.answerable() {
		return false
	}
	if l.a.Held != nil {
		return !l.a.Held.RestAgreed()
	}
	return l.status() == "proposed"
}

// rest fills in what is no line, where it waits for an answer.
func (l letter) rest(v *Agreement) {
	if !l.restWaits() {
		return
	}
	r := &Rest{ID: agreed.Rest, Reply: &LineReply{Mark: l.a.RestMark(l.promiseDigest, l.dutyDigests), Agree: l.Words.Word("reply.agree")}}
	if v.Price != nil {
		r.Says = view.Sentence(v.Price.Amount)
	}
	if v.From.Text != "" {
		r.Says = join(r.Says, view.Sentence(v.FromName+" "+v.From.Text))
	}
	if r.Changes = l.heldRest(); len(r.Changes) > 0 {
		var says []string
		for _, c := range r.Changes {
			says = append(says, c.What.Text+": "+c.Says)
		}
		r.Says, r.Reply.Answer = "", strings.Join(says, " ")
	} else if r.Reply.Answer = r.Says; r.Says == "" {
		r.Reply.Answer = l.Words.Word("agreement.rest_where")
	}
	if l.a.Held != nil {
		r.Remark = l.a.Held.Remark
	}
	v.Rest = r
	if v.Open.Heading == "" {
		v.Open.Heading = l.Words.Word("agreement.rest_open")
	}
}

func (l letter) dutyDigests(c *catalog.Capability) [][32]byte { return l.dutyMarks[c] }

// promiseDigest returns the digest of a promise on a customer's terms. Those that can be chosen are few, and each is made once.
func (l letter) promiseDigest(t *agreement.Term) [32]byte {
	if t.Held != nil {
		return t.Digest()
	}
	if !t.Differs() {
		return l.promiseMarks[t.Promise]()
	}
	key := keyOf(t)
	d, ok := l.rests.Find(key)
	if !ok {
		d = t.Digest()
		l.rests.Keep(key, d)
	}
	return d
}

// quoted returns a line as it is quoted where it stands apart: what we understood, else their own words.
func quoted(k *agreement.Line) string { return k.Understood.Or(k.Said.V) }

// reply fills in the mail with the answers, to the person who looks after the customer, else to the first mail address.
func (l letter) reply(v *Agreement) {
	lines, agreed, _ := l.a.Counts()
	draft := l.status() == "draft"
	if !l.answerable() || lines == 0 && !draft && v.Rest == nil {
		return
	}
	r := &Reply{
		Subject: l.titled("reply.subject"), Intro: l.titled("reply.intro"), AgreeAs: l.Words.Word("reply.agree"), NotAs: l.Words.Word("reply.not_quite"),
		Missing: draft, Waiting: agreed < lines || draft || v.Rest != nil,
	}
	if draft {
		r.Intro, r.AgreeAs = l.titled("reply.intro_draft"), l.Words.Word("reply.right")
	}
	if c := l.FirstChannel("email"); c != nil {
		r.To = c.To.V
	}
	if c := l.a.Contact; c != nil {
		r.To = c.Email.Or(r.To)
	}
	if v.Owner != nil && len(v.Owner.Ways) > 0 && isNumber(v.Owner.Ways[0]) {
		r.Phone = v.Owner.Ways[0]
	}
	r.Mail = "mailto:" + r.To + "?subject=" + url.PathEscape(r.Subject)
	r.Long = l.Words.Word("reply.long", "address", r.To)
	r.Bar = l.replyBar(lines-agreed, v)
	v.Reply = r
	v.askOnce()
}

// askOnce lets the first line that can be answered ask in full.
func (v *Agreement) askOnce() {
	for _, group := range v.Open.Groups {
		for _, line := range group.Lines {
			if line.Reply != nil {
				line.Reply.Asks = true
				return
			}
		}
	}
	if v.Rest != nil {
		v.Rest.Reply.Asks = true
	}
}

// titled returns a text about this version of the page, or about the page where it has none.
func (l letter) titled(key string) string {
	if l.a.Version.IsSet() {
		key += "_version"
	}
	return l.Words.Word(key, "business", l.business(), "name", l.a.Customer.Name.V, "version", l.a.Version.V)
}

func (l letter) replyBar(open int, v *Agreement) *ReplyBar {
	if v.Rest != nil {
		open++
	}
	if open == 0 {
		return nil
	}
	bar := &ReplyBar{Says: v.Open.Heading, By: v.ReplyBy, Only: open == 1, Read: view.Link{Text: l.Words.Count("reply.read", open), Href: "#open"}}
	if bar.Only && v.Rest != nil {
		bar.Agree, bar.Read.Href = v.Rest.Reply.Agree, "#line-"+v.Rest.ID
		return bar
	}
	if bar.Only {
		first := v.Open.Groups[0].Lines[0]
		bar.Agree, bar.Read.Href = first.Reply.Agree, "#line-"+first.ID
		return bar
	}
	bar.Agree = l.Words.Word("reply.agree_all")
	if l.status() == "draft" {
		bar.Agree = l.Words.Word("reply.right_all")
	}
	return bar
}
