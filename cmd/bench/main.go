//go:build linux

// Bench measures how fast builds and the preview are, over the site of one business with N customers, and beside Hugo
// with a site that says the same. It prints one Markdown table, and asserts nothing.
//
//	go run ./cmd/bench -n 100,1000                       all but the comparison, which takes Hugo
//	go run ./cmd/bench -n 1000,10000 -hugo install       and with Hugo, which the Go tools install
//	go run ./cmd/bench -n 10000 -rows warm,one,watch     some of the rows
//	go run ./cmd/bench -n 1000,100000 -rows memory       the largest against the smallest
//	go run ./cmd/bench -n 10000 -rows agreed             with a record of what was agreed for each customer
//
// # How it is measured
//
// Processor time is user and system time of the process that was started, and of its children. Every figure is the median
// of several runs after one that does not count, followed by the smallest and the largest. Programs that are compared take
// turns. A run begins with a quiet machine and flushed disks; where other programs used much of the machine meanwhile, it is
// repeated, twice at most. Only Linux counts that, and the peak memory of a program, so bench is built for Linux alone.
//
// A cold build writes to a new folder, and the traces of earlier builds in the site are removed before. Nothing else is
// deleted until the end: some disks are slow to make files soon after others were deleted. With Hugo, 10,000 customers take
// 6 GB for a while. Builds after an edit and the preview run on a disk in memory where there is one, since the same disks
// would measure themselves. -out names a folder for everything.
//
// A cold build is measured with GOMAXPROCS=16 too: what it takes more of processor time is the cost of so many workers.
//
// "Only writing" is done by this program: it reads what Upfront wrote into memory, and writes it once more. No build on
// the same disk can be faster.
//
// The preview is measured as a browser sees it: from before a save until the page, fetched after each event, has changed.
// The page is opened with the customer's link, to see that it shows the edit.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if len(os.Args) > 2 && os.Args[1] == measureWord {
		os.Exit(measureMain(ctx, os.Args[2:]))
	}
	os.Exit(runMain(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

type options struct {
	sizes []int // numbers of customers, rising
	rows  []string
	hugo  string // install, none, or a program
	out   string // the folder to work in; empty: a temporary one, and one in memory for edits
	runs  int    // counted runs of programs
	edits int    // counted edits of each kind while the preview runs
	busy  float64
	keep  bool
}

var allRows = []string{"cold", "warm", "one", "watch", "memory", "agreed"}

// runMain is the whole program. It returns the exit code.
func runMain(ctx context.Context, args []string, out, log io.Writer) int {
	o, err := parse(args, log)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	os.Unsetenv("CI") // what is measured are builds on a person's own computer, which may make a secret
	if err := run(ctx, o, out, log); err != nil {
		if ctx.Err() != nil {
			err = errors.New("stopped")
		}
		fmt.Fprintln(log, "bench:", err)
		return 1
	}
	return 0
}

func parse(args []string, log io.Writer) (o options, err error) {
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.SetOutput(log)
	sizes := set.String("n", "100,1000,10000", "`numbers` of customers; 100,000 take some minutes")
	rows := set.String("rows", "cold,warm,one,watch", "what to measure: cold, warm, one, watch, memory, agreed")
	set.StringVar(&o.hugo, "hugo", "none", "install, none, or a `program`: the Hugo to compare cold builds with")
	set.StringVar(&o.out, "out", "", "the `folder` to work in, which has to be there (default: a temporary one, and one in memory for edits)")
	set.IntVar(&o.runs, "runs", 5, "counted runs of each kind")
	set.IntVar(&o.edits, "edits", 30, "counted edits of each kind while the preview runs")
	set.Float64Var(&o.busy, "busy", 0.15, "do a run again where other programs used more than this `share` of the machine; 0: never, and do not wait for quiet")
	set.BoolVar(&o.keep, "keep", false, "leave what was written")
	if err := set.Parse(args); err != nil {
		return o, err
	}
	wrong := func(format string, a ...any) (options, error) {
		fmt.Fprintf(log, format+"\n", a...)
		set.Usage()
		return o, errUsage
	}
	for text := range strings.SplitSeq(*sizes, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return wrong("-n cannot be %q.", text)
		}
		o.sizes = append(o.sizes, n)
	}
	slices.Sort(o.sizes)
	o.sizes = slices.Compact(o.sizes)
	for row := range strings.SplitSeq(*rows, ",") {
		if !slices.Contains(allRows, row) {
			return wrong("There are no rows %q.", row)
		}
		o.rows = append(o.rows, row)
	}
	if set.NArg() > 0 {
		return wrong("What is %q?", set.Arg(0))
	}
	if o.runs < 1 || o.edits < 1 {
		return wrong("-runs and -edits are at least 1.")
	}
	return o, nil
}

var errUsage = errors.New("wrong usage")

// bench is one run of this program.
type bench struct {
	options
	ctx           context.Context
	log           io.Writer
	dir           string // what cold builds write is in it
	editDir       string // what is edited is in it: on a disk in memory where there is one
	upfront       string // the program
	hugoProgram   string // empty: there is none
	table         table
	peaks         []int64   // memory of builds, of each size so far
	editCount     int       // how many edits were made
	otherPrograms []float64 // the share of the machine that other programs used, of each counted run
	disturbedRuns int
}

// run builds the programs and measures. It prints the table in the end, and as much of it as there is where something fails.
func run(ctx context.Context, o options, out, log io.Writer) (err error) {
	b := &bench{options: o, ctx: ctx, log: log, table: table{sizes: o.sizes}}
	defer func() { err = errors.Join(err, b.clear()) }()
	if err := b.makeFolders(); err != nil {
		return err
	}
	if err := b.programs(); err != nil {
		return err
	}
	err = b.measureAll()
	if len(b.table.rows) > 0 {
		fmt.Fprintln(out, b.table.String())
		fmt.Fprintln(out, b.footer())
	}
	return err
}

// makeFolders makes the folders to work in.
func (b *bench) makeFolders() (err error) {
	if b.dir, err = os.MkdirTemp(b.out, "upfront-bench-"); err != nil {
		return err
	}
	if b.dir, err = filepath.Abs(b.dir); err != nil {
		return err
	}
	b.editDir = b.dir
	if b.out == "" {
		if dir, err := os.MkdirTemp(memoryDisk, "upfront-bench-"); err == nil {
			b.editDir = dir
		}
	}
	if b.keep {
		fmt.Fprintln(b.log, "in", b.dir, "and", b.editDir)
	}
	return nil
}

const memoryDisk = "/dev/shm" // of most Linux systems

// clear removes what was written.
func (b *bench) clear() error {
	if b.keep {
		return nil
	}
	return errors.Join(os.RemoveAll(b.dir), os.RemoveAll(b.editDir))
}

// measureAll measures the rows of the flags, size by size.
func (b *bench) measureAll() error {
	for _, n := range b.sizes {
		for _, part := range []struct {
			rows []string
			dir  string
			do   func(site) error
		}{{[]string{"cold"}, b.dir, b.cold}, {[]string{"warm", "one"}, b.editDir, b.warm}, {[]string{"watch"}, b.editDir, b.watch}, {[]string{"memory"}, b.dir, b.memory}, {[]string{"agreed"}, b.editDir, b.agreed}} {
			if !slices.ContainsFunc(part.rows, b.wantsRow) {
				continue
			}
			s, err := b.site(part.dir, n)
			if err != nil {
				return err
			}
			fmt.Fprintf(b.log, "%d customers: %s\n", n, strings.Join(part.rows, ", "))
			if err := part.do(s); err != nil {
				return fmt.Errorf("%d customers, %s: %w", n, strings.Join(part.rows, ", "), err)
			}
		}
	}
	return nil
}

func (b *bench) wantsRow(row string) bool { return slices.Contains(b.rows, row) }
