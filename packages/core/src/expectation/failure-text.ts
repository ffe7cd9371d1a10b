import { endingLines } from '../explain/ending.js';
import type { ExplainOptions } from '../explain/explain.js';
import { explain } from '../explain/explain.js';
import { hopText } from '../explain/hop-text.js';
import { numberText } from '../explain/full-lines.js';
import type { Line } from '../explain/line.js';
import { linesText } from '../explain/line.js';
import type { Style } from '../explain/style.js';
import { plain } from '../explain/style.js';
import { fieldText, percentText, requestText } from '../explain/words.js';
import type { Request } from '../request/request.js';
import type { Trace } from '../trace/trace.js';
import type { NameRequest } from './asked.js';
import type { Failure, Verdict } from './verdict.js';

/**
 * Tells why something does not hold: what was expected, what came instead and on which share of requests, what comes
 * nearest, and a way that fails, hop by hop (in depth `full` with everything about each hop). Of a verdict it tells every
 * failure, what is wrong with the objects on the way and what was taken for granted.
 *
 * @public
 * @example
 * if (!verdict.holds) console.error(failureText(verdict));
 */
export function failureText(told: Failure | Verdict, options: ExplainOptions = {}): string {
  return 'failures' in told ? verdictText(told, options) : oneText(told, options);
}

function oneText(failure: Failure, options: ExplainOptions): string {
  const { style = plain, width = Infinity } = options;
  const facts = linesText(factLines(failure, style), width);
  return failure.trace === undefined ? facts : [facts, '', wayText(failure.trace, options)].join('\n');
}

function verdictText(verdict: Verdict, options: ExplainOptions): string {
  const { style = plain, width = Infinity } = options;
  const { failures } = verdict;
  const ways = new Set(failures.flatMap(({ trace }) => trace ?? []));
  return [
    linesText(
      [
        { lead: '', text: askedText(verdict.request), paint: style.heading },
        ...failures.flatMap((failure) => factLines(failure, style)),
        ...answerLines(verdict),
      ],
      width,
    ),
    ...[...ways].map((way) => wayText(way, options)),
    linesText(doubtLines(verdict, style), width),
    linesText(assumptionLines(verdict, style), width),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

function askedText(request: Request | NameRequest): string {
  return 'dns' in request ? `dns ${request.dns} ${request.name}` : requestText(request);
}

const margin = ' '.repeat(4);

function factLines({ member, of, expected, actual, branches, near }: Failure, style: Style): readonly Line[] {
  const wanted = of === 'may' ? `${expected}, on some way` : expected;
  const share = of === 'may' ? 'on the way that comes nearest' : `${percentText(branches)} of requests`;
  const got = member === 'weights' ? actual : `${actual} (${share})`;
  return [
    { lead: '✗ ', text: member, paintLead: style.bad, paint: style.bad },
    { lead: `${margin}expected `, text: wanted, paintLead: style.dim },
    { lead: `${margin}actual   `, text: got, paintLead: style.dim },
    ...(near === undefined ? [] : [{ lead: `${margin}near     `, text: near, paintLead: style.dim }]),
  ];
}

/** Every query to DNS with its answer. */
function answerLines({ resolution }: Verdict): readonly Line[] {
  return (resolution?.queries ?? []).map(({ name, type, rcode, answer }) => {
    const records = answer.map(({ data }) => data).join(', ');
    return { lead: margin, text: `${name} ${type}: ${records === '' ? rcode : records}` };
  });
}

function wayText(trace: Trace, options: ExplainOptions): string {
  const { depth = 'summary', style = plain, width = Infinity } = options;
  if (depth !== 'summary') return explain(trace, options);
  return linesText(
    [
      ...trace.hops.map((hop, index): Line => ({ lead: `${numberText(index)} `, text: hopText(hop) })),
      ...endingLines(trace.outcome, style),
    ],
    width,
  );
}

/** What is doubtful about the expectation, where no failure says it already, or about the objects on the way. */
function doubtLines({ notes, problems, failures }: Verdict, style: Style): readonly Line[] {
  const unsaid = notes.filter((note) => !failures.some(({ near }) => near === note));
  return [
    ...unsaid.map((note) => ({ lead: 'note ', text: note, paintLead: style.doubtful })),
    ...problems.map(({ severity, object, path, message }) => ({
      lead: `${severity} `,
      text: `${fieldText(object, path)}: ${message}`,
      paintLead: style.doubtful,
    })),
  ];
}

function assumptionLines({ assumptions }: Verdict, style: Style): readonly Line[] {
  if (assumptions.length === 0) return [];
  return [
    { lead: '', text: 'Taken for granted', paint: style.heading },
    ...assumptions.map(({ message }) => ({ lead: '  ', text: message, paint: style.dim })),
  ];
}
