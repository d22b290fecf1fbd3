package seal

// A Failure says why a page does not open. It is the name of the state in
// which the loader shows its message for it; errors from [ParseLink] and
// [Open] match one with [errors.Is].
type Failure string

// The ways in which a page does not open.
const (
	NoKey    Failure = "nokey"    // the address carries no key
	Cut      Failure = "cut"      // part of the link is missing
	Mistyped Failure = "mistyped" // the link does not match its checksum
	WrongKey Failure = "wrong"    // sound key or words, of another page
	Damaged  Failure = "damaged"  // not as it was published
	Newer    Failure = "newer"    // made by a newer version
	Expired  Failure = "expired"  // its last day is over
)

// Error says what is wrong, for a person at a terminal; the sentences that a
// customer reads belong to the theme.
func (f Failure) Error() string {
	switch f {
	case NoKey:
		return "the link carries no key"
	case Cut:
		return "part of the link is missing"
	case Mistyped:
		return "the link is mistyped"
	case WrongKey:
		return "the key does not open this page"
	case Damaged:
		return "the page is damaged"
	case Newer:
		return "the page was made by a newer version"
	case Expired:
		return "the page has expired"
	}
	return string(f)
}
