import type { Assumption } from '../problem/assumption.js';
import type { Hop } from '../trace/hop.js';
import { rules } from '../trace/rules.js';
import { skips } from '../trace/skips.js';
import type { Trace } from '../trace/trace.js';
import { hopText } from './hop-text.js';
import { minimal } from './minimal.js';
import { isGood, outcomeText } from './outcome-text.js';
import type { Style } from './style.js';
import { plain } from './style.js';
import { changeText, choiceText, fieldText, objectText, packetText, requestText } from './words.js';

/** How much is told: everything; a line a hop; or lines that stay the same when addresses and pod names change. @public */
export type Depth = 'full' | 'summary' | 'minimal';

/** How a trace is told. @public */
export interface ExplainOptions {
  readonly depth?: Depth;
  readonly style?: Style;
}

/**
 * Tells a trace as text, line by line: each hop with the packet, the rule that decided, what changed and what did not
 * apply; the way back; what the client sees, and what was taken for granted.
 *
 * @public
 * @example
 * console.log(explain(trace, { depth: 'summary' }));
 */
export function explain(trace: Trace, options: ExplainOptions = {}): string {
  const style = options.style ?? plain;
  const depth = options.depth ?? 'full';
  switch (depth) {
    case 'full':
      return full(trace, style);
    case 'summary':
      return summary(trace, style);
    case 'minimal':
      return minimal(trace);
    default:
      return depth satisfies never;
  }
}

function summary(trace: Trace, style: Style): string {
  return [
    style.heading(requestText(trace.request)),
    ...trace.hops.map((hop, index) => `${numberText(index)} ${hopText(hop)}`),
    ...ending(trace, style),
  ].join('\n');
}

function full(trace: Trace, style: Style): string {
  const lines = [style.heading(requestText(trace.request)), ''];
  for (const [index, hop] of trace.hops.entries()) {
    lines.push(`${numberText(index)} ${style.heading(hop.stage.padEnd(14))} ${hopText(hop)}`);
    for (const [label, text] of details(hop)) lines.push(style.dim(`      ${label.padEnd(8)} ${text}`));
  }
  if (trace.reply.length > 0) {
    lines.push('', style.heading('The way back'));
    for (const hop of trace.reply) lines.push(replyLine(hop, style));
  }
  lines.push('', ...ending(trace, style));
  if (trace.assumptions.length > 0) {
    lines.push('', style.heading('Taken for granted'), ...trace.assumptions.flatMap((entry) => assumptionLines(entry, style)));
  }
  return lines.join('\n');
}

function numberText(index: number): string {
  return `${index + 1}.`.padStart(3);
}

function details(hop: Hop): readonly (readonly [string, string])[] {
  const field = fieldText(hop.rule.object, hop.rule.path);
  return [
    ['packet', packetText(hop.packet)],
    ['rule', `${rules[hop.rule.id]}${field === '' ? '' : ` [${field}]`}`],
    ...queryLines(hop),
    ...hop.changes.map((change) => ['changed', changeText(change)] as const),
    ...hop.skipped.map(
      (skip) => ['skipped', `${skips[skip.code]}${skip.object === undefined ? '' : ` [${fieldText(skip.object, skip.path)}]`}`] as const,
    ),
    ...(hop.choice === undefined ? [] : [['choice', choiceText(hop.choice)] as const]),
  ];
}

function queryLines(hop: Hop): readonly (readonly [string, string])[] {
  if (hop.stage !== 'dns') return [];
  return hop.queries.map((query) => {
    const answers = query.answers.map((record) => `${record.type} ${record.data}`).join(', ');
    return ['query', `${query.name} ${query.type} to ${query.server}: ${query.rcode}${answers === '' ? '' : ` ${answers}`}`];
  });
}

function replyLine(hop: Hop, style: Style): string {
  const where = `${hop.stage} ${hop.action}`.padEnd(24);
  const changes = hop.changes.map(changeText).join('; ');
  return `    ${where} ${packetText(hop.packet)}${changes === '' ? '' : style.dim(`  ${changes}`)}`;
}

function ending(trace: Trace, style: Style): readonly string[] {
  const { outcome } = trace;
  const paint = isGood(outcome) ? style.good : outcome.kind === 'unknown' || outcome.kind === 'left' ? style.doubtful : style.bad;
  const field = fieldText(outcome.cause.object, outcome.cause.path);
  return [
    paint(`⇒ ${outcomeText(outcome)}`),
    `  ${outcome.cause.message} (${outcome.cause.code}${field === '' ? '' : `, ${field}`})`,
    ...(outcome.cause.fix === undefined ? [] : [`  Fix: ${outcome.cause.fix}`]),
  ];
}

function assumptionLines(assumption: Assumption, style: Style): readonly string[] {
  const object = assumption.object === undefined ? '' : ` [${objectText(assumption.object)}]`;
  const state = assumption.state === undefined ? [] : [style.dim(`      to state it: ${assumption.state}`)];
  return [`    ${assumption.message}${object}`, ...state];
}
