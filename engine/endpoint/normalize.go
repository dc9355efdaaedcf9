package endpoint

import "golang.org/x/text/unicode/norm"

// nfc brings text to Unicode normalisation form C, in which paths are compared.
func nfc(s string) string { return norm.NFC.String(s) }
