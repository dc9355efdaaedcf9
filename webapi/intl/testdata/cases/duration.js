(function (add, locales) {
	const durations = [{ years: 1, months: 2, days: 3, hours: 4, minutes: 5, seconds: 6, milliseconds: 7, microseconds: 8 }, { hours: 1, minutes: 30 }, { seconds: -5, milliseconds: -250 }, { days: 0, hours: 0 }];
	locales.forEach((l, i) => ["long", "short", "narrow", "digital"].forEach((style, j) => add([l, style].join(), () => { const d = new Intl.DurationFormat(l, { style }); return durations.map(x => d.format(x)).join(" ; "); })));
	for (const o of [{}, { style: "digital" }, { hours: "2-digit" }, { fractionalDigits: 2, style: "digital" }, { seconds: "numeric" }, { hoursDisplay: "always" }, { style: "long", milliseconds: "numeric" }, { minutes: "short", hours: "numeric" }, { years: "numeric" }, { milliseconds: "numeric", millisecondsDisplay: "always" }]) {
		add("format " + JSON.stringify(o), () => { const d = new Intl.DurationFormat("en", o); return durations.map(x => d.format(x)).join(" ; "); });
		add("parts " + JSON.stringify(o), () => new Intl.DurationFormat("en", o).formatToParts(durations[0]));
		add("resolved " + JSON.stringify(o), () => new Intl.DurationFormat("en", o).resolvedOptions());
	}
	for (const x of [{}, { hours: 1.5 }, { hours: 1, minutes: -1 }, 5, "x", { hours: NaN }]) add("bad " + JSON.stringify(x), () => new Intl.DurationFormat("en").format(x));
})
