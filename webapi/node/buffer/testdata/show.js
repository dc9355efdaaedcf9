(function (line) {
  const show = (v) => {
    if (typeof v === "bigint") return v + "n";
    if (v instanceof Uint8Array) return v.constructor.name + ":" + Array.from(v, (b) => b.toString(16).padStart(2, "0")).join("");
    if (Array.isArray(v)) return "[" + v.map(show).join(",") + "]";
    if (v === undefined) return "undefined";
    return JSON.stringify(v);
  };
  try {
    return show((0, eval)(line));
  } catch (e) {
    return e.name + " " + e.code + ": " + e.message;
  }
})
