package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"runner/engine"
	"runner/loader"
	"runner/loader/diagnostic"
)

// serveFlags are the flags of `runner serve`.
type serveFlags struct {
	project
	host    hostFlag
	port    int
	workers int
}

// grace is how long requests in flight may take once the server is told to stop.
const grace = 30 * time.Second

func runServe(c *command, args []string) error {
	var f serveFlags
	f.flags(c)
	c.Var(&f.host, "host", "`name` or address to listen on; without a value: all addresses (default 127.0.0.1)")
	c.optional["host"] = true
	c.IntVar(&f.port, "port", -1, "port `number`; 0 picks a free one (default 4321)")
	c.IntVar(&f.workers, "workers", 1, "`number` of JavaScript workers; each has its own module state")
	c.DurationVar(&f.deadline, "timeout", time.Minute, "`time` until a handler must answer; 0: no limit")
	c.DurationVar(&f.cpuTime, "cpu-limit", 10*time.Second, "`time` that JavaScript may run without a pause; 0: no limit")
	rest, err := c.parse(args, 1)
	if err != nil {
		return ignoreHelp(err)
	}
	if f.workers < 1 {
		return &usageError{fmt.Sprintf("--workers must be at least 1, not %d.", f.workers), ""}
	}
	log, err := f.logger(c.term)
	if err != nil {
		return err
	}
	site, err := f.load("serve", append(rest, "")[0], "")
	if err != nil {
		return err
	}
	c.term.report(site)
	e, err := engine.Open(site, engine.Options{
		Workers: f.workers, Deadline: f.deadline, Grace: grace, CPUBudget: f.cpuTime, Environ: os.Environ(),
		Log: log, Access: c.term.accessLog(f.log == "json", log),
	})
	if err != nil {
		return err
	}
	defer e.Close()
	return serve(c.term, e, site, &f, log)
}

// serve listens and answers until it is told to stop.
func serve(t *terminal, e *engine.Engine, site *loader.Site, f *serveFlags, log *slog.Logger) error {
	host, port := site.Config.Server.Host, site.Config.Server.Port
	if f.host != "" {
		host = string(f.host)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	if f.port >= 0 {
		port = f.port
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return listenError(err, host, port)
	}
	t.ready(listener.Addr(), site, time.Since(started), f.log == "json", log)
	go debug.FreeOSMemory() // what loading needed

	stop, cancel := context.WithCancel(context.Background())
	force, cancelForce := context.WithCancel(context.Background())
	defer cancelForce()
	defer cancel()
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		<-signals
		log.Info("stopping: finishing the requests in flight (again to force)")
		cancel()
		<-signals
		cancelForce()
	}()
	return e.Serve(stop, force, listener)
}

// listenError says why a port cannot be had.
func listenError(err error, host string, port int) error {
	address := net.JoinHostPort(host, strconv.Itoa(port))
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return diagnostic.New(diagnostic.PortInUse, port, host)
	case errors.Is(err, fs.ErrPermission):
		return diagnostic.New(diagnostic.AddressUnavailable, address, "not permitted")
	}
	var op *net.OpError
	if errors.As(err, &op) {
		err = op.Err
	}
	return diagnostic.New(diagnostic.AddressUnavailable, address, err.Error())
}

// hostFlag is --host: a name, or nothing for all addresses.
type hostFlag string

func (h *hostFlag) String() string   { return string(*h) }
func (h *hostFlag) IsBoolFlag() bool { return true }

func (h *hostFlag) Set(s string) error {
	switch s {
	case "true":
		s = "0.0.0.0"
	case "false":
		s = "127.0.0.1"
	}
	*h = hostFlag(s)
	return nil
}

// ignoreHelp is nil when help was asked for and given.
func ignoreHelp(err error) error {
	if errors.Is(err, errHelp) {
		return nil
	}
	return err
}
