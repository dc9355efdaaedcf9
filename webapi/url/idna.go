package url

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/secure/bidirule"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// domainToASCII is the domain parser with beStrict false (URL, 3.3).
func domainToASCII(domain string) (string, bool) {
	if isASCII(domain) {
		return strings.ToLower(domain), true
	}
	mapped, ok := mapDomain(domain)
	if !ok {
		return "", false
	}
	labels := strings.Split(norm.NFC.String(mapped), ".")
	rightToLeft := false
	for i, label := range labels {
		if strings.HasPrefix(label, "xn--") {
			if label, ok = decodeLabel(label); !ok {
				return "", false
			}
			labels[i] = label
		}
		if !validLabel(label) {
			return "", false
		}
		rightToLeft = rightToLeft || bidirule.DirectionString(label) != bidi.LeftToRight
	}
	for i, label := range labels {
		if rightToLeft && !bidirule.ValidString(label) {
			return "", false
		}
		if !isASCII(label) {
			ascii, err := idna.Punycode.ToASCII(label)
			if err != nil {
				return "", false
			}
			labels[i] = ascii
		}
	}
	return strings.Join(labels, "."), true
}

// decodeLabel decodes Punycode. A label that decodes to nothing or to ASCII is
// refused (UTS 46, 4, step 4.1).
func decodeLabel(label string) (string, bool) {
	decoded, err := idna.Punycode.ToUnicode(label)
	if err != nil || isASCII(decoded) || !norm.NFC.IsNormalString(decoded) {
		return "", false
	}
	return decoded, true
}

// validLabel checks the validity criteria (UTS 46, 4.1) with CheckHyphens
// false and CheckJoiners true, except for the Bidi rule.
func validLabel(label string) bool {
	if strings.HasPrefix(label, "xn--") {
		return false
	}
	for i, r := range label {
		if r < utf8.RuneSelf {
			continue
		}
		if i == 0 && isMark(r) {
			return false
		}
		if mapped, ok := mapRune(r); !ok || mapped != string(r) {
			return false
		}
	}
	if strings.ContainsAny(label, "\u200C\u200D") {
		_, err := joiners.ToUnicode(label)
		return err == nil
	}
	return true
}

// mapDomain is the mapping step (UTS 46, 4, step 1).
func mapDomain(domain string) (string, bool) {
	var b strings.Builder
	for _, r := range domain {
		if r < utf8.RuneSelf {
			b.WriteRune(unicode.ToLower(r))
			continue
		}
		mapped, ok := mapRune(r)
		if !ok {
			return "", false
		}
		b.WriteString(mapped)
	}
	return b.String(), true
}

var (
	mapping = idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.CheckHyphens(false), idna.CheckJoiners(false))
	joiners = idna.New(idna.MapForLookup(), idna.StrictDomainName(false), idna.CheckHyphens(false))
)

// mapRune maps one code point that is not ASCII: to itself if it is valid, to
// "" if it is ignored, and false if it is disallowed.
func mapRune(r rune) (string, bool) {
	if mapped, known := mapLater(r); known {
		return mapped, true
	}
	// A digit in front keeps a combining mark from being refused, and composes
	// with none.
	mapped, err := mapping.ToUnicode("0" + string(r))
	return strings.TrimPrefix(mapped, "0"), err == nil
}
