import type { Assumption } from '@kubehop/core';
import { reportText, type RequestResult, type ScenarioReport } from '@kubehop/sim';
import { footnotesText } from '../../test/reporter/footnotes-text.js';
import { Footnotes } from '../../test/reporter/footnotes.js';
import type { Page } from '../../test/reporter/page.js';
import { checksText } from './checks-text.js';
import { eventsText } from './events-text.js';
import type { Played } from './played.js';
import { timeText } from './time-text.js';

/** A scenario as a person reads it: what became of its requests, what happened, and whether that is as expected. */
export function scenarioText({ title, report }: Played, page: Page): string {
  const { colors, columns } = page;
  const { seed, until, loads, requests, log } = report;
  const width = columns === undefined ? {} : { width: Math.min(120, Math.max(20, columns - 12)) };
  const parts = [
    `${colors.bold(title)}\n${colors.dim(`${timeText(until)}, seed ${seed}`)}\n`,
    ...loads.map((load) => reportText(load.report, width)),
    requests.length === 0 ? '' : `Requests\n${requests.map((each) => requestText(each, page)).join('')}`,
    eventsText(log, page),
    footnotesText(new Footnotes(assumptionsOf(report)), colors),
    checksText(report, page),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function* assumptionsOf({ loads, requests }: ScenarioReport): Generator<Assumption> {
  for (const { report } of loads) for (const { trace } of report.fates) yield* trace.assumptions;
  for (const { answer } of requests) yield* answer?.trace.assumptions ?? [];
}

function requestText({ name, at, answer }: RequestResult, { colors }: Page): string {
  const line = `  ${timeText(at).padStart(8)}  ${name}`;
  if (answer === undefined) return `${line}\n            ${colors.red('no answer until the end')}\n`;
  const { outcome } = answer.trace;
  const kind = outcome.kind === 'response' ? String(outcome.status) : outcome.kind;
  const took = timeText(answer.answeredAt - answer.sentAt);
  const tries = answer.tries === 1 ? '' : `, sent ${answer.tries} times`;
  return `${line}\n            ${kind} after ${took}${tries}: ${outcome.cause.message} ${colors.dim(`(${outcome.cause.code})`)}\n`;
}
