import type { ExplainOptions } from '../explain/explain.js';
import { explain } from '../explain/explain.js';
import { percentText, requestText } from '../explain/words.js';
import type { NameRequest } from './asked.js';
import type { Request } from '../request/request.js';
import type { Failure, Verdict } from './verdict.js';

/**
 * Tells why something does not hold: what was expected, what came instead and on which share of requests, what comes
 * nearest, and the way that the request takes. Of a verdict it tells every failure, what was taken for granted and what
 * is wrong with the objects on the way.
 *
 * @public
 * @example
 * if (!verdict.holds) console.error(failureText(verdict));
 */
export function failureText(told: Failure | Verdict, options: ExplainOptions = {}): string {
  if (!('failures' in told)) return [...factLines(told), '', ...wayLines(told, options)].join('\n');
  return verdictText(told, options);
}

function verdictText(verdict: Verdict, options: ExplainOptions): string {
  const { request, failures, problems, notes } = verdict;
  const ways = new Set(failures.flatMap(({ trace }) => trace ?? []));
  return [
    askedText(request),
    ...failures.flatMap((failure) => factLines(failure)),
    ...notes.map((note) => `  note: ${note}`),
    ...problems.map(
      ({ object, path, message }) => `  problem: ${object.kind} ${object.name} ${path}: ${message}`,
    ),
    ...[...ways].flatMap((trace) => ['', explain(trace, options)]),
  ].join('\n');
}

function askedText(request: Request | NameRequest): string {
  return 'dns' in request ? `dns ${request.dns} ${request.name}` : requestText(request);
}

function factLines({ member, of, expected, actual, branches, near }: Failure): readonly string[] {
  const share = of === 'may' ? 'no way' : percentText(branches);
  return [
    `  ${member}: expected ${expected}, got ${actual} (${share})`,
    ...(near === undefined ? [] : [`    near: ${near}`]),
  ];
}

function wayLines({ trace }: Failure, options: ExplainOptions): readonly string[] {
  return trace === undefined ? [] : [explain(trace, options)];
}
