// How figures are written: the same text, to the last character, as the terminal's tables.

// At least nought, halves up on the fifteen digits that a spreadsheet would show, with commas.
function rounded(x, decimals) {
  const [digits, exponent] = x.toExponential(14).split("e");
  const places = 14 - Number(exponent);
  let units = BigInt(digits.replace(".", ""));
  if (places > decimals) {
    const one = 10n ** BigInt(places - decimals);
    units = (units * 2n + one) / (one * 2n);
  } else {
    units *= 10n ** BigInt(decimals - places);
  }
  return pointed(units, decimals);
}

// A count of the last decimal as a number with its point and commas.
function pointed(units, decimals) {
  const text = units.toString().padStart(decimals + 1, "0");
  const whole = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals ? `${whole}.${text.slice(text.length - decimals)}` : whole;
}

function isNought(text) {
  return !/[1-9]/.test(text);
}

// First to the penny: a float a hair under £8.05m is £8.1m, as the sum it stands for is.
function showMillions(x, decimals) {
  const pence = BigInt(rounded(Math.abs(x), 2).replace(/[,.]/g, ""));
  const one = 10n ** BigInt(8 - decimals);
  const text = pointed((pence * 2n + one) / (one * 2n), decimals);
  if (isNought(text)) return "-";
  return x < 0 ? `(${text})` : text;
}

// Between `least` and `most` decimals, with no noughts after those that there must be.
function grouped(x, least, most) {
  const [whole, decimals = ""] = rounded(Math.abs(x), most).split(".");
  const fraction = decimals.replace(/0+$/, "").padEnd(least, "0");
  const text = fraction ? `${whole}.${fraction}` : whole;
  return x < 0 && !isNought(text) ? `-${text}` : text;
}

const FORMS = {
  millions: (x) => showMillions(x, 3),
  tenths: (x) => showMillions(x, 1),
  signed(x) {
    const text = showMillions(x, 1);
    return x > 0 && text !== "-" ? `+${text}` : text;
  },
  headline(x) {
    const text = showMillions(Math.abs(x), 1).replace("-", "0.0");
    return x < 0 && text !== "0.0" ? `(£${text}m)` : `£${text}m`;
  },
  pence(x) {
    const text = grouped(Math.abs(x), 2, 2);
    return x < 0 && !isNought(text) ? `(£${text})` : `£${text}`;
  },
  percent: (x) => `${grouped(x * 100, 2, 6)}%`,
  points: (x) => `${grouped(x * 100, 1, 6)}pp`,
  answer: (x) => (x ? "yes" : "no"),
  number: (x) => grouped(x, 0, 6),
  dwellings: (x) => grouped(x, 0, 2),
};

function written(x, form, blank = "") {
  return x === null ? blank : FORMS[form](x);
}
