package url

import "strconv"

// parseIPv6 is the IPv6 parser (URL, 3.5).
func parseIPv6(in string) (address [8]uint16, reason string) {
	piece, compress := 0, -1
	i := 0
	if in != "" && in[0] == ':' {
		if len(in) < 2 || in[1] != ':' {
			return address, "IPv6-invalid-compression"
		}
		i, piece, compress = 2, 1, 1
	}
	for i < len(in) {
		if piece == 8 {
			return address, "IPv6-too-many-pieces"
		}
		if in[i] == ':' {
			if compress >= 0 {
				return address, "IPv6-multiple-compression"
			}
			i++
			piece++
			compress = piece
			continue
		}
		start, value := i, 0
		for i < len(in) && i < start+4 && hexValue(in[i]) >= 0 {
			value = value<<4 | hexValue(in[i])
			i++
		}
		if i < len(in) && in[i] == '.' {
			if i == start {
				return address, "IPv4-in-IPv6-invalid-code-point"
			}
			if piece > 6 {
				return address, "IPv4-in-IPv6-too-many-pieces"
			}
			v4, reason := parseEmbeddedIPv4(in[start:])
			if reason != "" {
				return address, reason
			}
			address[piece], address[piece+1] = uint16(v4>>16), uint16(v4)
			piece += 2
			break
		}
		if i < len(in) {
			if in[i] != ':' {
				return address, "IPv6-invalid-code-point"
			}
			if i++; i == len(in) {
				return address, "IPv6-invalid-code-point"
			}
		}
		address[piece] = uint16(value)
		piece++
	}
	if compress < 0 {
		if piece != 8 {
			return address, "IPv6-too-few-pieces"
		}
		return address, ""
	}
	// Move what follows the compression to the end.
	moved := piece - compress
	copy(address[8-moved:], address[compress:piece])
	clear(address[compress : 8-moved])
	return address, ""
}

// parseEmbeddedIPv4 parses the dotted decimal that may end an IPv6 address.
func parseEmbeddedIPv4(in string) (address uint32, reason string) {
	for seen, i := 0, 0; ; seen++ {
		if seen == 4 {
			if i < len(in) {
				return 0, "IPv4-in-IPv6-invalid-code-point"
			}
			return address, ""
		}
		if i == len(in) {
			return 0, "IPv4-in-IPv6-too-few-parts"
		}
		if seen > 0 {
			if in[i] != '.' {
				return 0, "IPv4-in-IPv6-invalid-code-point"
			}
			i++
		}
		start, part := i, uint32(0)
		for i < len(in) && isDigit(in[i]) {
			if i > start && part == 0 {
				return 0, "IPv4-in-IPv6-invalid-code-point"
			}
			if part = part*10 + uint32(in[i]-'0'); part > 255 {
				return 0, "IPv4-in-IPv6-out-of-range-part"
			}
			i++
		}
		if i == start {
			return 0, "IPv4-in-IPv6-invalid-code-point"
		}
		address = address<<8 | part
	}
}

// serializeIPv6 is the IPv6 serializer: the longest run of at least two zero
// pieces, the first of equals, becomes "::" (URL, 3.6).
func serializeIPv6(address [8]uint16) string {
	from, to := -1, -1
	for i := 0; i < 8; i++ {
		start := i
		for i < 8 && address[i] == 0 {
			i++
		}
		if i-start > 1 && i-start > to-from {
			from, to = start, i
		}
	}
	b := make([]byte, 0, 39)
	for i := 0; i < 8; i++ {
		if i == from {
			b = append(b, "::"[min(1, i):]...) // one colon is there already
			if i = to; i == 8 {
				break
			}
		}
		b = strconv.AppendUint(b, uint64(address[i]), 16)
		if i < 7 {
			b = append(b, ':')
		}
	}
	return string(b)
}
