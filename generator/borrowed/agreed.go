package borrowed

// InAgreed reports whether a record of what was agreed is one of an example, given its SHA-256 in hexadecimal digits.
func InAgreed(digest string) bool { return known().kind(agreedHash(digest)) == Agreed }

func agreedHash(digest string) fingerprint { return hashText("agreed " + digest) }
