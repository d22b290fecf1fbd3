//go:build linux

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"strings"
	"time"
)

// server is a running upfront serve.
type server struct {
	cmd    *exec.Cmd
	cancel context.CancelFunc
	url    string // ends with a slash
	exited chan error
}

// serve starts a server at a free port, and returns it once it has printed its address.
func (b *bench) serve(s site) (*server, error) {
	ctx, cancel := context.WithCancel(b.ctx)
	v := &server{cmd: exec.CommandContext(ctx, b.upfront, "serve", "-C", s.upfront, "--addr", "127.0.0.1:0"), cancel: cancel, exited: make(chan error, 1)}
	interruptFirst(v.cmd)
	out, err := v.cmd.StdoutPipe()
	if err == nil {
		err = v.cmd.Start()
	}
	if err != nil {
		cancel()
		return nil, err
	}
	lines := bufio.NewReader(out)
	line, err := lines.ReadString('\n')
	go func() {
		io.Copy(io.Discard, lines)
		v.exited <- v.cmd.Wait()
	}()
	if v.url = strings.TrimSpace(line); err != nil || !strings.HasPrefix(v.url, "http://127.0.0.1:") {
		v.stop()
		return nil, fmt.Errorf("upfront serve said %q in place of an address", line)
	}
	return v, nil
}

func (v *server) stop() {
	v.cancel()
	<-v.exited
}

func (v *server) get(path string) ([]byte, error) {
	res, err := http.Get(v.url + path)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("/%s: %s", path, res.Status)
	}
	return io.ReadAll(res.Body)
}

// events returns a channel that receives whenever there is something new to show, as a browser learns it.
func (v *server) events(ctx context.Context) (<-chan struct{}, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.url+"-/events", nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	out := make(chan struct{}, 1)
	go func() {
		defer res.Body.Close()
		for lines := bufio.NewScanner(res.Body); lines.Scan(); {
			if !strings.HasPrefix(lines.Text(), "data:") {
				continue
			}
			select {
			case out <- struct{}{}:
			default: // one is waiting already
			}
		}
	}()
	return out, nil
}

func (v *server) time() time.Duration { return timeOf(v.cmd.Process) }

// settle waits until the server is idle, for maxSettle at most.
func (v *server) settle() {
	for end := time.Now().Add(maxSettle); time.Now().Before(end); {
		before := v.time()
		time.Sleep(pollInterval)
		if v.time()-before < idleTime {
			return
		}
	}
}
