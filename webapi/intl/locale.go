package intl

import (
	"runner/webapi/intl/cldr"
	"runner/webapi/js"
)

// Locale is the state of an Intl.Locale (ECMA-402, 15).
type Locale struct {
	js.Base
	tag cldr.Tag
}

// LocaleClass is Intl.Locale.
var LocaleClass = js.Define(js.Class[*Locale]{Name: "Locale", Hidden: "Intl."})

// Class implements [js.Native].
func (*Locale) Class() js.Definer { return LocaleClass }
