// Works the plan out for the chosen scenario and fills every figure, sentence and chart from it.
{
  const data = JSON.parse(document.getElementById("plan-data").textContent);
  const names = data.scenarios.map((one) => one.name);
  const scenarioSwitch = document.getElementById("scenario");
  const narrow = matchMedia("screen and (max-width: 48rem)");
  const all = (selector) => document.querySelectorAll(selector);

  // The inputs of the plan as entered, with what a scenario keeps of each figure and adds to it.
  const inForce = (plan, effects) => {
    const inputs = { ...plan.inputs };
    for (const name of new Set(effects.map(([input]) => input)))
      inputs[name] = plan.inputs[name].map((row) => [...row]);
    for (const [input, item, year, keeps, adds] of effects)
      inputs[input][year][item] = inputs[input][year][item] * keeps + adds;
    return { ...plan, inputs };
  };

  // A scenario with its gap shared in another way, worked when it is first looked at.
  const ways = new Map();
  const sharedIn = (scenario, way) => {
    const key = `${scenario}:${way}`;
    const { effects, ways: instead } = data.scenarios[scenario];
    if (!ways.has(key))
      ways.set(key, work(inForce(data.plan, [...effects, ...instead[way]])));
    return ways.get(key);
  };

  // One figure of a scenario; null where there is none or it is left blank.
  const amount = (worked, scenario, line, item, year, sign, way) => {
    if (data.scenarios[scenario].blanks[`${line}:${item}`]?.includes(year)) return null;
    const from = way ? sharedIn(scenario, way) : worked[scenario];
    const found = from[line][year]?.[item] ?? null;
    return found === null ? null : found * sign + 0;
  };

  const fillFigures = (worked, chosen) => {
    let changed = 0;
    for (const cell of all("[data-line]")) {
      const { line, item, year, sign, form, blank, scenario, way } = cell.dataset;
      const of = scenario === undefined ? chosen : names.indexOf(scenario);
      const found = amount(worked, of, line, Number(item), Number(year), Number(sign), way);
      const text = written(found, form, blank);
      if (cell.textContent !== text) {
        cell.textContent = text;
        changed += 1;
      }
      if ("said" in cell.dataset) cell.dataset.said = text;
      cell.classList.toggle("less", text.startsWith("("));
    }
    return changed;
  };

  const fillWords = (chosen) => {
    const one = data.scenarios[chosen];
    const words = { ...one.sentences, title: one.title, why: one.why };
    for (const place of all("[data-say]")) place.textContent = words[place.dataset.say];
    for (const chart of all("[data-describe]"))
      chart.setAttribute("aria-label", `Chart. ${words[chart.dataset.describe]}`);
    document.getElementById("changes")?.replaceChildren(
      ...one.changes.map((said) => {
        const item = document.createElement("li");
        item.textContent = said;
        return item;
      }),
    );
    const marks = new Set(one.marks);
    for (const mark of all("[data-mark]")) mark.hidden = !marks.has(mark.dataset.mark);
    for (const row of all("[data-row-of]")) {
      const isChosen = row.dataset.rowOf === one.name;
      row.classList.toggle("chosen", isChosen);
      row.querySelector(".tag").hidden = !isChosen;
    }
  };

  const fillTrace = (trace, worked, chosen) => {
    const { points, along, forms, scale, told, names: called, chosen: on, others } = trace.meta;
    const values = points.map((terms) => {
      const parts = terms.map(([line, item, year, sign, scenario, way]) =>
        amount(worked, scenario ?? chosen, line, item, year, sign, way));
      return parts.includes(null) ? null : parts.reduce((sum, part) => sum + part, 0);
    });
    trace[along] = values.map((x) => (x === null ? null : x / scale));
    trace.text = values.map((x, n) => written(x, forms[n]));
    trace.hovertext = values.map(
      (x, n) => `${called[n]}: ${written(x, told, data.leftBlank)}`);
    if (narrow.matches) Object.assign(trace, trace.meta.narrow);
    if (on) trace.marker.color = points.map((_, n) => (n === chosen ? on : others));
  };

  const fillLayout = (layout, traces, chosen) => {
    const { ticks, scenarios, narrow: whenNarrow } = layout.meta ?? {};
    if (narrow.matches) Object.assign(layout, whenNarrow);
    if (ticks)
      layout.xaxis.ticktext = ticks.map((year, n) =>
        traces.every((trace) => trace.y[n] === null)
          ? `${year}<br><i>${data.leftBlank}</i>`
          : year);
    scenarios?.forEach((title, n) => {
      layout.annotations[n].text = n === chosen ? `<b>${title} (chosen)</b>` : title;
    });
  };

  // A fresh copy each time: plotly tells what has changed by whether it is the same object.
  const draw = (worked, chosen) => {
    for (const [key, chart] of Object.entries(data.charts)) {
      const { data: traces, layout } = structuredClone(chart);
      for (const trace of traces) fillTrace(trace, worked, chosen);
      fillLayout(layout, traces, chosen);
      Plotly.react(`chart-${key}`, traces, layout, data.config);
    }
  };

  const asked = () => {
    const said = new URLSearchParams(location.hash.slice(1)).get("scenario");
    return names.indexOf(said);
  };

  const start = () => {
    const worked = data.scenarios.map((one) => work(inForce(data.plan, one.effects)));
    let shown = 0;
    const show = (chosen) => {
      shown = chosen;
      if (scenarioSwitch) scenarioSwitch.value = names[chosen];
      fillFigures(worked, chosen);
      fillWords(chosen);
      draw(worked, chosen);
    };
    const differing = fillFigures(worked, 0);
    const figures = all("[data-line]").length;
    const check = document.getElementById("check");
    check.textContent = differing
      ? `${differing} of the ${figures} figures that this page came with differ from what it ` +
        "works out itself. Do not rely on it: ask for it to be made again."
      : `As it opened, this page worked out its ${figures} figures again from the plan’s inputs, ` +
        "and every one agreed with what it came with.";
    if (differing) {
      check.classList.add("warning");
      check.setAttribute("role", "alert");
      document.getElementById("main").prepend(check);
    }
    show(Math.max(asked(), 0));
    scenarioSwitch?.addEventListener("change", () => {
      show(names.indexOf(scenarioSwitch.value));
      location.hash = new URLSearchParams({ scenario: names[shown] }).toString();
      const { title, sentences } = data.scenarios[shown];
      document.getElementById("announcement").textContent =
        `${title}. ${sentences.gap} ${sentences.gap_besides} ${sentences.reserves_used}`;
    });
    window.addEventListener("hashchange", () => {
      if (asked() >= 0 && asked() !== shown) show(asked());
    });
    const drawn = Object.keys(data.charts).map((key) => document.getElementById(`chart-${key}`));
    // Paper has a width and a height of its own, and is no wider than this in the page's pixels.
    const PAPER = { width: 640, of: 0.8, letters: 11 };
    // What the plan must be read with is printed, folded away or not.
    const notes = document.querySelector(".masthead details");
    window.addEventListener("beforeprint", () => {
      if (notes) notes.open = true;
      for (const chart of drawn)
        Plotly.relayout(chart, {
          autosize: false, width: PAPER.width, height: chart.layout.height * PAPER.of,
          "font.size": PAPER.letters,
        });
    });
    // Not at once: a browser may say that it has printed before it has drawn the paper.
    window.addEventListener("afterprint", () => setTimeout(() => {
      draw(worked, shown);
      drawn.forEach((chart) => Plotly.Plots.resize(chart));
    }, 500));
    narrow.addEventListener("change", () => draw(worked, shown));
  };

  document.documentElement.classList.add("scripted");
  start();
}
