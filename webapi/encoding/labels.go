package encoding

import (
	"strings"
	"unicode/utf8"
)

// scheme is one encoding of the standard (Encoding, 4.2).
type scheme struct {
	name       string // in lower case, as the API shows it
	labels     string // separated by spaces
	newDecoder func() decoder
	bom        bool // a decoder drops a byte order mark
}

// schemes are all encodings with their labels, in the order of the standard.
var schemes = []scheme{
	{"utf-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8", newUTF8, true},
	{"ibm866", "866 cp866 csibm866 ibm866", singleByte("ibm866"), false},
	{"iso-8859-2", "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2", singleByte("iso-8859-2"), false},
	{"iso-8859-3", "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3", singleByte("iso-8859-3"), false},
	{"iso-8859-4", "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4", singleByte("iso-8859-4"), false},
	{"iso-8859-5", "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988", singleByte("iso-8859-5"), false},
	{"iso-8859-6", "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987", singleByte("iso-8859-6"), false},
	{"iso-8859-7", "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 iso_8859-7:1987 sun_eu_greek", singleByte("iso-8859-7"), false},
	{"iso-8859-8", "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 iso_8859-8:1988 visual", singleByte("iso-8859-8"), false},
	{"iso-8859-8-i", "csiso88598i iso-8859-8-i logical", singleByte("iso-8859-8"), false},
	{"iso-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6", singleByte("iso-8859-10"), false},
	{"iso-8859-13", "iso-8859-13 iso8859-13 iso885913", singleByte("iso-8859-13"), false},
	{"iso-8859-14", "iso-8859-14 iso8859-14 iso885914", singleByte("iso-8859-14"), false},
	{"iso-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9", singleByte("iso-8859-15"), false},
	{"iso-8859-16", "iso-8859-16", singleByte("iso-8859-16"), false},
	{"koi8-r", "cskoi8r koi koi8 koi8-r koi8_r", singleByte("koi8-r"), false},
	{"koi8-u", "koi8-ru koi8-u", singleByte("koi8-u"), false},
	{"macintosh", "csmacintosh mac macintosh x-mac-roman", singleByte("macintosh"), false},
	{"windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874", singleByte("windows-874"), false},
	{"windows-1250", "cp1250 windows-1250 x-cp1250", singleByte("windows-1250"), false},
	{"windows-1251", "cp1251 windows-1251 x-cp1251", singleByte("windows-1251"), false},
	{"windows-1252", "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252", singleByte("windows-1252"), false},
	{"windows-1253", "cp1253 windows-1253 x-cp1253", singleByte("windows-1253"), false},
	{"windows-1254", "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254", singleByte("windows-1254"), false},
	{"windows-1255", "cp1255 windows-1255 x-cp1255", singleByte("windows-1255"), false},
	{"windows-1256", "cp1256 windows-1256 x-cp1256", singleByte("windows-1256"), false},
	{"windows-1257", "cp1257 windows-1257 x-cp1257", singleByte("windows-1257"), false},
	{"windows-1258", "cp1258 windows-1258 x-cp1258", singleByte("windows-1258"), false},
	{"x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian", singleByte("x-mac-cyrillic"), false},
	{"gbk", "chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk", newGB18030, false},
	{"gb18030", "gb18030", newGB18030, false},
	{"big5", "big5 big5-hkscs cn-big5 csbig5 x-x-big5", newBig5, false},
	{"euc-jp", "cseucpkdfmtjapanese euc-jp x-euc-jp", newEUCJP, false},
	{"iso-2022-jp", "csiso2022jp iso-2022-jp", newISO2022JP, false},
	{"shift_jis", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis", newShiftJIS, false},
	{"euc-kr", "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949", newEUCKR, false},
	{"replacement", "csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr replacement", newReplacement, false},
	{"utf-16be", "unicodefffe utf-16be", newUTF16BE, true},
	{"utf-16le", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le", newUTF16LE, true},
	{"x-user-defined", "x-user-defined", newUserDefined, false},
}

// utf8Scheme is the one that nearly every program uses.
var utf8Scheme = &schemes[0]

// findScheme is "get an encoding" from a label (Encoding, 4.2); nil is failure.
func findScheme(label string) *scheme {
	label = asciiLower(strings.Trim(label, "\t\n\f\r "))
	if label == "utf-8" || label == "utf8" {
		return utf8Scheme
	}
	if label == "" || strings.Contains(label, " ") {
		return nil
	}
	for i := range schemes {
		for l := range strings.SplitSeq(schemes[i].labels, " ") {
			if l == label {
				return &schemes[i]
			}
		}
	}
	return nil
}

// asciiLower differs from strings.ToLower for the Kelvin sign and others whose
// lower case is ASCII.
func asciiLower(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return s // no label is like that
		}
	}
	return strings.ToLower(s)
}
