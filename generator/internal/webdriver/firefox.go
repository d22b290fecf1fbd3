package webdriver

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// preferences are those of a Firefox that speaks to this machine alone: everything but loopback goes to a proxy that nobody runs.
const preferences = `user_pref("marionette.port", 0);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.allow_hijacking_localhost", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("app.update.disabledForTesting", true);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
`

// marionette is a connection to Firefox. A message is its length, a colon, and a list of JSON: [0, id, command, parameters]
// there, [1, id, error, result] back.
type marionette struct {
	conn net.Conn
	in   *bufio.Reader
	last int // id of the last message
}

// startFirefox starts a Firefox without a window of its own.
func startFirefox(t testing.TB) (session, error) {
	program, err := exec.LookPath("firefox-esr")
	if err != nil {
		if program, err = exec.LookPath("firefox"); err != nil {
			return nil, err
		}
	}
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "user.js"), []byte(preferences), 0o600); err != nil {
		return nil, err
	}
	m := &marionette{}
	command := exec.Command(program, "--headless", "--marionette", "--no-remote", "--profile", home)
	command.Env = append(os.Environ(), "HOME="+home, "MOZ_CRASHREPORTER_DISABLE=1")
	err = start(t, func() bool {
		port, err := os.ReadFile(filepath.Join(home, "MarionetteActivePort"))
		if err == nil {
			m.conn, err = net.Dial("tcp", "127.0.0.1:"+strings.TrimSpace(string(port)))
		}
		return err == nil
	}, command)
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { m.conn.Close() })
	m.in = bufio.NewReader(m.conn)
	if _, err := m.receive(); err != nil { // who it is
		return nil, err
	}
	_, err = m.do("New Session", "", map[string]any{"capabilities": map[string]any{}})
	return m, err
}

// do implements session. Marionette calls the commands by their names without spaces.
func (m *marionette) do(command, part string, parameters map[string]any) (json.RawMessage, error) {
	if parameters == nil {
		parameters = map[string]any{}
	}
	if part != "" {
		parameters["id"] = part
	}
	name := map[string]string{"Navigate To": "Navigate"}[command]
	if name == "" {
		name = strings.ReplaceAll(command, " ", "")
	}
	name = strings.TrimSuffix(name, "Page")
	m.last++
	message, err := json.Marshal([]any{0, m.last, "WebDriver:" + name, parameters})
	if err != nil {
		return nil, err
	}
	if _, err := fmt.Fprintf(m.conn, "%d:%s", len(message), message); err != nil {
		return nil, err
	}
	return m.answer()
}

// answer returns the value of the answer to the last command.
func (m *marionette) answer() (json.RawMessage, error) {
	text, err := m.receive()
	if err != nil {
		return nil, err
	}
	var parts [4]json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return nil, err
	}
	if string(parts[2]) != "null" {
		return nil, fmt.Errorf("%s", parts[2])
	}
	var result struct{ Value json.RawMessage }
	if err := json.Unmarshal(parts[3], &result); err != nil || result.Value == nil {
		return parts[3], nil
	}
	return result.Value, nil
}

// receive reads a message.
func (m *marionette) receive() ([]byte, error) {
	length, err := m.in.ReadString(':')
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimSuffix(length, ":"))
	if err != nil {
		return nil, err
	}
	text := make([]byte, n)
	_, err = io.ReadFull(m.in, text)
	return text, err
}
