package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"syscall"

	"github.com/dop251/goja"

	"runner/webapi/js"
	"runner/webapi/streams"
)

// NetworkError is why a fetch failed (Fetch, 2.2.6, "network error"). A script
// sees a TypeError whose cause says what happened, in the terms of Node.
type NetworkError struct {
	Text    string // of the TypeError; "" is "fetch failed"
	Message string
	Name    string  // of the cause; "" is "Error"
	Code    string  // such as "ECONNREFUSED", or ""
	Fields  []Field // more properties of the cause
	Thrown  *streams.ThrownError
}

// Field is a property of the cause.
type Field struct {
	Name  string
	Value any // a string or an int
}

// Error implements error.
func (e *NetworkError) Error() string { return "fetch failed: " + e.Message }

// Exception implements [streams.Exception].
func (e *NetworkError) Exception(rt *js.Runtime) goja.Value {
	text := e.Text
	if text == "" {
		text = "fetch failed"
	}
	exception := rt.TypeError("%s", text)
	hide(rt, exception, "cause", e.cause(rt))
	return exception
}

func (e *NetworkError) cause(rt *js.Runtime) goja.Value {
	if e.Thrown != nil {
		return e.Thrown.Value
	}
	cause := rt.Error("Error", e.Message)
	if e.Name != "" {
		hide(rt, cause, "name", rt.ToValue(e.Name))
	}
	if e.Code != "" {
		_ = cause.Set("code", e.Code)
	}
	for _, f := range e.Fields {
		_ = cause.Set(f.Name, f.Value)
	}
	return cause
}

// hide defines a property that is not enumerable.
func hide(_ *js.Runtime, o *goja.Object, name string, v goja.Value) {
	_ = o.DefineDataProperty(name, v, goja.FLAG_TRUE, goja.FLAG_TRUE, goja.FLAG_FALSE)
}

// networkError finds out what an error of the transport means.
func networkError(err error) *NetworkError {
	var known *NetworkError
	var thrown *streams.ThrownError
	var dns *net.DNSError
	var op *net.OpError
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &thrown): // the stream that was to be sent failed
		return &NetworkError{Message: thrown.Error(), Thrown: thrown}
	case errors.As(err, &dns):
		return lookupError(dns)
	case errors.As(err, &op) && op.Op == "dial" && op.Timeout():
		return &NetworkError{Name: "ConnectTimeoutError", Code: "UND_ERR_CONNECT_TIMEOUT", Message: "Connect Timeout Error"}
	}
	if e := certificateError(err); e != nil {
		return e
	}
	if e := systemError(err, op); e != nil {
		return e
	}
	text := err.Error()
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), strings.Contains(text, "server closed idle connection"):
		return &NetworkError{Name: "SocketError", Code: "UND_ERR_SOCKET", Message: "other side closed"}
	case strings.Contains(text, "timeout awaiting response headers"):
		return &NetworkError{Name: "HeadersTimeoutError", Code: "UND_ERR_HEADERS_TIMEOUT", Message: "Headers Timeout Error"}
	case strings.Contains(text, "malformed"):
		return &NetworkError{Name: "HTTPParserError", Code: "HPE_INVALID_CONSTANT", Message: "Response does not match the HTTP/1.1 protocol (" + text + ")"}
	}
	return &NetworkError{Message: text}
}

func lookupError(err *net.DNSError) *NetworkError {
	code, errno := "ENOTFOUND", -3008
	if err.IsTimeout || err.IsTemporary && !err.IsNotFound {
		code, errno = "EAI_AGAIN", -3001
	}
	return &NetworkError{Code: code, Message: "getaddrinfo " + code + " " + err.Name,
		Fields: []Field{{"errno", errno}, {"syscall", "getaddrinfo"}, {"hostname", err.Name}}}
}

// certificateError names the usual reasons for distrust as OpenSSL does.
func certificateError(err error) *NetworkError {
	var hostname x509.HostnameError
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var verification *tls.CertificateVerificationError
	code := ""
	switch {
	case errors.As(err, &hostname):
		code = "ERR_TLS_CERT_ALTNAME_INVALID"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		code = "CERT_HAS_EXPIRED"
	case errors.As(err, &unknown):
		code = "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
		if c := unknown.Cert; c != nil && c.Issuer.String() == c.Subject.String() {
			code = "DEPTH_ZERO_SELF_SIGNED_CERT"
		}
	case errors.As(err, &verification):
		code = "ERR_TLS_CERT"
	default:
		return nil
	}
	return &NetworkError{Code: code, Message: strings.TrimPrefix(err.Error(), "tls: failed to verify certificate: ")}
}

// systemErrors are the errors of sockets, by their names.
var systemErrors = []struct {
	errno syscall.Errno
	code  string
}{
	{syscall.ECONNREFUSED, "ECONNREFUSED"}, {syscall.ECONNRESET, "ECONNRESET"}, {syscall.ECONNABORTED, "ECONNABORTED"},
	{syscall.EHOSTUNREACH, "EHOSTUNREACH"}, {syscall.ENETUNREACH, "ENETUNREACH"}, {syscall.ETIMEDOUT, "ETIMEDOUT"},
	{syscall.EPIPE, "EPIPE"}, {syscall.EACCES, "EACCES"}, {syscall.EADDRNOTAVAIL, "EADDRNOTAVAIL"}, {syscall.EMFILE, "EMFILE"},
}

func systemError(err error, op *net.OpError) *NetworkError {
	for _, s := range systemErrors {
		if !errors.Is(err, s.errno) {
			continue
		}
		e := &NetworkError{Code: s.code, Fields: []Field{{"errno", -int(s.errno)}}}
		call := "read"
		if op != nil {
			call = op.Op
		}
		e.Message = call + " " + s.code
		if call == "dial" && op.Addr != nil {
			call = "connect"
			e.Message = fmt.Sprintf("connect %s %s", s.code, op.Addr)
		}
		e.Fields = append(e.Fields, Field{"syscall", call})
		if call == "connect" {
			if host, port, err := net.SplitHostPort(op.Addr.String()); err == nil {
				n, _ := strconv.Atoi(port)
				e.Fields = append(e.Fields, Field{"address", host}, Field{"port", n})
			}
		}
		return e
	}
	return nil
}

var _ streams.Exception = (*NetworkError)(nil)
