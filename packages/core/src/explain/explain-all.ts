import type { AllTraces, Branch } from '../pipeline/trace-all.js';
import type { Trace } from '../trace/trace.js';
import { causeLines, paintOf } from './ending.js';
import type { ExplainOptions } from './explain.js';
import { fullLines } from './full-lines.js';
import type { Line } from './line.js';
import { blank, linesText } from './line.js';
import { minimal } from './minimal.js';
import { isGood, verdictText } from './outcome-text.js';
import type { Style } from './style.js';
import { plain } from './style.js';
import { percentText, placeText, requestText } from './words.js';

/** The most places that are listed of an outcome. */
const most = 10;

/** Ways that end alike to the client. */
interface Ending {
  readonly example: Trace;
  /** Where they end, with the share of each place. */
  readonly places: ReadonlyMap<string, number>;
  readonly probability: number;
}

/**
 * Tells every way of a request as text: each outcome with its share, where it comes about, why and what to do; in depth
 * `full` then one way to each outcome, hop by hop. In depth `minimal` ways that read alike are one.
 *
 * @public
 * @example
 * console.log(explainAll(traceAll(cluster, { url: 'http://shop.example.com/' }), { depth: 'summary' }));
 */
export function explainAll(all: AllTraces, options: ExplainOptions = {}): string {
  const { depth = 'full', style = plain, width = Infinity } = options;
  switch (depth) {
    case 'full':
      return linesText([...summaryLines(all, style), ...exampleLines(all, style)], width);
    case 'summary':
      return linesText(summaryLines(all, style), width);
    case 'minimal':
      return minimalText(all);
    default:
      return depth satisfies never;
  }
}

function summaryLines(all: AllTraces, style: Style): readonly Line[] {
  const endings = endingsOf(all.branches);
  const count = `${counted(all.branches.length, 'way')}, ${counted(endings.length, 'outcome')}`;
  return [
    { lead: '', text: requestText(all.request), paint: style.heading },
    { lead: '', text: count },
    ...endings.flatMap((ending) => [blank, ...endingLines(ending, style)]),
  ];
}

function endingLines({ example, places, probability }: Ending, style: Style): readonly Line[] {
  const { outcome } = example;
  const paint = paintOf(outcome, style);
  const listed = [...places].slice(0, most);
  const more = places.size - listed.length;
  return [
    { lead: `⇒ ${shareText(probability)} `, text: verdictText(outcome), paintLead: paint, paint },
    ...listed.map(([place, share]) => ({ lead: `  ${shareText(share)} `, text: place })),
    ...(more === 0 ? [] : [{ lead: ' '.repeat(11), text: `and ${counted(more, 'other place')}` }]),
    ...(isGood(outcome) ? [] : causeLines(outcome)),
  ];
}

function exampleLines(all: AllTraces, style: Style): readonly Line[] {
  return endingsOf(all.branches).flatMap(({ example }) => [
    blank,
    { lead: '', text: `A way to ${verdictText(example.outcome)}`, paint: style.heading },
    blank,
    ...fullLines(example, style),
  ]);
}

/** Brings ways together that a client cannot tell apart, most probable first. */
function endingsOf(branches: readonly Branch[]): readonly Ending[] {
  const endings = new Map<string, { example: Trace; places: Map<string, number>; probability: number }>();
  for (const { trace, probability } of branches) {
    const { outcome } = trace;
    const key = `${verdictText(outcome)} ${outcome.cause.code}`;
    const ending = endings.get(key) ?? { example: trace, places: new Map<string, number>(), probability: 0 };
    const place = placeText(outcome.place);
    ending.places.set(place, (ending.places.get(place) ?? 0) + probability);
    ending.probability += probability;
    endings.set(key, ending);
  }
  return [...endings.values()].sort((one, other) => other.probability - one.probability);
}

/** Ways that read alike in depth minimal, with the share of each, most probable first. */
function minimalText({ branches }: AllTraces): string {
  const shares = new Map<string, number>();
  for (const { trace, probability } of branches) {
    const text = minimal(trace);
    shares.set(text, (shares.get(text) ?? 0) + probability);
  }
  return [...shares]
    .sort(([, one], [, other]) => other - one)
    .map(([text, share]) => `${percentText(share)}\n${text}`)
    .join('\n\n');
}

/** A share, right-aligned below others. */
function shareText(probability: number): string {
  return percentText(probability).padStart(8);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
