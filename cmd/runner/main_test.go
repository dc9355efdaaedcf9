package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"runner": main})
}

// TestScript runs the scripts in testdata/script: the whole product as a user
// meets it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("NO_COLOR", "1")
			e.Values[serverKey{}] = &running{}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve":  serveCommand,
			"http":   httpCommand,
			"signal": signalCommand,
		},
		RequireExplicitExec: true,
	})
}

// serverKey is where a script keeps its server.
type serverKey struct{}

// running is a `runner serve`.
type running struct {
	cmd     *exec.Cmd
	address string
	output  bytes.Buffer
	read    chan struct{}
}

var addressLine = regexp.MustCompile(`http://[^\s"]+`)

// serveCommand starts `runner serve args… --port 0` and waits until it says
// where it listens.
func serveCommand(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*running)
	*s = running{read: make(chan struct{})}
	s.cmd = exec.Command("runner", append(append([]string{"serve"}, args...), "--port", "0")...)
	s.cmd.Dir = ts.MkAbs(".")
	s.cmd.Env = append(os.Environ(), "NO_COLOR=1")
	reader, writer := io.Pipe()
	s.cmd.Stdout, s.cmd.Stderr = writer, writer
	ts.Check(s.cmd.Start())
	ts.Defer(func() {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		writer.Close()
	})
	found := make(chan string, 1)
	go func() {
		defer close(s.read)
		lines := bufio.NewScanner(reader)
		for lines.Scan() {
			fmt.Fprintln(&s.output, lines.Text())
			if a := addressLine.FindString(lines.Text()); a != "" && s.address == "" {
				s.address = a
				found <- a
			}
		}
	}()
	select {
	case a := <-found:
		ts.Setenv("URL", strings.TrimSuffix(a, "/"))
	case <-time.After(20 * time.Second):
		ts.Fatalf("the server did not start:\n%s", s.output.String())
	}
}

// httpCommand is `http METHOD path [body]`: it prints the status, the headers
// and the body of the answer.
func httpCommand(ts *testscript.TestScript, neg bool, args []string) {
	body := ""
	if len(args) > 2 {
		body = args[2]
	}
	request, err := http.NewRequest(args[0], ts.Getenv("URL")+args[1], strings.NewReader(body))
	ts.Check(err)
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	ts.Check(err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	ts.Check(err)
	out := fmt.Sprintf("%s\n", response.Status)
	for name, values := range response.Header {
		for _, v := range values {
			out += fmt.Sprintf("%s: %s\n", strings.ToLower(name), v)
		}
	}
	_, err = fmt.Fprintf(ts.Stdout(), "%s\n%s\n", out, text)
	ts.Check(err)
}

// signalCommand stops the server as Ctrl-C does and prints what it said.
func signalCommand(ts *testscript.TestScript, neg bool, args []string) {
	s := ts.Value(serverKey{}).(*running)
	ts.Check(s.cmd.Process.Signal(syscall.SIGTERM))
	ts.Check(s.cmd.Wait())
	s.cmd.Stdout.(*io.PipeWriter).Close()
	<-s.read
	_, err := fmt.Fprint(ts.Stdout(), s.output.String())
	ts.Check(err)
}
