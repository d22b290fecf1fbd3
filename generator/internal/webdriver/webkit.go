package webdriver

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// webkit is a session of WebKitWebDriver.
type webkit struct{ address string }

// endpoints holds the method and the place of the commands, as the standard numbers them in its list of endpoints.
var endpoints = map[string]struct{ method, path string }{
	"Navigate To":       {http.MethodPost, "/url"},
	"Set Window Rect":   {http.MethodPost, "/window/rect"},
	"Switch To Frame":   {http.MethodPost, "/frame"},
	"Find Element":      {http.MethodPost, "/element"},
	"Element Click":     {http.MethodPost, "/element/%s/click"},
	"Element Send Keys": {http.MethodPost, "/element/%s/value"},
	"Execute Script":    {http.MethodPost, "/execute/sync"},
	"Take Screenshot":   {http.MethodGet, "/screenshot"},
	"Delete Session":    {http.MethodDelete, ""},
}

// startWebKit starts WebKitGTK's own small browser on a screen that is not there.
func startWebKit(t testing.TB) (session, error) {
	for _, program := range []string{"Xvfb", "WebKitWebDriver"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, err
		}
	}
	found, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4*/MiniBrowser")
	if len(found) == 0 {
		return nil, fmt.Errorf("MiniBrowser is not below /usr/lib/*/webkit2gtk-4*/")
	}
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	display, err := screen(t)
	if err != nil {
		return nil, err
	}
	home := t.TempDir()
	command := exec.Command("WebKitWebDriver", fmt.Sprintf("--port=%d", port))
	command.Env = append(os.Environ(), "DISPLAY="+display, "DBUS_SESSION_BUS_ADDRESS=disabled:", "HOME="+home, "XDG_RUNTIME_DIR="+home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1", "http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", "no_proxy=127.0.0.1")
	base := fmt.Sprintf("http://127.0.0.1:%d", port)
	w := &webkit{}
	if err := start(t, func() bool { _, err := w.ask(http.MethodGet, base+"/status", nil); return err == nil }, command); err != nil {
		return nil, err
	}
	value, err := w.ask(http.MethodPost, base+"/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"browserName": "MiniBrowser", "webkitgtk:browserOptions": map[string]any{"binary": found[0], "args": []string{"--automation"}}}}})
	if err != nil {
		return nil, err
	}
	var made struct{ SessionID string }
	if err := json.Unmarshal(value, &made); err != nil {
		return nil, err
	}
	w.address = base + "/session/" + made.SessionID
	t.Cleanup(func() { w.do("Delete Session", "", nil) })
	return w, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// do implements session.
func (w *webkit) do(command, part string, parameters map[string]any) (json.RawMessage, error) {
	e, ok := endpoints[command]
	if !ok {
		return nil, fmt.Errorf("WebKitWebDriver cannot do %q", command)
	}
	return w.ask(e.method, w.address+strings.Replace(e.path, "%s", part, 1), parameters)
}

// ask sends a request and returns the value of its answer.
func (w *webkit) ask(method, address string, parameters map[string]any) (json.RawMessage, error) {
	body, err := json.Marshal(parameters)
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest(method, address, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	var got struct{ Value json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&got); err != nil {
		return nil, err
	}
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s", got.Value)
	}
	return got.Value, nil
}
