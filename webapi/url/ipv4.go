package url

import (
	"strconv"
	"strings"
)

// endsInNumber is the ends in a number checker (URL, 3.5).
func endsInNumber(domain string) bool {
	domain = strings.TrimSuffix(domain, ".")
	last := domain[strings.LastIndexByte(domain, '.')+1:]
	if last == "" {
		return false
	}
	if strings.Trim(last, "0123456789") == "" {
		return true
	}
	_, ok := ipv4Number(last)
	return ok
}

// ipv4Number is the IPv4 number parser. Numbers above 2^32 stay at 2^32, which
// every caller refuses.
func ipv4Number(s string) (n uint64, ok bool) {
	radix := 10
	switch {
	case s == "":
		return 0, false
	case len(s) >= 2 && s[0] == '0' && s[1]|0x20 == 'x':
		s, radix = s[2:], 16
	case len(s) >= 2 && s[0] == '0':
		s, radix = s[1:], 8
	}
	for i := 0; i < len(s); i++ {
		digit := hexValue(s[i])
		if digit < 0 || digit >= radix {
			return 0, false
		}
		n = min(n*uint64(radix)+uint64(digit), 1<<32)
	}
	return n, true
}

// parseIPv4 is the IPv4 parser followed by the IPv4 serializer.
func parseIPv4(domain string) (host, reason string) {
	parts := strings.Split(strings.TrimSuffix(domain, "."), ".")
	if len(parts) > 4 {
		return "", "IPv4-too-many-parts"
	}
	address := uint64(0)
	for i, part := range parts {
		n, ok := ipv4Number(part)
		last := i == len(parts)-1
		switch {
		case !ok:
			return "", "IPv4-non-numeric-part"
		case !last && n > 255, last && n >= 1<<(8*(5-len(parts))):
			return "", "IPv4-out-of-range-part"
		case last:
			address += n
		default:
			address += n << (8 * (3 - i))
		}
	}
	b := make([]byte, 0, len("255.255.255.255"))
	for shift := 24; shift >= 0; shift -= 8 {
		b = strconv.AppendUint(b, address>>shift&0xFF, 10)
		if shift > 0 {
			b = append(b, '.')
		}
	}
	return string(b), ""
}
