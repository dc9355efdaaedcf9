(function (add, locales) {
	const styles = [
		{}, { style: "percent", maximumFractionDigits: 1 }, { style: "currency", currency: "USD" }, { style: "currency", currency: "EUR", currencyDisplay: "name" },
		{ style: "currency", currency: "JPY", currencyDisplay: "narrowSymbol", currencySign: "accounting" }, { style: "currency", currency: "GBP", currencyDisplay: "code" },
		{ style: "unit", unit: "kilometer-per-hour" }, { style: "unit", unit: "liter", unitDisplay: "long" }, { style: "unit", unit: "megabyte-per-second", unitDisplay: "narrow" },
		{ style: "unit", unit: "day", unitDisplay: "long" },
		{ notation: "compact" }, { notation: "compact", compactDisplay: "long" }, { notation: "compact", style: "currency", currency: "EUR" },
		{ notation: "scientific" }, { maximumSignificantDigits: 3 }, { signDisplay: "exceptZero", minimumFractionDigits: 2 },
	];
	const values = [0, 1, -2.5, 1234.5, 1234567.891, 0.056];
	locales.forEach((l, i) => styles.forEach((o, j) => {
		const f = () => new Intl.NumberFormat(l, o);
		add(l + " " + JSON.stringify(o), () => { const n = f(); return values.slice((i + j) % 2).map(v => n.format(v)).join(" ; "); });
		if ((i + j) % 5 === 0) add("parts " + l + " " + JSON.stringify(o), () => f().formatToParts(-98765.432));
		if ((i + j) % 5 === 1) add("range " + l + " " + JSON.stringify(o), () => { const n = f(); return [n.formatRange(3, 5), n.formatRange(-3, 1200.5), n.formatRange(2.9999, 3)].join(" ; "); });
		if ((i + j) % 7 === 1) add("rangeparts " + l + " " + JSON.stringify(o), () => f().formatRangeToParts(3, 5));
	}));
	const en = (o, ...v) => add("en " + JSON.stringify(o) + " " + v.map(String), () => { const n = new Intl.NumberFormat("en", o); return v.map(x => n.format(x)).join(" ; "); });
	for (const roundingMode of ["ceil", "floor", "expand", "trunc", "halfCeil", "halfFloor", "halfExpand", "halfTrunc", "halfEven"])
		for (const o of [{ maximumFractionDigits: 0 }, { maximumSignificantDigits: 2 }, { roundingIncrement: 5, maximumFractionDigits: 1, minimumFractionDigits: 1 }, { roundingIncrement: 25, maximumFractionDigits: 0 }])
			en({ roundingMode, ...o }, 1.5, 2.5, -1.5, -2.5, 0.25, 0.35, 12.5, 37.5, 62.5, -0.4, 1.005, 999.95);
	for (const roundingPriority of ["auto", "morePrecision", "lessPrecision"])
		for (const o of [{ maximumFractionDigits: 2, maximumSignificantDigits: 2 }, { minimumFractionDigits: 2, maximumSignificantDigits: 2 }, { minimumSignificantDigits: 4, maximumFractionDigits: 1 }])
			en({ roundingPriority, ...o }, 0, 1, 1.23456, 123.456, 0.00123, 12345);
	for (const signDisplay of ["auto", "never", "always", "exceptZero", "negative"])
		for (const o of [{}, { style: "percent" }, { style: "currency", currency: "USD", currencySign: "accounting" }, { style: "currency", currency: "CHF" }, { style: "unit", unit: "meter" }])
			en({ signDisplay, ...o }, 0, -0, 1, -1, NaN, Infinity, -Infinity, -0.001, 0.001);
	for (const useGrouping of [true, false, "auto", "always", "min2", "true", "false"])
		for (const l of ["en", "es", "pl", "en-IN", "pt-PT", "de-AT", "bg", "hi"])
			add("grouping " + l + " " + useGrouping, () => { const n = new Intl.NumberFormat(l, { useGrouping }); return [999, 1000, 9999, 10000, 12345678].map(v => n.format(v)).join(" ; "); });
	for (const notation of ["engineering", "scientific", "compact"]) {
		en({ notation }, 0, 0.00001234, 1, 12, 123, 999, 999.5, 999.99, 1000, 9999, 12345, 999999, 1e6, 123456789, 1e9, 1e12, 1e15, 1e18, -1500);
		en({ notation, maximumFractionDigits: 1 }, 0.00001234, 1, 1234, 999950, 1e20);
		en({ notation, minimumSignificantDigits: 3 }, 0, 1, 1234, 999950, 1e20);
		en({ notation, useGrouping: "always" }, 1234, 1e18, 1e19);
	}
	for (const trailingZeroDisplay of ["auto", "stripIfInteger"]) en({ trailingZeroDisplay, minimumFractionDigits: 2 }, 1, 1.5, 1.004, 0);
	en({}, 12345678901234567890n, "12345678901234567890.123456789", "0x10", "", " 12 ", "abc", "1e3", "-0", "Infinity", 1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308);
	en({ maximumFractionDigits: 20 }, 0.1, "0.12345678901234567890123", 1 / 3);
	en({ minimumIntegerDigits: 5 }, 1, 123456, -0.5);
	en({ maximumFractionDigits: 100 }, 1e-50);
	en({}, null, true, undefined, [], "12,3");
	for (const unit of ["acre", "bit", "celsius", "fluid-ounce", "foot", "gigabyte", "inch", "mile-scandinavian", "percent", "stone", "year", "month", "second", "microsecond", "meter-per-minute", "mile-per-gallon", "liter-per-kilometer", "gram-per-liter", "byte-per-second", "kilobit-per-second"])
		for (const unitDisplay of ["long", "short", "narrow"])
			for (const l of ["en", "de", "ru", "ja", "ar", "fr"])
				add("unit " + [unit, unitDisplay, l], () => { const n = new Intl.NumberFormat(l, { style: "unit", unit, unitDisplay }); return [n.format(1), n.format(-2), n.format(5.5)].join(" ; "); });
	for (const currency of ["USD", "EUR", "JPY", "GBP", "CHF", "INR", "KWD", "XXX", "BRL", "KRW", "CNY", "TWD", "MXN", "CLP", "AAA", "usd", "HUF", "UGX"])
		for (const currencyDisplay of ["symbol", "code", "name", "narrowSymbol"])
			for (const l of ["en", "de", "es-MX", "zh-TW", "sv", "ko"])
				add("currency " + [currency, currencyDisplay, l], () => { const n = new Intl.NumberFormat(l, { style: "currency", currency, currencyDisplay }); return [n.format(1), n.format(-1234.5), n.format(1e6)].join(" ; "); });
	for (const nu of ["arab", "deva", "thai", "fullwide", "hanidec", "beng", "mathsans", "xxxx"])
		for (const l of ["en", "ar", "hi", "fa"])
			add("nu " + nu + l, () => { const n = new Intl.NumberFormat(l + "-u-nu-" + nu, { style: "percent" }); return n.format(-12345.678) + " " + n.resolvedOptions().numberingSystem + n.resolvedOptions().locale + new Intl.NumberFormat(l, { numberingSystem: nu, notation: "scientific" }).format(12345); });
	for (const o of [{}, { style: "currency", currency: "eur" }, { style: "currency", currency: "JPY", notation: "compact" }, { style: "unit", unit: "meter" }, { notation: "compact", compactDisplay: "long" }, { maximumSignificantDigits: 3 }, { style: "percent" }, { roundingPriority: "morePrecision", maximumFractionDigits: 1 }, { useGrouping: false }, { minimumFractionDigits: 5 }, { maximumFractionDigits: 0 }, { style: "currency", currency: "USD", maximumFractionDigits: 0 }])
		for (const l of ["en", "de-DE-u-nu-latn", "ar-EG", "zh-TW", "xx", "de-XX", "sr-Latn-RS"])
			add("resolved " + l + JSON.stringify(o), () => new Intl.NumberFormat(l, o).resolvedOptions());
	for (const o of [null, { style: "x" }, { style: "currency" }, { style: "currency", currency: "x" }, { style: "unit" }, { style: "unit", unit: "meter-per" }, { minimumFractionDigits: 101 }, { maximumSignificantDigits: 0 }, { minimumIntegerDigits: 22 }, { minimumSignificantDigits: 5, maximumSignificantDigits: 3 }, { roundingIncrement: 3 }, { roundingIncrement: 5 }, { roundingIncrement: 5, maximumSignificantDigits: 2 }, { notation: "x" }, { compactDisplay: "x" }, { signDisplay: "x" }, { useGrouping: "x" }, { localeMatcher: "x" }, { numberingSystem: "x" }, { roundingMode: "x" }])
		add("error " + JSON.stringify(o), () => new Intl.NumberFormat("en", o).format(1));
	for (const l of ["x_y", "", "en-", null, 5, ["en", 5], [], {}, "i", "en-US-u-nu", ["de", "en"], "en-u-nu-arab-nu-latn", "no", "iw", "zh-Hans-CN", "tl", "mo", "hr-u-co-phonebk-nu-arab"])
		add("locale " + JSON.stringify(l), () => new Intl.NumberFormat(l).resolvedOptions().locale + Intl.getCanonicalLocales(l) + Intl.NumberFormat.supportedLocalesOf(l));
	add("shape", () => [Intl.NumberFormat.length, Intl.NumberFormat.name, Object.prototype.toString.call(new Intl.NumberFormat()), Object.keys(Intl.NumberFormat.prototype), Intl.NumberFormat("de").format(1234.5), Object.getOwnPropertyNames(Intl.NumberFormat.prototype).sort(), new Intl.NumberFormat() instanceof Intl.NumberFormat, Intl.NumberFormat.prototype.formatToParts.length, Intl.NumberFormat.supportedLocalesOf.length, Intl.NumberFormat.prototype.formatRange.length]);
	add("bound", () => [1, 2.5].map(new Intl.NumberFormat("de").format));
	add("bound function", () => new Intl.NumberFormat("de").format);
	add("brand", () => Intl.NumberFormat.prototype.formatToParts.call({}));
})
