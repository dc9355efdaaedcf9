(function (add, locales) {
	const values = [0, 1, 1.5, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 20, 21, 22, 25, 42, 100, 101, 102, 111, 120, 1000, 1e6, 0.5, 0.1, 1.01, -1, NaN, 1e20];
	for (const l of locales) {
		for (const o of [{}, { type: "ordinal" }, { minimumFractionDigits: 1 }, { notation: "compact" }])
			add(l + JSON.stringify(o), () => { const p = new Intl.PluralRules(l, o); return values.map(v => p.select(v)).join(" "); });
		add("range " + l, () => { const p = new Intl.PluralRules(l); return [[0, 1], [1, 2], [1, 5], [0, 5], [2, 2], [2.5, 3], [5, 21]].map(v => p.selectRange(...v)).join(" "); });
		add("resolved " + l, () => new Intl.PluralRules(l, { type: "ordinal" }).resolvedOptions());
	}
	add("errors", () => Intl.PluralRules());
	add("type", () => new Intl.PluralRules("en", { type: "x" }));
	add("symbol", () => new Intl.PluralRules("en").select(Symbol()));
	add("bigint", () => new Intl.PluralRules("en").select(1n));
	add("range NaN", () => new Intl.PluralRules("en").selectRange(1, NaN));
})
