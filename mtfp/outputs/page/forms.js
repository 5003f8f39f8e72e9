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

// A percentage that was worked, in no more decimals than tell it: 4.998% is not 5.00%.
function workedPercent(x) {
  const MOST = 6;
  const digits = (places) => rounded(Math.abs(x) * 100, places).replace(/0+$/, "");
  for (let places = 2; places < MOST; places += 1)
    if (digits(places) === digits(MOST) || digits(places).split(".")[1].length > 1)
      return `${grouped(x * 100, 2, places)}%`;
  return FORMS.percent(x);
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
  worked: workedPercent,
  two_places: (x) => `${grouped(x * 100, 2, 2)}%`,
  rounded: (x) => grouped(x, 0, 2),
  rounded_points: (x) => `${grouped(x * 100, 1, 2)}pp`,
  dwellings: (x) => grouped(x, 0, 2),
};

// The month that is so many months from the April of a year: 2027-10.
function monthOf(x, start) {
  if (x % 1) return `${grouped(x, 0, 6)} months from April ${start}`;
  const months = start * 12 + 3 + x;
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, "0")}`;
}

function written(x, form, blank = "") {
  if (x === null) return blank;
  const [kind, of] = form.split(/:(.*)/s);
  if (kind === "words")
    return of.split("|").find((pair) => pair.startsWith(`${x}=`))?.replace(/^[^=]*=/, "") ?? "";
  return kind === "month" ? monthOf(x, Number(of)) : FORMS[form](x);
}
