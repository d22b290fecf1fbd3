package seal

// A Failure is the reason why a page does not open, by the name of the state in which the loader shows its message.
// [ParseLink] and [Open] return no other errors.
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

// Error returns the failure for a person at a terminal. The sentences that a customer reads belong to the theme.
func (f Failure) Error() string { return "a sealed page does not open: " + string(f) }
