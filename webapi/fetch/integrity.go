package fetch

import (
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"strings"
)

// checkIntegrity is "do bytes match metadataList" (Subresource Integrity,
// 3.3.5): it reads the body and puts it back if it is what the script expects.
func (f *fetching) checkIntegrity(r *Response) error {
	hashes := strongestHashes(f.request.Integrity)
	if len(hashes) == 0 {
		return nil
	}
	var data []byte
	if r.Body != nil {
		if reader, ok := r.Body.Reader(); ok {
			var err error
			data, err = readToEnd(reader, r.Body.length)
			reader.Close()
			if err != nil {
				return err
			}
		} else {
			data, _ = r.Body.Bytes()
		}
		r.Body = BodyFromBytes(data)
	}
	for _, h := range hashes {
		if h.matches(data) {
			return nil
		}
	}
	return &NetworkError{Message: "integrity mismatch"}
}

// integrityHash is one item of integrity metadata.
type integrityHash struct{ algorithm, value string }

// strongestHashes parses integrity metadata and keeps the items with the
// strongest algorithm. What it does not know it leaves out.
func strongestHashes(integrity string) []integrityHash {
	var best []integrityHash
	for _, item := range strings.Fields(integrity) {
		item, _, _ = strings.Cut(item, "?")
		algorithm, value, ok := strings.Cut(item, "-")
		algorithm = strings.ToLower(algorithm)
		if !ok || algorithm != "sha256" && algorithm != "sha384" && algorithm != "sha512" {
			continue
		}
		if len(best) > 0 && best[0].algorithm > algorithm {
			continue
		}
		if len(best) > 0 && best[0].algorithm < algorithm {
			best = best[:0]
		}
		best = append(best, integrityHash{algorithm, value})
	}
	return best
}

func (h integrityHash) matches(data []byte) bool {
	var sum []byte
	switch h.algorithm {
	case "sha256":
		s := sha256.Sum256(data)
		sum = s[:]
	case "sha384":
		s := sha512.Sum384(data)
		sum = s[:]
	case "sha512":
		s := sha512.Sum512(data)
		sum = s[:]
	}
	value := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(h.value, "="))
	want, err := base64.RawStdEncoding.DecodeString(value)
	return err == nil && bytes.Equal(want, sum)
}
