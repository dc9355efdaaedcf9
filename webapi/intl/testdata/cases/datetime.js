(function (add, locales) {
	const times = [Date.UTC(2024, 1, 9, 15, 4, 5, 678), Date.UTC(2023, 10, 30, 0, 0, 0), Date.UTC(1999, 6, 4, 11, 59, 59, 999)];
	const zones = ["UTC", "America/New_York", "Asia/Kolkata", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney", "+05:30"];
	const styles = [
		{}, { dateStyle: "full" }, { dateStyle: "long" }, { dateStyle: "medium" }, { dateStyle: "short" }, { timeStyle: "full" }, { timeStyle: "medium" }, { timeStyle: "short" },
		{ dateStyle: "full", timeStyle: "long" }, { dateStyle: "medium", timeStyle: "short" }, { dateStyle: "short", timeStyle: "short", hour12: false }, { timeStyle: "short", hour12: true },
		{ year: "numeric", month: "2-digit", day: "2-digit" }, { year: "numeric", month: "long" }, { month: "short", day: "numeric" }, { weekday: "long", year: "numeric", month: "short", day: "numeric" },
		{ hour: "numeric" }, { hour: "2-digit", minute: "2-digit", second: "2-digit" }, { hour: "numeric", minute: "numeric", timeZoneName: "short" }, { year: "2-digit", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" },
		{ weekday: "short" }, { month: "long" }, { month: "narrow", weekday: "narrow" }, { year: "numeric" }, { era: "short", year: "numeric" }, { day: "numeric" },
		{ hour: "numeric", dayPeriod: "short" }, { hour: "numeric", minute: "numeric", hourCycle: "h23" }, { minute: "numeric", second: "numeric", fractionalSecondDigits: 2 },
		{ year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "numeric", timeZoneName: "long" }, { month: "numeric", day: "numeric" }, { weekday: "short", hour: "numeric" },
		{ weekday: "long", month: "long", day: "numeric" }, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" },
	];
	locales.forEach((l, i) => styles.forEach((o, j) => {
		const options = { timeZone: zones[(i + j) % zones.length], ...o };
		const f = () => new Intl.DateTimeFormat(l, options);
		add(l + " " + JSON.stringify(options), () => { const d = f(); return d.format(times[(i + j) % 3]) + " ; " + d.format(times[(i + j + 1) % 3]); });
		if ((i + j) % 9 === 0) add("parts " + l + " " + JSON.stringify(options), () => f().formatToParts(times[0]));
		if ((i + j) % 6 === 0) add("range " + l + " " + JSON.stringify(options), () => { const d = f(); return [[0, 36e5], [0, 60e3], [0, 864e5], [0, 40 * 864e5], [0, 400 * 864e5]].map(([a, b]) => d.formatRange(times[0] + a, times[0] + b)).join(" ; "); });
		if ((i + j) % 13 === 0) add("resolved " + l + " " + JSON.stringify(options), () => f().resolvedOptions());
	}));
	for (const timeZoneName of ["short", "long", "shortOffset", "longOffset", "shortGeneric", "longGeneric"])
		for (const timeZone of ["UTC", "America/Los_Angeles", "Europe/London", "Europe/Paris", "Asia/Kolkata", "Asia/Shanghai", "America/Sao_Paulo", "Pacific/Auckland", "Asia/Kathmandu", "-03:30", "America/Phoenix", "Africa/Cairo", "Asia/Tokyo"])
			for (const l of ["en-US", "en-GB", "de", "fr", "ja", "ar"])
				add("zone " + [timeZoneName, timeZone, l], () => new Intl.DateTimeFormat(l, { timeZone, timeZoneName }).formatToParts(times[0]).find(p => p.type === "timeZoneName").value + " ; " + new Intl.DateTimeFormat(l, { timeZone, timeZoneName, hour: "numeric" }).format(times[2]));
	for (const calendar of ["buddhist", "gregory", "iso8601", "japanese", "persian", "roc"])
		for (const l of ["en", "th", "ja", "fa", "zh-TW", "de"])
			for (const o of [{}, { dateStyle: "full" }, { dateStyle: "short" }, { year: "numeric", month: "long", day: "numeric" }, { era: "long", year: "numeric" }])
				add("calendar " + [calendar, l, JSON.stringify(o)], () => new Intl.DateTimeFormat(l, { calendar, timeZone: "UTC", ...o }).format(times[0]));
	for (const hc of ["h11", "h12", "h23", "h24"])
		for (const l of ["en", "de", "ja", "ko", "ar"])
			for (const o of [{ hour: "numeric" }, { hour: "2-digit", minute: "2-digit" }, { timeStyle: "short" }, { dateStyle: "short", timeStyle: "medium" }])
				add("hc " + [hc, l, JSON.stringify(o)], () => { const d = new Intl.DateTimeFormat(l, { hourCycle: hc, timeZone: "UTC", ...o }); return d.format(times[1]) + " ; " + d.format(times[0]) + " ; " + new Intl.DateTimeFormat(l + "-u-hc-" + hc, { timeZone: "UTC", ...o }).resolvedOptions().hourCycle + d.resolvedOptions().locale; });
	const en = (o, ...v) => add("en " + JSON.stringify(o) + v, () => { const d = new Intl.DateTimeFormat("en", { timeZone: "UTC", ...o }); return (v.length ? v : times).map(x => d.format(x)).join(" ; "); });
	en({ dayPeriod: "long" }); en({ dayPeriod: "narrow", hour: "numeric", minute: "2-digit" }); en({ fractionalSecondDigits: 3 }); en({ fractionalSecondDigits: 3, second: "numeric" }); en({ fractionalSecondDigits: 1, hour: "numeric", minute: "numeric", second: "numeric" });
	en({ era: "long" }, -1e14, 0); en({ era: "narrow", year: "numeric", month: "short", day: "numeric" }, -1e14, 0); en({ dateStyle: "long" }, -8.64e15, 8.64e15, -62198755200000); en({}, -62198755200000, -1, 0.9, -0.9); en({ timeZoneName: "short" }); en({ weekday: "long", era: "short" }); en({ year: "numeric", day: "numeric" }); en({ weekday: "long", day: "numeric" }); en({ month: "2-digit" }); en({ minute: "2-digit" }); en({ second: "2-digit" }); en({ hour: "2-digit" }); en({ weekday: "long", hour: "numeric", minute: "2-digit" }); en({ month: "long", year: "numeric", weekday: "long" });
	for (const o of [{ timeZone: "X/Y" }, { timeZone: "" }, { timeZone: "+25:00" }, { timeZone: "+5" }, { dateStyle: "short", year: "numeric" }, { dateStyle: "x" }, { year: "x" }, { fractionalSecondDigits: 4 }, { hourCycle: "x" }, { calendar: "x" }, { calendar: "unknown" }, { timeZone: "asia/kolkata" }, { timeZone: "GMT" }, { timeZone: "etc/utc" }, { timeZone: "US/Pacific" }, { timeZone: "EST" }, { timeZone: "+0530" }, { timeZone: "-00:00" }, { numberingSystem: "arab" }, { hour: "numeric", hour12: false }, { hour: "numeric", hour12: true, hourCycle: "h23" }, { dateStyle: "short", hour12: true }])
		add("option " + JSON.stringify(o), () => JSON.stringify(new Intl.DateTimeFormat("en-US", { timeZone: "UTC", ...o }).resolvedOptions()));
	add("NaN", () => new Intl.DateTimeFormat().format(NaN));
	add("range error", () => new Intl.DateTimeFormat().formatRange(1));
	add("shape", () => [Intl.DateTimeFormat.length, typeof Intl.DateTimeFormat(), Object.prototype.toString.call(Intl.DateTimeFormat()), Object.getOwnPropertyNames(Intl.DateTimeFormat.prototype).sort()]);
	for (const l of ["en", "de", "fr", "ja", "es", "en-GB"])
		for (const o of [{}, { dateStyle: "long" }, { dateStyle: "medium", timeStyle: "short" }, { timeStyle: "short" }, { month: "short", day: "numeric" }, { year: "numeric", month: "short" }, { hour: "numeric" }])
			add("rangeparts " + l + JSON.stringify(o), () => { const d = new Intl.DateTimeFormat(l, { timeZone: "UTC", ...o }); return d.formatRangeToParts(times[0], times[0] + 864e5 * 3).concat(d.formatRangeToParts(times[0], times[0] + 36e5)); });
})
