package seal

import (
	"fmt"
	"io"
)

// A Letter is a private page in the clear. It has no way out but [Keys.Seal]:
// its content is unexported, is not what fmt prints for it under any verb or
// at any depth, and is nothing to an encoder. The zero Letter is empty.
type Letter struct {
	// A function, because fmt follows the unexported fields of enclosing
	// structs without asking their methods, and a verb that fits no field even
	// follows pointers. Of a function it knows the address.
	html func() []byte
}

// NewLetter gives the letter with this content, a whole HTML document in
// UTF-8. It keeps html, which the caller must not change afterwards.
func NewLetter(html []byte) Letter {
	return Letter{func() []byte { return html }}
}

// Format prints "letter" and nothing of the content, whatever the verb.
func (Letter) Format(f fmt.State, _ rune) {
	io.WriteString(f, "letter")
}

func (l Letter) content() []byte {
	if l.html == nil {
		return nil
	}
	return l.html()
}
