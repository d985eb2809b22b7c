// Turns a drawn figure into a Plotly one when its reader asks; the data table stays.
(() => {
  const [clear, rule] = ["rgba(0,0,0,0)", "var(--rule)"];
  const axis = { gridcolor: rule, zerolinecolor: rule, linecolor: rule, automargin: true };
  const ground = {
    ...{ paper_bgcolor: clear, plot_bgcolor: clear, xaxis: axis, yaxis: axis },
    margin: { t: 40, r: 24, b: 48, l: 48 },
    font: { family: "var(--sans)", size: 13, color: "var(--ink)" },
    modebar: { bgcolor: clear, color: "var(--muted)", activecolor: "var(--ink)" },
    polar: { bgcolor: clear, radialaxis: axis, angularaxis: axis },
    ternary: { bgcolor: clear, aaxis: axis, baxis: axis, caxis: axis },
  };
  let library;

  const load = (tag, properties) =>
    new Promise((onload, onerror) => {
      document.head.append(Object.assign(document.createElement(tag), properties, { onload, onerror }));
    });

  // Plotly leaves out its own <style>, which the content policy forbids, when it finds this link.
  const loadLibrary = ({ plotly, plotlyCss }) => {
    const link = { id: "plotly.js-style-global", className: "no-inline-styles", rel: "stylesheet" };
    return Promise.all([load("link", { ...link, href: plotlyCss }), load("script", { src: plotly })]);
  };

  // A figure names our colours as var(--conv), so that it follows the light or dark scheme.
  const fetchFigure = async (url) => {
    const answer = await fetch(url, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(`status ${answer.status}`);
    const { data, layout } = await answer.json();
    const figure = { data, layout: { ...layout, template: { layout: ground } } };
    const tokens = getComputedStyle(document.documentElement);
    const colour = (value) => value.replace(/var\((--[\w-]+)\)/g, (_, name) => tokens.getPropertyValue(name).trim());
    return JSON.parse(JSON.stringify(figure), (_, value) => (typeof value === "string" ? colour(value) : value));
  };

  const show = async (button, target) => {
    button.disabled = true;
    try {
      library ??= loadLibrary(button.dataset);
      const [{ data, layout }] = await Promise.all([fetchFigure(button.dataset.figure), library]);
      target.closest("figure").classList.add("is-live");
      Object.assign(target, { hidden: false, role: null, textContent: "" });
      await window.Plotly.newPlot(target, data, layout, { responsive: true, displaylogo: false });
      Object.assign(button, { disabled: false, textContent: "Plain chart", onclick: () => toggle(button, target) });
    } catch {
      if (!window.Plotly) library = undefined;
      target.closest("figure").classList.remove("is-live");
      const textContent = "The interactive figure could not be loaded. Its table shows the same values.";
      Object.assign(target, { role: "alert", textContent });
      button.hidden = button.disabled = target.hidden = false;
    }
  };

  const toggle = (button, target) => {
    const isLive = target.closest("figure").classList.toggle("is-live");
    target.hidden = !isLive;
    button.textContent = isLive ? "Plain chart" : "Interactive";
    if (isLive) window.Plotly.Plots.resize(target);
  };

  for (const button of document.querySelectorAll("[data-figure]")) {
    button.hidden = false;
    button.onclick = () => show(button, document.getElementById(button.dataset.target));
  }
})();
