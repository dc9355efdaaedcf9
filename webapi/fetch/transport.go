package fetch

import (
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"runner/webapi/url"
)

// network is the transport that all runtimes share, with its pool of
// connections.
var network = sync.OnceValue(func() http.RoundTripper {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		DisableCompression:     true, // decode.go does it
		MaxIdleConns:           512,
		MaxIdleConnsPerHost:    128,
		IdleConnTimeout:        60 * time.Second,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  5 * time.Minute,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 256 << 10,
	}
})

// badPorts are those that a script must not reach, because what listens there
// may mistake HTTP for its own protocol (Fetch, 2.9, "bad port").
var badPorts = []int{0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103,
	104, 109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530,
	531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
	5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080}

func badPort(u *url.Record) bool {
	if u.Port == "" {
		return false
	}
	port, err := strconv.Atoi(u.Port)
	if err != nil {
		return false
	}
	_, bad := slices.BinarySearch(badPorts, port)
	return bad
}
