// Package cldr gives the data of the Unicode Common Locale Data Repository that
// package intl needs, and the language tags that select it. It is pure Go and
// knows nothing of JavaScript.
//
// All data is in one embedded file, data.bin, which webapi/intl/gen writes.
// Nothing of it is read before the first [Open], and then only the section (see
// below) and the locales that were asked for.
//
// The sections: supplemental (one table, of locale "root"), numbers,
// currencies, gregorian, calendars (generic and the others, under their names),
// fields, zones, units, lists, names. Keys are the paths of CLDR's JSON, joined
// with "/".
//
// The data is under the Unicode Licence V3,
// https://www.unicode.org/license.txt, copyright 1991-2025 Unicode, Inc.
package cldr

//go:generate go run ../gen
