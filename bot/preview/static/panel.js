// The panel for editors: why a question was answered as it was, and the knowledge read anew.

import { button, copy, element } from "./dom.js";
import { act } from "./server.js";

const LATEST = 10;

export class Panel {
  constructor(root) {
    this.reasons = root.querySelector("#reasons");
    this.latest = root.querySelector("#latest");
    this.hint = root.querySelector("#no-question");
    this.status = root.querySelector("#knowledge");
    this.reload = root.querySelector("#reload");
    this.reload.addEventListener("click", () => act("reload"));
    this.questions = [];
  }

  begin(questions, knowledge) {
    this.questions = [];
    this.latest.replaceChildren();
    this.reasons.replaceChildren();
    this.hint.hidden = false;
    questions.forEach((question) => this.add(question));
    this.setKnowledge(knowledge);
  }

  /** A question was asked: the newest comes first. */
  add(question) {
    this.questions = [question, ...this.questions].slice(0, LATEST);
    const shown = this.questions.map((one) => element("li", "", {}, button(one.question, "", () => this.choose(one))));
    this.latest.replaceChildren(...shown);
    this.choose(question);
  }

  choose(question) {
    this.hint.hidden = true;
    this.questions.forEach((one, at) => {
      this.latest.children[at].firstElementChild.setAttribute("aria-pressed", one === question);
    });
    this.reasons.replaceChildren(...reasonsOf(question));
  }

  setKnowledge({ state, lines, time }) {
    this.reload.disabled = state === "learning";
    const when = time ? new Date(time * 1000).toLocaleTimeString() : "";
    const told = {
      ready: when ? `Read anew at ${when}. Chats begin afresh.` : "",
      learning: "Reading, and learning what has changed: up to half a minute. The bot goes on meanwhile.",
      broken: "This can’t be used, and the bot goes on with what it had:",
    }[state];
    const problems = lines.map((line) => element("li", "", {}, line));
    this.status.className = `knowledge ${state}`;
    this.status.replaceChildren(element("p", "", {}, told), element("ul", "", { hidden: !lines.length }, ...problems));
  }
}

function reasonsOf(question) {
  const { why } = question;
  const parts = [verdict(question)];
  if (!why) return [...parts, statements(question), ...golden(question)];
  parts.push(facts([
    ["Read as", why.read_as || why.folded],
    ["Meaning", why.meaning],
    ["Leant, because", why.leant],
    ["After", why.last_topics.join(", ")],
  ]));
  if (why.alarm) parts.push(alarm(why.alarm));
  if (why.candidates.length) parts.push(candidates(why.candidates));
  return [...parts, statements(question), ...golden(question)];
}

function verdict({ question, outcome, intents, score, name, golden }) {
  const label = intents.length ? intents.join(" + ") : "no intent";
  const quiet = element("span", "", {}, `${name} ${golden ? "asked" : "tapped"}`);
  return element("div", "verdict", {}, quiet, element("q", "", {}, question),
    element("p", "", {}, element("span", `outcome ${outcome}`, {}, outcome.replace("_", " ")), ` ${label} `,
      element("span", "score", {}, `${Math.round(score)} %`)));
}

function facts(pairs) {
  const known = pairs.filter(([, value]) => value);
  return element("dl", "facts", {}, ...known.flatMap(([name, value]) =>
    [element("dt", "", {}, name), element("dd", "", {}, value)]));
}

function alarm({ flag, level, text, probability }) {
  const why = text ? `a phrase of red_flags.yaml, “${text}”` : `${Math.round(100 * probability)} % like its examples`;
  return element("div", "alarm", {}, element("h3", "", {}, "Alarm"), element("p", "", {}, `${flag}, ${level}: ${why}`));
}

function candidates(found) {
  const shown = found.map(({ intent, score, example }) => {
    const bar = element("meter", "", { min: 0, max: 100, value: score, "aria-label": `Score of ${intent}` });
    return element("li", "", {}, element("b", "", {}, intent), element("span", "score", {}, `${score.toFixed(1)} %`),
      bar, element("span", "example", {}, example ? `like “${example}”` : ""));
  });
  return element("div", "", {}, element("h3", "", {}, "Candidates"), element("ol", "candidates", {}, ...shown));
}

function statements({ statements: said }) {
  const shown = said.map(({ text, section, sentences }) => {
    const place = `${section}, sentence ${sentences.join(", ")}`;
    return element("li", "", {}, element("p", "", {}, text), element("cite", "", {}, place));
  });
  const part = element("div", "", { hidden: !shown.length }, element("h3", "", {}, "Statements, the lead first"));
  part.append(element("ol", "statements", {}, ...shown));
  return part;
}

function golden({ golden: line, golden_file: file }) {
  return line ? [button("Copy as golden line", "wide", () => copy(line, `Copied, for ${file}`))] : [];
}
