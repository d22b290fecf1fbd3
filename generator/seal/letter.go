package seal

import (
	"fmt"
	"io"
)

// A Letter is a private page in the clear. Only [Keys.Seal] lets its content out: neither fmt nor an encoder prints it,
// under any verb and at any depth. The zero Letter is empty.
type Letter struct {
	// A function, because fmt follows the unexported fields of enclosing structs without asking their methods, and a verb
	// that fits no field even follows pointers. Of a function it prints the address.
	html func() []byte
}

// NewLetter returns the letter with this content, a whole HTML document in UTF-8, which the caller must not change
// afterwards.
func NewLetter(html []byte) Letter {
	return Letter{func() []byte { return html }}
}

// Format writes "letter", whatever the verb.
func (Letter) Format(f fmt.State, _ rune) { io.WriteString(f, "letter") }

func (l Letter) content() []byte {
	if l.html == nil {
		return nil
	}
	return l.html()
}
