package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

type serveFlags struct {
	addr             string
	port             int
	strictPort, open bool
	poll             bool
}

const (
	defaultHost = "127.0.0.1"
	defaultPort = 1414
	manyPorts   = 50 // tried one after the other, where one is taken
)

func (p *program) serveCommand() *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while you write",
		Long: `Show the site in a browser, with its agreements, and reload the open pages
whenever you save a file. Errors are shown over the page; the last good page
stays below. The desk, at /-/desk, lists every customer, what needs doing, and
the link that opens the page here.

Nothing is published and nothing is written. Only this computer can reach the
preview, unless --addr says otherwise. Ctrl-C ends it.`,
		Example: `upfront serve                        the site here, at http://127.0.0.1:1414/
upfront serve --open                 and open the browser
upfront serve -p 8080 --strict-port  at this port or not at all
upfront serve --addr 0.0.0.0         for a phone on the same network, which can read everything
upfront serve --now 2026-06-01       the site as it will be in June`,
		Args:        arguments(),
		Annotations: accepting("dir agreements records state now theme quiet verbose"),
		RunE: func(c *cobra.Command, _ []string) error {
			return p.serve(f, c.Flags().Changed("addr"), c.Flags().Changed("port"))
		},
	}
	set := c.Flags()
	set.StringVar(&f.addr, "addr", fmt.Sprintf("%s:%d", defaultHost, defaultPort), "listen at `ADDRESS`, with or without a port")
	set.IntVarP(&f.port, "port", "p", defaultPort, "listen at port `PORT`, or the next one that is free")
	set.BoolVar(&f.strictPort, "strict-port", false, "listen at that port or not at all")
	set.BoolVar(&f.open, "open", false, "open the browser")
	set.BoolVar(&f.poll, "poll", false, "look for changes at intervals, for disks that do not report them")
	return c
}

func (p *program) serve(f serveFlags, addr, port bool) error {
	host, first, err := f.address(addr, port)
	if err != nil {
		return err
	}
	s, err := p.locateSite()
	if err != nil {
		return err
	}
	listener, err := listen(host, first, f.strictPort)
	if err != nil {
		return err
	}
	defer listener.Close()
	v := p.preview(s, host, listener)
	ctx, stop := context.WithCancel(p.ctx)
	defer stop()
	web := &http.Server{Handler: v.server, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	context.AfterFunc(ctx, func() { web.Close() })
	started := false
	return p.runOnChanges(s, f.poll, func() error {
		j, err := v.build()
		if !started && isUsageError(err) {
			return err
		}
		if !started {
			started = true
			v.printAddresses(first)
			go web.Serve(listener)
			go v.judgeBuilds(ctx)
			if f.open {
				go p.browse(ctx, v.url)
			}
		}
		v.present(j, err)
		return nil
	})
}

// address returns where to listen. A port of 0 is any that is free. addr and port report which flags were given.
func (f serveFlags) address(addr, port bool) (host string, first int, err error) {
	host, text, err := net.SplitHostPort(f.addr)
	if err != nil {
		host, text = strings.Trim(f.addr, "[]"), ""
	}
	first = f.port
	if addr && text != "" {
		first, err = strconv.Atoi(text)
		if err != nil {
			return "", 0, usageError(fmt.Sprintf("--addr cannot be %q.", f.addr), "Write an address and a port, such as --addr 127.0.0.1:1414.")
		}
		if port && first != f.port {
			return "", 0, usageError("--addr and --port name different ports.", "Leave one of them out.")
		}
	}
	if first < 0 || first > 65535 {
		return "", 0, usageError(fmt.Sprintf("--port cannot be %d.", first), "Write a number up to 65535, such as -p 1414.")
	}
	return host, first, nil
}

// cause returns the error of the system below one of the network.
func cause(err error) error {
	var call *os.SyscallError
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	if errors.As(err, &call) {
		err = call.Err
	}
	return err
}

// listen listens at a port, or, unless strict, at the next one that is free.
func listen(host string, first int, strict bool) (net.Listener, error) {
	for port := first; ; port++ {
		address := net.JoinHostPort(host, strconv.Itoa(port))
		l, err := net.Listen("tcp", address)
		switch {
		case err == nil:
			return l, nil
		case !errors.Is(err, syscall.EADDRINUSE):
			return nil, diskError(fmt.Sprintf("Nothing can listen at %s: %v.", address, cause(err)),
				"Write an address of this computer after --addr, and a port that you may use, such as --addr 127.0.0.1:1414.")
		case strict:
			return nil, diskError(fmt.Sprintf("Port %d is taken.", first), "End the program that uses it, or leave out --strict-port to take the next one that is free.")
		case port == min(first+manyPorts, 65535):
			return nil, diskError(fmt.Sprintf("The ports %d to %d are taken.", first, port), "Choose another with -p.")
		}
	}
}

// browse opens an address in the browser of this computer, and says so where there is none.
func (p *program) browse(ctx context.Context, url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if err := exec.CommandContext(ctx, name, args...).Run(); err != nil && ctx.Err() == nil {
		p.printf("No browser could be opened here. Open %s yourself.", url)
	}
}
