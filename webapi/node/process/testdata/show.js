(async function (line) {
  try {
    const v = await (0, eval)("(async function () {" + line + "\n})")();
    return v === undefined ? "undefined" : JSON.stringify(v);
  } catch (e) {
    return e.name + " " + e.code + ": " + e.message;
  }
})
