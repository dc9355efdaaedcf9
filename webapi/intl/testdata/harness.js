(function (body, record) {
	const locales = "ar bg bn ca cs cy da de de-AT de-CH el en en-US en-GB en-AU en-CA en-IN es es-MX es-US et eu fa fi fil fr fr-CA fr-CH ga gl gu he hi hr hu hy id is it ja ka kk kn ko lt lv mk ml mr ms nb nl nn pa pl pt pt-PT ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-TW zh-HK".split(" ");
	const parts = list => list.map(p => p.type + (p.source ? "/" + p.source : "") + (p.unit ? "/" + p.unit : "") + "=" + p.value).join("|");
	const show = v => {
		if (typeof v === "string") return v;
		if (Array.isArray(v) && v.length && v[0] && v[0].type !== undefined && v[0].value !== undefined) return parts(v);
		if (typeof v === "function") return "function " + v.name + " " + v.length;
		return String(JSON.stringify(v));
	};
	const add = (label, f) => {
		let answer;
		try {
			answer = show(f());
		} catch (e) {
			answer = e.name;
		}
		record(label, answer);
	};
	body(add, locales);
})
