(function (add, locales) {
	locales.forEach((l, i) => {
		for (const style of ["long", "short", "narrow"]) {
			add("relative " + l + style, () => { const r = new Intl.RelativeTimeFormat(l, { style, numeric: "auto" }); return ["second", "minute", "hour", "day", "week", "month", "quarter", "year"].map((u, j) => r.format([-1, 0, 1, 2, -5, 1.5][(i + j) % 6], u)).join(" ; "); });
			for (const type of ["conjunction", "disjunction", "unit"])
				add("list " + [l, style, type], () => { const f = new Intl.ListFormat(l, { style, type }); return [f.format(["A"]), f.format(["A", "B"]), f.format(["A", "B", "C", "D"])].join(" ; "); });
			for (const type of ["region", "script", "currency", "language", "dateTimeField"])
				add("names " + [l, style, type], () => { const d = new Intl.DisplayNames(l, { type, style }); return { region: ["US", "GB", "419", "BA", "ZZ"], script: ["Latn", "Arab", "Hans"], currency: ["USD", "EUR", "JPY", "CHF"], language: ["en", "en-GB", "zh-Hant", "de-AT", "sr-Latn", "fr-CH", "pt-BR", "nl-BE"], dateTimeField: ["year", "weekday", "dayPeriod", "timeZoneName", "weekOfYear"] }[type].map(x => d.of(x)).join(" ; "); });
		}
		add("relative always " + l, () => { const r = new Intl.RelativeTimeFormat(l); return r.formatToParts(-1234.5, "days"); });
		add("calendars " + l, () => { const d = new Intl.DisplayNames(l, { type: "calendar" }); return ["gregory", "buddhist", "islamic-civil", "japanese"].map(x => d.of(x)).join(" ; "); });
		add("locale " + l, () => { const x = new Intl.Locale(l); return [x.maximize(), x.minimize(), x.language, x.region, x.script, x.getTextInfo(), x.getWeekInfo().firstDay, x.getHourCycles()]; });
		add("methods " + l, () => [(1234567.891).toLocaleString(l), 123456789012345678901n.toLocaleString(l), [1234.5, 2].toLocaleString(l), new Date(1e12).toLocaleString(l, { timeZone: "UTC" }), new Date(1e12).toLocaleDateString(l, { timeZone: "UTC" }), new Date(1e12).toLocaleTimeString(l, { timeZone: "UTC" })]);
		add("sort " + l, () => ["z", "a", "Z", "A", "ä", "ö", "o", "é", "e", "ñ", "n", "å", "10", "2", "ch", "c", "d", "ø", "æ", "ł", "l", "-a", "a-b", "ab", "ß", "ss"].sort(new Intl.Collator(l).compare).join(" "));
	});
	for (const sensitivity of ["base", "accent", "case", "variant"])
		add("collator " + sensitivity, () => { const c = new Intl.Collator("en", { sensitivity }); return [["a", "A"], ["a", "á"], ["a", "b"], ["A", "á"], ["résumé", "resume"]].map(p => c.compare(...p)); });
	for (const o of [{ numeric: true }, { caseFirst: "upper" }, { caseFirst: "lower" }, { ignorePunctuation: true }, {}])
		add("collator " + JSON.stringify(o), () => { const c = new Intl.Collator("en", o); return [["a10", "a2"], ["a", "A"], ["a-b", "ab"], ["aB", "Ab"]].map(p => c.compare(...p)).concat(JSON.stringify(c.resolvedOptions())); });
	add("collator de", () => ["Z", "Ä", "A", "ä", "z"].sort(new Intl.Collator("de-u-co-phonebk").compare));
	for (const [granularity, text] of [["grapheme", "a👨‍👩‍👧e\u0301🇩🇪x"], ["word", "Hello, world! It's 3.14 o'clock — don't."], ["sentence", "Hello world. How are you? Fine! Mr. Smith is here."], ["grapheme", ""], ["word", "naïve café\n\tx"]])
		for (const l of ["en", "de", "fr"])
			add("segment " + [granularity, text, l], () => [...new Intl.Segmenter(l, { granularity }).segment(text)].map(s => s.segment + "@" + s.index + (s.isWordLike ?? "")));
	add("containing", () => { const s = new Intl.Segmenter("en", { granularity: "word" }).segment("Hello world"); return [s.containing(0), s.containing(5), s.containing(10), s.containing(11), s.containing(-1), s.containing()]; });
	for (const t of ["en-latn-us", "zh-hant-tw-u-ca-chinese", "sr-latn", "iw", "en-GB-oxendict", "sl-rozaj-biske", "de-DE-u-co-phonebk-kn", "und", "und-Latn", "sh", "cmn", "zh-cmn", "x", "no-nyn"])
		add("Locale " + t, () => { const l = new Intl.Locale(t); return [l.toString(), l.baseName, l.maximize().toString(), l.minimize().toString(), l.calendar, l.numeric, l.collation]; });
	for (const o of [{ region: "CA" }, { language: "fr" }, { calendar: "buddhist" }, { numeric: true }, { numeric: false }, { hourCycle: "h23" }, { caseFirst: "upper" }, { numberingSystem: "arab" }, { region: "x" }, { calendar: "x" }, { firstDayOfWeek: "1" }])
		add("Locale " + JSON.stringify(o), () => new Intl.Locale("en-US", o).toString());
	for (const l of ["tr", "az", "lt", "el", "en", undefined]) add("case " + l, () => ["istanbul Iıİ άλφα ß ŉ".toLocaleUpperCase(l), "ISTANBUL Iıİ ΆΛΦΑΣ".toLocaleLowerCase(l)]);
	for (const f of ["NFC", "NFD", "NFKC", "NFKD"]) add("normalize " + f, () => "é\u0065\u0301ﬁ①각".normalize(f).length);
	add("localeCompare", () => ["a".localeCompare("b"), "a".localeCompare("á", "en", { sensitivity: "base" }), "10".localeCompare("2", undefined, { numeric: true }), "ä".localeCompare("z", "sv"), "ä".localeCompare("z", "de")]);
	add("toLocaleString", () => [(1234.5).toLocaleString("en-US"), (1234.5).toLocaleString(), (0.256).toLocaleString("de", { style: "percent" }), new Uint8Array([1, 200]).toLocaleString("de"), new Float64Array([1234.5]).toLocaleString("de"), [null, undefined, 1].toLocaleString(), new Date(NaN).toLocaleString("de")]);
	for (const f of ["calendar", "collation", "currency", "numberingSystem", "timeZone", "unit", "x"]) add("supported " + f, () => { const v = Intl.supportedValuesOf(f); return [v.length > 5, v.includes({ timeZone: "Europe/Berlin", unit: "meter", currency: "EUR", calendar: "gregory", numberingSystem: "arab", collation: "phonebk" }[f])]; });
	add("errors", () => [() => new Intl.RelativeTimeFormat("en").format(1, "x"), () => new Intl.RelativeTimeFormat("en").format(NaN, "day"), () => new Intl.ListFormat("en").format([1]), () => new Intl.DisplayNames("en"), () => new Intl.DisplayNames("en", { type: "region" }).of("x"), () => new Intl.Locale(), () => Intl.Segmenter(), () => new Intl.Segmenter("en", { granularity: "x" }), () => Intl.Collator("x_y"), () => "a".localeCompare("b", "x_y"), () => Number.prototype.toLocaleString.call("x"), () => Date.prototype.toLocaleString.call(1), () => "a".toLocaleUpperCase("x_y"), () => (1).toLocaleString("en", { style: "x" }), () => new Date().toLocaleDateString("en", { timeStyle: "short" })].map(f => { try { return String(f()); } catch (e) { return e.name; } }));
	add("shape", () => [Object.prototype.toString.call(Intl), Object.prototype.toString.call(new Intl.Collator()), Intl.Collator.length, Intl.ListFormat.length, Intl.DisplayNames.length, Intl.Locale.length, Object.keys(Intl), new Intl.Collator().resolvedOptions(), new Intl.Segmenter().resolvedOptions(), new Intl.ListFormat().resolvedOptions(), new Intl.RelativeTimeFormat().resolvedOptions(), new Intl.DisplayNames("en", { type: "language" }).resolvedOptions()]);
})
