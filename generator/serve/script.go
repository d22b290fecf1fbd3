package serve

import (
	"bytes"
	"fmt"
	"strings"

	"upfront/generator/seal"
)

// addScript adds the script that keeps a page up to date, and allows it where the page has a policy for scripts.
func addScript(html []byte, host string, shown *snapshot, status int) []byte {
	sealed := ""
	for _, fonts := range []bool{false, true} {
		policy := []byte(seal.ContentSecurityPolicy(fonts))
		if bytes.Contains(html, policy) {
			sealed = " data-sealed"
			html = bytes.Replace(html, policy, []byte(allowScript(string(policy), host)), 1)
		}
	}
	script := fmt.Sprintf(`<script src="/-/preview.js" defer data-build="%d" data-status="%d" data-problems="%s"%s></script>`,
		shown.number, status, shown.problems.Summary(), sealed)
	end := bytes.LastIndex(html, []byte("</body>"))
	if end < 0 {
		end = len(html)
	}
	out := make([]byte, 0, len(html)+len(script))
	return append(append(append(out, html[:end]...), script...), html[end:]...)
}

// allowScript returns a sealed page's policy with our script, what it asks for, and the frame in which it opens the page
// again. All else stays forbidden.
func allowScript(policy, host string) string {
	return strings.Replace(policy, "script-src ", "script-src http://"+host+"/-/preview.js ", 1) + "; connect-src 'self'; frame-src 'self'"
}
